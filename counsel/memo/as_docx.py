"""A document as DOCX with real styles, headings, tables and footnotes; the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx as library
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from counsel.document import Block, Document, Figure, Heading, Inline, Note, Paragraph, Table
from counsel.memo.footnotes import Footnotes
from counsel.memo.printed import png
from counsel.pictures.svg import LIGHT, clean

WIDTH, HEIGHT = 6.5, 8.2  # inches of a page that a picture may take
NO_TIME = dt.datetime(2000, 1, 1)
LOOKS = {"body": "Body Text", "lead": "Lead", "dim": "Limits", "answer": "Short Answer", "asked": "Body Text", "caution": "Body Text", "clause": "Plan Clause"}


def docx(document: Document) -> bytes:
    """The bytes of the file."""
    found = _Writer(document).made
    written = io.BytesIO()
    found.save(written)
    return _timeless(written.getvalue())


def _timeless(data: bytes) -> bytes:
    """The same archive without the times at which its parts were written."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return found.getvalue()


class _Writer:
    """Writes a document block by block."""

    def __init__(self, document: Document) -> None:
        self.made: Any = library.Document()
        self._set_page(document)
        self._set_styles()
        self.footnotes = Footnotes(self.made)
        self.made.add_paragraph(clean(document.title), style="Title")
        self.made.add_paragraph(clean(document.subtitle), style="Limits")
        for block in document.blocks:
            self._block(block)
        self.footnotes.finish()

    def _set_page(self, document: Document) -> None:
        section = self.made.sections[0]
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
        properties = self.made.core_properties
        properties.title, properties.author = clean(f"{document.title}: {document.subtitle}")[:255], "pill"
        properties.created = properties.modified = NO_TIME
        properties.last_modified_by, properties.comments, properties.revision = "pill", "", 1
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        foot._p.append(field)

    def _set_styles(self) -> None:
        styles = self.made.styles
        _face(styles["Normal"], "Georgia", 10.5)
        styles["Body Text"].paragraph_format.space_after = Pt(5)
        for name, size in (("Title", 22), ("Heading 1", 14), ("Heading 2", 11)):
            _face(styles[name], "Arial", size)
            styles[name].font.color.rgb = RGBColor.from_string(LIGHT["plain"][1:].upper())
        for name in ("Heading 1", "Heading 2"):
            styles[name].paragraph_format.keep_with_next = True
        styles["Heading 1"].paragraph_format.space_before, styles["Heading 1"].paragraph_format.space_after = Pt(16), Pt(5)
        self._add("Lead", space_before=8, keep=True).font.bold = True
        self._add("Short Answer").font.size = Pt(11)
        dim = self._add("Limits")
        dim.font.size, dim.font.color.rgb = Pt(9.5), RGBColor.from_string(LIGHT["dim"][1:].upper())
        _face(self._add("Plan Clause"), "Courier New", 8.5)
        _face(self._add("Table Words"), "Georgia", 9)
        styles["Table Words"].paragraph_format.space_before = styles["Table Words"].paragraph_format.space_after = Pt(2)
        _face(styles["Caption"], "Georgia", 9)
        styles["Caption"].font.bold, styles["Caption"].font.color.rgb = False, RGBColor.from_string(LIGHT["dim"][1:].upper())

    def _add(self, name: str, space_before: int = 0, keep: bool = False) -> Any:
        style = self.made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.made.styles["Body Text"]
        style.paragraph_format.space_before, style.paragraph_format.keep_with_next = Pt(space_before), keep
        return style

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self.made.add_heading(clean(block.text), block.level)
            case Paragraph():
                paragraph = self.made.add_paragraph(style=LOOKS[block.look])
                if block.indent:
                    paragraph.paragraph_format.left_indent = Inches(0.25 * block.indent)
                self._write(paragraph, block.inlines)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _write(self, paragraph: Any, inlines: tuple[Inline, ...]) -> None:
        for inline in inlines:
            if isinstance(inline, Note):
                self.footnotes.refer(paragraph, clean(inline.text))
            else:
                paragraph.add_run(clean(inline.text)).bold = inline.bold or None

    def _table(self, table: Table) -> None:
        made = self.made.add_table(rows=1, cols=len(table.head), style="Table Grid")
        made.autofit = False
        for cell, text in zip(made.rows[0].cells, table.head, strict=True):
            cell.paragraphs[0].style = self.made.styles["Table Words"]
            cell.paragraphs[0].add_run(clean(text)).bold = True
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "F3F5F7")
            cell._tc.get_or_add_tcPr().append(shade)
        _mark(made.rows[0], "w:cantSplit", "w:tblHeader")
        for row in table.rows:
            cells = made.add_row()
            _mark(cells, "w:cantSplit")
            for cell, inlines in zip(cells.cells, row, strict=True):
                cell.paragraphs[0].style = self.made.styles["Table Words"]
                self._write(cell.paragraphs[0], inlines)
        for column, width in zip(made.columns, table.widths, strict=True):
            column.width = Inches(WIDTH * width / sum(table.widths))
            for cell in column.cells:
                cell.width = column.width
        self.made.add_paragraph(style="Table Words")

    def _figure(self, figure: Figure) -> None:
        paragraph = self.made.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        picture = figure.picture
        width = min(WIDTH, HEIGHT * picture.width / picture.height)
        drawn = paragraph.add_run().add_picture(io.BytesIO(png(picture)), width=Inches(width))
        drawn._inline.docPr.set("descr", clean(picture.says))
        self.made.add_paragraph(clean(figure.caption), style="Caption")


def _face(style: Any, name: str, size: float) -> None:
    """A face for all letters, also where the template names another by theme."""
    style.font.name, style.font.size = name, Pt(size)
    faces = style.element.rPr.rFonts
    for key in list(faces.attrib):
        if key.endswith("Theme"):
            del faces.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        faces.set(qn(key), name)


def _mark(row: Any, *names: str) -> None:
    for name in names:
        row._tr.get_or_add_trPr().append(OxmlElement(name))
