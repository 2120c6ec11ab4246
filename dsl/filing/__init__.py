"""Sources of plans: their pages, their outlines, and whether a plan cites them truly."""

from dsl.filing.citations import check_citations
from dsl.filing.coverage import STATES, Covered, coverage
from dsl.filing.outline import Item, Outline, make_outline
from dsl.filing.outline_text import read_outline, write_outline
from dsl.filing.pages import Pages, pages_of

__all__ = [
    "STATES", "Covered", "Item", "Outline", "Pages", "check_citations", "coverage", "make_outline",
    "pages_of", "read_outline", "write_outline",
]  # fmt: skip
