"""A document as PDF, on Letter paper: notes at the end, pictures as lines and words, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Preformatted, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import Table as Grid
from reportlab.platypus.doctemplate import LayoutError

from counsel.document import Block, Document, Figure, Heading, Inline, Note, Paragraph, Table
from counsel.memo.printed import BOLD, FACE, check_letters, draw, use_faces
from counsel.pictures.shapes import Picture
from counsel.pictures.svg import LIGHT, clean

MARGIN = 1 * inch
INDENT = 18.0
ROOM = {1: 110.0, 2: 90.0, 3: 60.0}  # what must be free below a heading of a level, or below a leading sentence
WIDTH, HEIGHT = LETTER[0] - 2 * MARGIN, LETTER[1] - 2 * MARGIN
SHADE, RULE = HexColor("#f3f5f7"), HexColor("#d0d7de")


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=more.pop("face", FACE), fontSize=size, leading=size * 1.4, spaceAfter=more.pop("after", 4),
                          textColor=more.pop("colour", LIGHT["plain"]), splitLongWords=1, **more)  # fmt: skip


def _styles() -> dict[str, ParagraphStyle]:
    return {
        "title": _style("title", 20, face=BOLD, after=6), "subtitle": _style("subtitle", 9.5, colour=LIGHT["dim"], after=10),
        "1": _style("1", 13, face=BOLD, spaceBefore=16, after=6), "2": _style("2", 10, face=BOLD, spaceBefore=10),
        "body": _style("body", 9.5), "asked": _style("asked", 9.5), "caution": _style("caution", 9.5), "answer": _style("answer", 10), "dim": _style("dim", 8.5, colour=LIGHT["dim"]),
        "lead": _style("lead", 9.5, face=BOLD, spaceBefore=8), "clause": _style("clause", 8, leftIndent=6, backColor=SHADE, borderPadding=4),
        "cell": _style("cell", 8, after=0), "head": _style("head", 8, face=BOLD, after=0), "note": _style("note", 8, leftIndent=22, firstLineIndent=-22),
        "caption": _style("caption", 8.5, colour=LIGHT["dim"], after=10),
    }  # fmt: skip


class _Drawn(Flowable):  # type: ignore[misc]
    """A picture in the text, as wide as the page or as high as it."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture
        self.scale = min(WIDTH / picture.width, (HEIGHT - 60) / picture.height, 1.0)
        self.width, self.height = picture.width * self.scale, picture.height * self.scale

    def draw(self) -> None:
        """Draw it at its place."""
        self.canv.scale(self.scale, self.scale)
        draw(self.canv, self.picture, self.picture.height)


class _Writer:
    """Makes the parts of a PDF of blocks, and counts the notes."""

    def __init__(self, document: Document, split_rows: bool) -> None:
        self.document = document
        self.split_rows = split_rows
        self.styles = _styles()
        self.notes = 0

    def parts(self) -> Iterator[Flowable]:
        yield Flowing(escape(clean(self.document.title)), self.styles["title"])
        yield Flowing(escape(clean(self.document.subtitle)), self.styles["subtitle"])
        for block in self.document.blocks:
            yield from self._block(block)
        if self.document.notes:
            yield Flowing("Notes", self.styles["1"])
        for number, note in enumerate(self.document.notes, 1):
            yield Flowing(f'<a name="note-{number}"/>{number}. {escape(clean(note))}', self.styles["note"])

    def _block(self, block: Block) -> Iterator[Flowable]:
        match block:
            case Heading():
                yield CondPageBreak(ROOM[block.level])
                yield Flowing(escape(clean(block.text)), self.styles[str(block.level)])
            case Paragraph() if block.look == "clause":
                yield Preformatted(clean("".join(inline.text for inline in block.inlines if not isinstance(inline, Note))), self.styles["clause"], maxLineLength=92, newLineChars="    ")
                yield Spacer(1, 4)
            case Paragraph():
                style = self.styles[block.look]
                if block.look == "lead":
                    yield CondPageBreak(ROOM[3])
                if block.indent:
                    style = ParagraphStyle(f"{style.name}-{block.indent}", parent=style, leftIndent=INDENT * block.indent)
                yield Flowing(self._marked(block.inlines), style)
            case Table():
                yield self._table(block)
                yield Spacer(1, 8)
            case Figure():
                yield KeepTogether([Spacer(1, 6), _Drawn(block.picture), Flowing(escape(clean(block.caption)), self.styles["caption"])])

    def _marked(self, inlines: tuple[Inline, ...]) -> str:
        """Words as the library reads them, a note as its number, raised."""
        found = []
        for inline in inlines:
            if isinstance(inline, Note):
                self.notes += 1
                found.append(f'<super><a href="#note-{self.notes}" color="{LIGHT["status"]}">{self.notes}</a></super>')
            else:
                text = escape(clean(inline.text))
                found.append(f"<b>{text}</b>" if inline.bold else text)
        return "".join(found)

    def _table(self, table: Table) -> Grid:
        rows = [[Flowing(escape(clean(cell)), self.styles["head"]) for cell in table.head]]
        rows += [[Flowing(self._marked(cell), self.styles["cell"]) for cell in row] for row in table.rows]
        total = sum(table.widths)
        return Grid(
            rows, colWidths=[WIDTH * width / total for width in table.widths], repeatRows=1, splitInRow=int(self.split_rows), hAlign="LEFT",
            style=[("GRID", (0, 0), (-1, -1), 0.5, RULE), ("BACKGROUND", (0, 0), (-1, 0), SHADE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                   ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)],
        )  # fmt: skip


def pdf(document: Document) -> bytes:
    """The bytes of the file; raises Mistakes where a letter could not be shown."""
    use_faces()
    drawn = [shape.text for block in document.blocks if isinstance(block, Figure) for shape in block.picture.shapes if hasattr(shape, "text")]
    check_letters([clean(text) for text in (*document.words, *drawn)])
    try:
        return _built(document, split_rows=False)
    except LayoutError:  # a row is higher than a page
        return _built(document, split_rows=True)


def _built(document: Document, split_rows: bool) -> bytes:
    found = io.BytesIO()
    template = SimpleDocTemplate(
        found, pagesize=LETTER, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN, invariant=1,
        title=clean(f"{document.title}: {document.subtitle}"), author="pill", lang="en-US",
    )  # fmt: skip

    def foot(canvas: Any, made: Any) -> None:
        canvas.setFont(FACE, 8)
        canvas.setFillColor(LIGHT["dim"])
        canvas.drawCentredString(LETTER[0] / 2, MARGIN / 2, f"{canvas.getPageNumber()}")

    template.build(list(_Writer(document, split_rows).parts()), onFirstPage=foot, onLaterPages=foot)
    return found.getvalue()
