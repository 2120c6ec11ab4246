"""What is shown as plain data, of no form: headings, paragraphs with notes, tables and pictures.

`answers` makes blocks of an answer and `memo` a document of several; `on_screen` shows
blocks on a terminal, `memo.as_html`, `as_docx` and `as_pdf` write them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from counsel.pictures.shapes import Picture

Look = Literal["body", "lead", "asked", "dim", "answer", "caution", "clause"]


class Words(Struct, frozen=True):
    """Words of a paragraph."""

    text: str
    bold: bool = False


class Note(Struct, frozen=True):
    """A note to the words before it, as a footnote has it."""

    text: str


Inline = Words | Note


class Heading(Struct, frozen=True):
    """A heading: level 1 of a part, 2 of a section of it."""

    text: str
    level: int = 1


class Paragraph(Struct, frozen=True):
    """A paragraph and how it looks; `indent` is how many steps it stands in, `clause` is text whose lines are kept."""

    inlines: tuple[Inline, ...]
    look: Look = "body"
    indent: int = 0


class Table(Struct, frozen=True):
    """A table with a head; `widths` are parts of the whole."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    widths: tuple[int, ...]


class Figure(Struct, frozen=True):
    """A picture with what stands below it."""

    picture: Picture
    caption: str


Block = Heading | Paragraph | Table | Figure


class Document(Struct, frozen=True):
    """A document."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Its notes, in the order in which they are met."""
        return tuple(inline.text for block in self.blocks for inline in inlines_of(block) if isinstance(inline, Note))

    @property
    def words(self) -> Iterator[str]:
        """Every text that it shows, but for those in pictures."""
        yield from (self.title, self.subtitle)
        for block in self.blocks:
            yield from (inline.text for inline in inlines_of(block))
            match block:
                case Heading():
                    yield block.text
                case Table():
                    yield from block.head
                case Figure():
                    yield block.caption


def inlines_of(block: Block) -> Iterator[Inline]:
    """The words and notes of a block, in order."""
    match block:
        case Paragraph():
            yield from block.inlines
        case Table():
            yield from (inline for row in block.rows for cell in row for inline in cell)


def paragraph(text: str, look: Look = "body", indent: int = 0, bold: bool = False) -> Paragraph:
    """A paragraph of one run of words."""
    return Paragraph((Words(text, bold),), look, indent)
