"""Footnotes of a DOCX file, which the library has no words for: a part of the file beside the text, and references to it."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from lxml import etree

TEXT, REFERENCE = "footnote text", "footnote reference"  # as the format itself names them
SEPARATORS = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


class Footnotes:
    """The footnotes of a document: `refer` adds one at a paragraph, `finish` puts them into the file."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.root = parse_xml(SEPARATORS)
        self.count = 0
        text = document.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = document.styles["Normal"]
        text.font.size = Pt(9)
        text.paragraph_format.space_after = Pt(2)
        document.styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True
        self.text_id, self.reference_id = (document.styles[name].style_id for name in (TEXT, REFERENCE))

    def refer(self, paragraph: Any, text: str) -> None:
        """Add a footnote, and its number at the end of a paragraph."""
        self.count += 1
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self.count))
        run = paragraph.add_run(style=self.document.styles[REFERENCE])
        run._r.append(mark)
        note = etree.SubElement(self.root, qn("w:footnote"), {qn("w:id"): str(self.count)})
        own = etree.SubElement(note, qn("w:p"))
        _value(etree.SubElement(own, qn("w:pPr")), "w:pStyle", self.text_id)
        number = etree.SubElement(own, qn("w:r"))
        _value(etree.SubElement(number, qn("w:rPr")), "w:rStyle", self.reference_id)
        etree.SubElement(number, qn("w:footnoteRef"))
        said = etree.SubElement(etree.SubElement(own, qn("w:r")), qn("w:t"))
        said.text = f" {text}"
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def finish(self) -> None:
        """Put the footnotes into the file."""
        package = self.document.part.package
        blob = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self.document.settings.element
        kept = parse_xml(f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
        before = settings.find(qn("w:compat"))
        if before is not None:
            before.addprevious(kept)
        else:
            settings.append(kept)


def _value(parent: Any, tag: str, value: str) -> None:
    etree.SubElement(parent, qn(tag), {qn("w:val"): value})
