"""Draws the picture of a story of one kind; `pill picture` writes it as SVG."""

from __future__ import annotations

from pathlib import Path

from counsel.pictures.kinds import PictureKind
from counsel.pictures.ownership import ownership
from counsel.pictures.shapes import Picture
from counsel.pictures.states import states
from counsel.pictures.timeline import timeline
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.plan import Plan, Scenario
from dsl.source import NOWHERE
from dsl.text_files import is_no_place
from solver.course import course
from solver.stakes import stakes


def check_name(path: Path) -> None:
    """Raises Mistakes where a picture cannot be written to a file of this name."""
    if path.suffix.lower() != ".svg":
        raise Mistakes([Diagnostic("form", NOWHERE, f"A picture cannot be written as `{path}`.", "Name a file that ends in .svg.")])
    if (wrong := is_no_place(path)) is not None:
        raise Mistakes([wrong])


def draw_picture(plan: Plan, scenario: Scenario, kind: PictureKind) -> Picture:
    """The picture of a scenario; raises Mistakes where the plan has nothing of the kind to draw."""
    match kind:
        case PictureKind.timeline:
            return timeline(plan, course(plan, scenario))
        case PictureKind.states:
            return states(plan, course(plan, scenario))
        case PictureKind.ownership:
            found = stakes(plan, scenario)
            if found is None:
                raise Mistakes([Diagnostic("nothing-to-draw", NOWHERE, "No status of this plan compares what a person has with a figure.",
                                           "Draw the timeline: --kind timeline.")])  # fmt: skip
            return ownership(plan, found)
