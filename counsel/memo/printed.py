"""Pictures on paper: drawn on a page of a PDF, and as the pixels of one."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from counsel.pictures.shapes import Box, Line, Picture, Words
from counsel.pictures.svg import LIGHT, arrow_head
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE

FACE, BOLD = "Vera", "VeraBd"
PIXELS = 3.0  # to a point


def use_faces() -> None:
    """Make the faces known that come with the PDF library."""
    for face in (FACE, BOLD):
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, f"{face}.ttf"))
    pdfmetrics.registerFontFamily(FACE, normal=FACE, bold=BOLD, italic=FACE, boldItalic=BOLD)


def check_letters(texts: list[str]) -> None:
    """Raise Mistakes where a letter is not in the face, as it would be lost."""
    use_faces()
    known = pdfmetrics.getFont(FACE).face.charToGlyph
    lost = sorted({letter for text in texts for letter in text if letter not in "\n\t" and ord(letter) not in known})
    if lost:
        raise Mistakes([Diagnostic("letter", NOWHERE, f"A PDF cannot be written with {', '.join(f'`{letter}`' for letter in lost[:5])}: the face has no such letter.",
                                   "Write the memo as .docx or .html.")])  # fmt: skip


def draw(canvas: Canvas, picture: Picture, height: float) -> None:
    """Draw a picture with its upper left corner at `height` above the origin."""
    use_faces()
    for shape in picture.shapes:
        match shape:
            case Box():
                _colour(canvas, LIGHT[shape.part])
                canvas.roundRect(shape.x, height - shape.y - shape.height, shape.width, shape.height, shape.round, stroke=1, fill=int(shape.filled))
            case Line():
                _line(canvas, shape, height)
            case Words():
                _words(canvas, shape, height)


def _colour(canvas: Canvas, colour: str) -> None:
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)


def _line(canvas: Canvas, line: Line, height: float) -> None:
    _colour(canvas, LIGHT[line.part])
    canvas.setLineWidth(line.width)
    canvas.setDash([4, 3] if line.dashed else [])
    _path(canvas, line.points, height, closed=False)
    canvas.setDash([])
    canvas.setLineWidth(1)
    if line.arrow:
        _path(canvas, arrow_head(line), height, closed=True)


def _path(canvas: Canvas, points: tuple[tuple[float, float], ...], height: float, closed: bool) -> None:
    path: Any = canvas.beginPath()
    path.moveTo(points[0][0], height - points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, height - y)
    if closed:
        path.close()
    canvas.drawPath(path, stroke=int(not closed), fill=int(closed))


def _words(canvas: Canvas, words: Words, height: float) -> None:
    _colour(canvas, LIGHT["on-fill" if words.on_fill else words.part])
    canvas.saveState()
    canvas.translate(words.x, height - words.y)
    canvas.rotate(-words.turned)
    canvas.setFont(BOLD if words.bold else FACE, words.size * 0.92)  # this face is wide
    {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}[words.anchor](0, 0, words.text)
    canvas.restoreState()


def png(picture: Picture) -> bytes:
    """A picture as pixels, on white."""
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(picture.width, picture.height), invariant=1)
    draw(canvas, picture, picture.height)
    canvas.showPage()
    canvas.save()
    found = io.BytesIO()
    with pypdfium2.PdfDocument(page.getvalue()) as document:
        document[0].render(scale=PIXELS).to_pil().save(found, format="PNG")
    return found.getvalue()
