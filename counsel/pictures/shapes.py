"""What a picture is made of: boxes, lines and words on a plane, each with the part that it plays.

A shape knows no colour and no file; `svg.py` and `counsel/memo/printed.py` give
each part its look. Lengths are points, `y` grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Part = Literal["plain", "dim", "faint", "event", "date", "power", "status", "threshold", "first", "second", "third", "fourth", "refused"]
Anchor = Literal["start", "middle", "end"]


class Box(Struct, frozen=True):
    """A rectangle, filled, or with an outline only; its corners rounded by `round`."""

    x: float
    y: float
    width: float
    height: float
    part: Part
    filled: bool = True
    round: float = 0


class Line(Struct, frozen=True):
    """A line from point to point; `dashed` for what is possible or was moved, with an arrow at its end or none."""

    points: tuple[tuple[float, float], ...]
    part: Part
    width: float = 1
    dashed: bool = False
    arrow: bool = False


class Words(Struct, frozen=True):
    """One line of words; turned by so many degrees about its anchor."""

    x: float
    y: float
    text: str
    part: Part = "plain"
    size: float = 11
    anchor: Anchor = "start"
    bold: bool = False
    turned: float = 0
    on_fill: bool = False


Shape = Box | Line | Words


class Picture(Struct, frozen=True):
    """A picture with its title and what it shows in a sentence, for those who cannot see it; the title is no shape of it."""

    title: str
    says: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


# How wide letters are, in thousandths of their size: those of a wide face, so that no other runs over.
WIDTHS = {
    300: "'IJijl", 350: " ,./:;\\|", 400: "()-[]ft", 450: "!r", 500: "\"*_`", 550: "?csz", 600: "FLkvxy",
    650: "$0123456789EPSTYabdeghnopqu{}", 700: "ABCKRVXZ", 750: "NU", 800: "&DGHOQ", 850: "#+<=>^w~", 900: "M", 950: "%",
}  # fmt: skip
WIDTH_OF = {letter: width for width, letters in WIDTHS.items() for letter in letters}


def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of words is at most."""
    return sum(WIDTH_OF.get(letter, 1000) for letter in text) * size / 1000 * (1.12 if bold else 1)


def wrapped(text: str, size: float, width: float, bold: bool = False) -> Iterator[str]:
    """The lines of a text that must not be wider; a word that is wider by itself is parted."""
    line = ""
    for word in text.split():
        for piece in _pieces(word, size, width, bold):
            longer = f"{line} {piece}".strip()
            if line and width_of(longer, size, bold) > width:
                yield line
                longer = piece
            line = longer
    if line:
        yield line


def _pieces(word: str, size: float, width: float, bold: bool) -> Iterator[str]:
    while width_of(word, size, bold) > width and len(word) > 1:
        most = next((count for count in range(len(word) - 1, 1, -1) if width_of(word[:count], size, bold) <= width), 1)
        yield word[:most]
        word = word[most:]
    yield word
