"""A picture as SVG: it stands by itself, and is legible in print, on a light page and on a dark one."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from counsel.pictures.shapes import Box, Line, Picture, Words, wrapped

TITLE = 15.0
NO_TEXT = re.compile("[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FACE = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
LIGHT = {
    "plain": "#1b1f24", "dim": "#57606a", "faint": "#d0d7de", "event": "#24292f", "date": "#9a6700", "power": "#2da44e",
    "status": "#0969da", "threshold": "#cf222e", "first": "#0969da", "second": "#8250df", "third": "#1a7f37", "fourth": "#bc4c00",
    "refused": "#cf222e", "paper": "#ffffff", "on-fill": "#ffffff",
}  # fmt: skip
DARK = {
    "plain": "#e6edf3", "dim": "#9da7b1", "faint": "#3d444d", "event": "#e6edf3", "date": "#e3b341", "power": "#3fb950",
    "status": "#58a6ff", "threshold": "#ff7b72", "first": "#58a6ff", "second": "#d2a8ff", "third": "#56d364", "fourth": "#ffa657",
    "refused": "#ff7b72", "paper": "#0d1117", "on-fill": "#0d1117",
}  # fmt: skip


def _style(scope: str) -> str:
    """Colours by part; the dark ones where the reader's page is dark and it is not printed."""
    def of(colours: dict[str, str]) -> str:
        return "".join(f"{scope} .{part}{{--c:{colour}}}" for part, colour in colours.items())

    return (
        of(LIGHT) + f"@media screen and (prefers-color-scheme: dark){{{of(DARK)}}}"
        + f"{scope} rect.shape{{fill:var(--c);stroke:var(--c)}}{scope} rect.outline{{fill:none}}"
        + f"{scope} polyline{{fill:none;stroke:var(--c)}}{scope} polygon{{fill:var(--c)}}{scope} text{{fill:var(--c)}}"
        + f"{scope} rect.paper{{fill:var(--c)}}"
    )


def svg(picture: Picture, titled: bool = True) -> str:
    """The text of an SVG file; one that is not titled is for a page that gives its title."""
    title = list(wrapped(picture.title, TITLE, picture.width - 32, bold=True)) if titled else []
    lift = 12 + 20.0 * len(title) if titled else 0.0
    width, height = picture.width, picture.height + lift
    root = ET.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {_n(width)} {_n(height)}", "width": _n(width), "height": _n(height),
        "role": "img", "class": "pill", "font-family": FACE,
    })  # fmt: skip
    ET.SubElement(root, "title").text = clean(picture.title)
    ET.SubElement(root, "desc").text = clean(picture.says)
    ET.SubElement(root, "style").text = _style("svg.pill")
    ET.SubElement(root, "rect", {"class": "paper", "width": _n(width), "height": _n(height)})
    for place, line in enumerate(title):
        _words(root, Words(16, 26 + 20 * place, line, size=TITLE, bold=True))
    body = ET.SubElement(root, "g", {"transform": f"translate(0 {_n(lift)})"})
    for shape in picture.shapes:
        match shape:
            case Box():
                _box(body, shape)
            case Line():
                _line(body, shape)
            case Words():
                _words(body, shape)
    return ET.tostring(root, encoding="unicode") + "\n"


def _box(body: ET.Element, box: Box) -> None:
    ET.SubElement(body, "rect", {
        "class": f"{box.part} shape{'' if box.filled else ' outline'}", "x": _n(box.x), "y": _n(box.y),
        "width": _n(box.width), "height": _n(box.height), "rx": _n(box.round),
    })  # fmt: skip


def _line(body: ET.Element, line: Line) -> None:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in line.points)
    dashes = {"stroke-dasharray": "4 3"} if line.dashed else {}
    ET.SubElement(body, "polyline", {"class": line.part, "points": points, "stroke-width": _n(line.width), **dashes})
    if line.arrow:
        head = " ".join(f"{_n(x)},{_n(y)}" for x, y in arrow_head(line))
        ET.SubElement(body, "polygon", {"class": line.part, "points": head})


def arrow_head(line: Line, size: float = 4) -> tuple[tuple[float, float], ...]:
    """The triangle at the end of a line."""
    (x0, y0), (x, y) = line.points[-2:]
    length = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5 or 1
    dx, dy = (x - x0) / length * size, (y - y0) / length * size
    return ((x + dx / 2, y + dy / 2), (x - dx - dy, y - dy + dx), (x - dx + dy, y - dy - dx))


def _words(body: ET.Element, words: Words) -> None:
    found = {
        "class": "on-fill" if words.on_fill else words.part, "x": _n(words.x), "y": _n(words.y), "font-size": _n(words.size),
    }  # fmt: skip
    if words.anchor != "start":
        found["text-anchor"] = words.anchor
    if words.bold:
        found["font-weight"] = "bold"
    if words.turned:
        found["transform"] = f"rotate({_n(words.turned)} {_n(words.x)} {_n(words.y)})"
    ET.SubElement(body, "text", found).text = clean(words.text)


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return NO_TEXT.sub("", text)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
