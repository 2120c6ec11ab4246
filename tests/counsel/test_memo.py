"""Memos: each form opens again and holds the answer, its citations and the hash of its receipt; the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from test_commands import run

from counsel.answers.rests import limits_words
from counsel.answers.short import short
from counsel.answers.whole import analysis
from counsel.document import Document, Figure, Heading, Note, Paragraph, Table, Words
from counsel.memo.ask_for import answered_for
from counsel.memo.memo import Answered, memo
from counsel.memo.write import NEEDS, memo_bytes, write_memo
from counsel.open_plan import Opened
from counsel.receipt import receipt_bytes
from dsl.diagnostics import Mistakes
from dsl.load import Library
from dsl.plan_files import find
from solver.ask import ask

STORY = "The press gets there first"
SHORT = "close of business on May 14, 1998 (Thursday)"  # p.2 (i): the tenth day after the announcement of May 4
CITED = 'p.2 (i): "the close of business on the tenth day after a public"'
FORMS = sorted(NEEDS)


@pytest.fixture(scope="module")
def answered(hemacare: Library) -> list[Answered]:
    opened = Opened(hemacare, find("hemacare"), ())
    questions = [opened.library.ask(text, STORY) for text in ("when is the Distribution Date?", "why is Orion an Acquiring Person?")]
    return answered_for("hemacare", opened, questions, lambda puts: [ask(*put, 20) for put in puts])


@pytest.fixture(scope="module")
def document(answered: list[Answered]) -> Document:
    return memo(answered)


@pytest.fixture(scope="module")
def files(document: Document) -> dict[str, bytes]:
    return {form: memo_bytes(document, form) for form in FORMS}


def text_of(data: bytes, form: str) -> str:
    """All the text of a file, its white space made plain; words that a PDF parts at the end of a line are joined where they are hashes."""
    if form == ".html":
        return " ".join(re.sub(r"<[^>]+>", " ", data.decode()).replace("&#34;", '"').split())
    if form == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = [file.read(name).decode() for name in ("word/document.xml", "word/footnotes.xml")]
        return " ".join(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", " ", " ".join(parts))).replace("&#34;", '"').split())
    with pypdfium2.PdfDocument(data) as file:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in file).split())


@pytest.mark.parametrize("form", FORMS)
def test_each_form_holds_the_answer_its_citations_and_the_hash_of_its_receipt(answered: list[Answered], files: dict[str, bytes], form: str) -> None:
    text = text_of(files[form], form)
    assert SHORT in text
    assert CITED in text
    assert '"has acquired beneficial ownership of 15% or more"' in text
    assert "Where Announcer reads Parties" in text
    for one in answered:
        digest = hashlib.sha256(receipt_bytes(one.receipt)).hexdigest()
        assert digest in text.replace(" ", "")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_memo_is_the_same_bytes(document: Document, form: str) -> None:
    figure = next(block for block in document.blocks if isinstance(block, Figure))
    part = Document(document.title, document.subtitle, (*document.blocks[:6], figure))
    assert memo_bytes(part, form) == memo_bytes(part, form)


def test_a_memo_says_what_the_answer_on_the_screen_says(answered: list[Answered], document: Document) -> None:
    """No sentence of the short answer, the analysis or the limits is lost or worded otherwise."""
    said = " ".join(" ".join(document.words).split())
    blocks = {"".join(one.text for one in block.inlines if isinstance(one, Words)) for block in document.blocks if isinstance(block, Paragraph)}
    for one in answered:
        shown = [*short(one.plan, one.answer), *analysis(one.plan, one.answer)]
        assert shown
        for block in shown:
            words = ["".join(inline.text for inline in block.inlines if isinstance(inline, Words))] if isinstance(block, Paragraph) else []
            assert all(text in blocks for text in words)
            assert isinstance(block, Paragraph) or block in document.blocks
        assert all(words in said for words in limits_words(one.plan, one.answer))


def test_a_part_without_a_source_of_its_own_is_cited_by_its_clause(hemacare: Library) -> None:
    """p.3 (iv): the designation of May 18 is too late; the clause that forbids it bears an assumption."""
    question = hemacare.ask("when is the Distribution Date?", "Deferred between two limbs")
    receipt: dict[str, Any] = {"seals": {}, "plan": {"files": {}, "source outline": None}, "made with": {}}
    made = memo([Answered(hemacare.plan, ask(hemacare.plan, question), receipt, hemacare.plan)])
    said = " ".join(made.words)
    assert 'p.3 (iv): "such designation shall be made on or"' in said
    assert "Deferral: a later date is later than a date that is already fixed, and a date that is a close of business has come with that close." in said


def test_the_docx_has_real_styles_headings_tables_and_footnotes(document: Document, files: dict[str, bytes]) -> None:
    data = files[".docx"]
    made = docx.Document(io.BytesIO(data))
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert headings == [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert len(made.tables) == sum(isinstance(block, Table) for block in document.blocks)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        text, notes = (file.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    referred = re.findall(r'<w:footnoteReference w:id="(\d+)"', text)
    assert referred == [str(number) for number in range(1, len(document.notes) + 1)]
    assert re.findall(r'<w:footnote w:id="(\d+)"', notes) == referred
    assert made.inline_shapes


class _Outside(HTMLParser):
    """What a page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "iframe", "img", "object", "b"):
            self.found.append(tag)
        self.found += [value for name, value in attrs if name in ("src", "href") and value and not value.startswith("#")]


