"""Writes citations and assumptions as a plan writes them."""

from __future__ import annotations

from dsl import nodes as n


def write_note(note: n.SourceNote) -> str:
    """`p.3 (iv): "such later date"`, or `assume "..."`."""
    if isinstance(note, n.Assumption):
        return f'assume "{note.text}"'
    limbs = "".join(f" {limb}" for limb in note.limbs)
    return f'p.{note.page}{limbs}: "{note.phrase}"'
