"""A document as one HTML file that stands by itself: no script, nothing fetched, for light and dark screens and for print."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counsel.memo.document import Document, Inline, Note
from counsel.pictures.svg import clean, svg


def html(document: Document) -> bytes:
    """The bytes of the file."""
    environment = Environment(
        loader=PackageLoader("counsel.memo", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_finalize,
    )  # fmt: skip
    numbers = iter(range(1, len(document.notes) + 1))

    def numbered(inlines: tuple[Inline, ...]) -> list[dict[str, Any]]:
        return [{"note": next(numbers)} if isinstance(inline, Note) else {"text": inline.text, "bold": inline.bold} for inline in inlines]

    template = environment.get_template("memo.html.j2")
    kinds = [(type(block).__name__, block) for block in document.blocks]
    text = template.render(document=document, kinds=kinds, numbered=numbered, drawn=lambda picture: Markup(svg(picture, titled=False)))
    return text.encode()


def _finalize(value: Any) -> Any:
    """Text without what HTML cannot hold."""
    return clean(value) if type(value) is str else value