def test_the_page_stands_by_itself(files: dict[str, bytes]) -> None:
    reader = _Outside()
    reader.feed(files[".html"].decode())
    assert reader.found == []


@pytest.mark.parametrize("form", FORMS)
def test_text_is_text(form: str) -> None:
    """Neither markup nor control characters of a plan reach the file as such."""
    hostile = 'A <b>bold</b> & "quoted"\x07\x0b\x00 name'
    made = Document(hostile, hostile, (
        Heading(hostile), Paragraph((Words(hostile, True), Note(hostile))), Paragraph((Words(hostile),), "clause"),
        Table((hostile,), (((Words(hostile), Note(hostile)),),), (100,)),
    ))  # fmt: skip
    data = memo_bytes(made, form)
    if form == ".docx":
        assert docx.Document(io.BytesIO(data)).paragraphs[0].text == 'A <b>bold</b> & "quoted" name'
    elif form == ".html":
        reader = _Outside()
        reader.feed(data.decode())
        assert reader.found == []
        assert "\x07" not in data.decode()
    else:
        assert 'A <b>bold</b> & "quoted" name' in text_of(data, form)


def test_a_pdf_loses_no_letter(tmp_path: Path) -> None:
    made = Document("Memo", "Ż 中", ())
    with pytest.raises(Mistakes):
        write_memo(made, tmp_path / "memo.pdf")
    assert not list(tmp_path.iterdir())
    write_memo(made, tmp_path / "memo.docx")


def test_a_row_higher_than_a_page_is_parted() -> None:
    made = Document("Memo", "", (Table(("What",), (((Words("word " * 4000),),),), (100,)),))
    assert text_of(memo_bytes(made, ".pdf"), ".pdf").count("word") == 4000


def test_what_cannot_be_written_is_met_with_help_before_anything_is_asked(tmp_path: Path) -> None:
    for out, help_ in (("memo.odt", ".docx, .html or .pdf"), ("no/memo.pdf", "Name a file in a folder")):
        status, output = run("memo", "hemacare", "-o", str(tmp_path / out))
        assert status == 2
        assert help_ in " ".join(output.split())
    assert not list(tmp_path.iterdir())


def test_the_command_writes_the_memo_and_the_receipts_that_it_names_and_says_what_failed(tmp_path: Path) -> None:
    plan, out, folder = tmp_path / "mine.plan", tmp_path / "memo.html", tmp_path / "receipts"
    plan.write_text('use "hemacare".\n\nscenario "A story"\n    people Orion is a Stockholder.\n    May 1, 1998: Orion buys 1,100,000 shares.\n\n'
                    'question "Is Orion one?"\n    in "A story"\n    is Orion an Acquiring Person?\n    expect no.\n')
    status, output = run("memo", str(plan), "-o", str(out), "--receipts", str(folder))
    assert status == 1, output
    assert "Expected no; found Yes." in out.read_text()
    assert hashlib.sha256((folder / "receipt-1.json").read_bytes()).hexdigest() in out.read_text()
