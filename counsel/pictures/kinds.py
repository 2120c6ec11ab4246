"""The kinds of picture there are."""

from __future__ import annotations

from enum import StrEnum


class PictureKind(StrEnum):
    """What a picture shows."""

    timeline = "timeline"
    ownership = "ownership"
    states = "states"
