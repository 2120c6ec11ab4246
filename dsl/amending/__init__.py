"""Amendments: from their clauses to checked amendments, each with the plan as it then reads."""

from dsl.amending.amendments import amendments_of
from dsl.amending.asked_anew import Key, asked_anew, key_of

__all__ = ["Key", "amendments_of", "asked_anew", "key_of"]
