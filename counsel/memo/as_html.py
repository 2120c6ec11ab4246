"""A document as one HTML file that stands by itself, or blocks as a part of a page: no script, nothing fetched, for light and dark screens."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counsel.document import Block, Document, Inline, Note
from counsel.pictures.svg import clean, svg


def html(document: Document) -> bytes:
    """The bytes of the file."""
    return _rendered("memo.html.j2", document.blocks, document=document).encode()


def fragment(blocks: Iterable[Block]) -> str:
    """Blocks as a part of a page of somebody else's, as a notebook has it: legible in its colours, whatever they are."""
    return _rendered("fragment.html.j2", tuple(blocks))


def _rendered(template: str, blocks: Sequence[Block], **more: Any) -> str:
    environment = Environment(
        loader=PackageLoader("counsel.memo", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_finalize,
    )  # fmt: skip
    numbers = itertools.count(1)

    def numbered(inlines: tuple[Inline, ...]) -> list[dict[str, Any]]:
        return [{"note": next(numbers)} if isinstance(inline, Note) else {"text": inline.text, "bold": inline.bold} for inline in inlines]

    kinds = [(type(block).__name__, block) for block in blocks]
    found = environment.get_template(template)
    return found.render(kinds=kinds, numbered=numbered, drawn=lambda picture: Markup(svg(picture, titled=False)), **more)


def _finalize(value: Any) -> Any:
    """Text without what HTML cannot hold."""
    return clean(value) if type(value) is str else value
