"""What does not match between two plans: what one has alone, what both have in other words, and which facts were taken from one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from dsl.core import Label
from dsl.phrases import write_sentence
from dsl.plan import Event
from solver.joint import Joint
from solver.meaning import meaning
from solver.shared import defined_in, is_fact

Pair = tuple[tuple[str, ...], tuple[str, ...]]


class Unmatched(Struct, frozen=True):
    """What does not match: consequences and acts of one plan alone, acts that only bear one name, names that both have in other words.

    `one_act` are acts of one name that were taken for one, with the phrase of each. `facts` are facts of the company that both state otherwise: those of the
    first are taken for both. `unlike` are invariants of one alone.
    """

    consequences: Pair
    acts: Pair
    unlike_acts: tuple[str, ...]
    one_act: tuple[tuple[str, str, str], ...]
    differing: tuple[str, ...]
    facts: tuple[str, ...]
    unlike: tuple[Label, ...]


def unmatched(joint: Joint) -> Unmatched:
    """What does not match between the two plans of a joint plan."""
    one, other = joint.one.plan, joint.other.plan
    ours, theirs = defined_in(one), defined_in(other)
    words = {
        str(name[1]) for name in ours.keys() & theirs.keys()
        if name[0] != "by itself" and ours[name].meaning != theirs[name].meaning
    }  # fmt: skip
    facts = tuple(
        name for name, term in one.terms.items()
        if name in other.terms and is_fact(one, term) and is_fact(other, other.terms[name]) and meaning(term.body) != meaning(other.terms[name].body)
    )  # fmt: skip
    acts = _alone(joint, one.events.values(), 0), _alone(joint, other.events.values(), 1)
    order = [*one.terms, *one.relations, *one.events, *one.readings, *one.calendars]
    return Unmatched(
        (_without(one.consequences, other.consequences), _without(other.consequences, one.consequences)),
        (_without(acts[0], other.events), _without(acts[1], one.events)), tuple(name for name in acts[0] if name in other.events),
        tuple(_one_act(joint)),
        tuple(dict.fromkeys(name for name in order if name in words and " (" not in name and name not in acts[0])), facts, joint.unlike,
    )  # fmt: skip


def _one_act(joint: Joint) -> Iterator[tuple[str, str, str]]:
    """The acts that both plans have under one name in other words."""
    for name, own in joint.one.own.items():
        if name in joint.other.own:
            ours, theirs = (_phrase(event) for event in (own.event, joint.other.own[name].event))
            if ours != theirs:
                yield name, ours, theirs


def _phrase(event: Event) -> str:
    """A phrase as it is read, its holes by their names."""
    return write_sentence(event.phrase, {hole.name: hole.name for hole in event.holes})


def _without(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    known = set(theirs)
    return tuple(name for name in ours if name not in known)


def _alone(joint: Joint, events: Iterable[Event], place: int) -> tuple[str, ...]:
    """The events of one plan that are none of the other's."""
    side, rival = joint.sides[place], joint.sides[1 - place]
    return tuple(event.name for event in events if side.joint(("event", event.name)) not in rival.own)
