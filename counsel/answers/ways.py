"""Shows the ways that an answer found: what each is in kind, its path, and what is known of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counsel.answers.story import bearing, last_moment, table, taken
from counsel.document import Block, paragraph
from counsel.words import capital, clause_text, label_words, on_moment_words, under_words
from dsl.core import Label
from dsl.diagnostics import one_of
from dsl.phrases import write_sentence
from dsl.plan import Plan
from solver.answer import Answer, Unproved, Way
from solver.drawn import ACTORS

TOLD_APART = (
    "Ways are told apart by the powers used, the limb and the exception relied upon and, where there is no exception, by whose acts they "
    "are; of those with the same limb and exception, one that uses all that another does, and more, is not listed, nor is one by which several exceptions hold where its events include those of a way by one, or one that does more only to have an exception to rely upon. Leave anything out of one, and it "
    "is a way of another kind, or none; its path is a shortest one of its kind."
)


def ways(plan: Plan, answer: Answer) -> Iterator[Block]:
    """Every way with its path, told again; then what of others is not proved."""
    if answer.ways and answer.question.scenario.lines:
        yield paragraph("After the story as it is told:")
    for number, way in enumerate(answer.ways, 1):
        yield paragraph(f"{number}. {way_words(plan, way)}", "lead")
        yield from (paragraph(line, indent=1) for line in _notes(plan, way))
        same = next((place for place, other in enumerate(answer.ways[: number - 1], 1) if other.path.lines == way.path.lines), None)
        if same is not None:
            yield paragraph(f"By the story of way {same}, in which this comes about as well.", indent=1)
        else:
            yield from taken(plan, answer, way.path)
            yield from table(plan, way.path, bearing(plan, answer, way.path), last_moment(way.path, way.moment), len(answer.question.scenario.lines), only_further=True)
        yield paragraph(f"First so {on_moment_words(way.moment)}. Told again from the plan, it comes out so{_where(way)}.", "dim", 1)
    if answer.unproved:
        yield paragraph(f"Looked for among {one_of(answer.among, 'and')}, and not proved for any number of events:", "lead")
        yield from (paragraph(f"{capital(unproved_words(unproved))}.", indent=1) for unproved in answer.unproved)
    if answer.ways:
        yield paragraph(TOLD_APART, "dim")


def way_words(plan: Plan, way: Way) -> str:
    """What a way is in kind, on one line: by which limb, by which powers or acts, relying upon which exception."""
    said = [power_words(plan, power, actor) for power, actor in way.powers]
    acts = [f"of {_acts_words(plan, way, acts)}" for acts in way.acts if acts]
    if acts:
        said.append(f"with acts {one_of(acts)}" if said else f"by acts {one_of([f'{whose} alone' for whose in acts])}")
    elif not said:
        said.append("no power is used" if way.excuses else "by time alone")
    words = one_of(said, "and")
    words = capital(words)
    if way.excuses:
        words += f", relying upon {one_of([_excuse_name(name, labels) for name, labels in way.excuses])}"
    if way.limb is not None or way.limb_name:
        words = f"{label_words(way.limb) if way.limb else way.limb_name}: {words}"
    return words


def _acts_words(plan: Plan, way: Way, acts: Sequence[str]) -> str:
    """Whose acts: `Orion and the Company`."""
    names = {**ACTORS, **{person.name: person.written for person in way.path.people}}
    return one_of([names.get(actor, plan.name(actor)) for actor in acts], "and")


def power_words(plan: Plan, power: str, actor: str) -> str:
    """The sentence of a power, its holes named: `the Board designates Later Date as the later date`."""
    event = plan.events[power]
    filled = {hole.name: plan.name(actor) if hole.name == event.actor and actor else f"some {hole.name}" for hole in event.holes}
    return write_sentence(event.phrase, filled)


def _notes(plan: Plan, way: Way) -> Iterator[str]:
    """Of whom it is a way, and where its exceptions stand."""
    if way.who:
        yield f"Open to {one_of([_with_article(who, plan) for who in way.who])}."
    if way.idle:
        said = one_of([line.sentence for line in way.idle], "and")
        yield f"The path shown comes to what is sought without this, too: {said}. Whether another by this way needs it was not looked for."
    for place, (name, labels) in enumerate(way.excuses):
        if labels:
            other, there = (f"Another path of this kind relies upon {name}: without", " in it") if place else ("Without", "")
            yield f"{other} {one_of([_exception_words(plan, name, label) for label in labels], 'and')}, what the question rules out would come about{there}."


def _excuse_name(name: str, labels: Sequence[Label]) -> str:
    """What an exception is called: one that is no part by itself is a condition of its clause."""
    return f"a condition of {name}" if name in map(label_words, labels) else name


def _exception_words(plan: Plan, name: str, label: Label) -> str:
    """Where an exception stands: `"who is not Qualified" in Acquiring Person`; of one that is no part by itself, or that postpones a date, its name."""
    inner = clause_text(plan, label).rstrip(".;,").removeprefix("and ").removeprefix("or ")
    if name == label_words(label):
        return _excuse_name(name, (label,))
    if not label.parts or "postponed to" in inner:
        return f"{name} in {label_words(label)}"
    other = "other than " if label.parts[-1] == "other than" else ""
    return f'"{other}{inner}" in {label_words(Label(label.clause))}'


def _with_article(who: str, plan: Plan) -> str:
    if who in plan.person_kinds or who == "Person":
        return f"{'an' if who[0] in 'AEIOU' else 'a'} {who}"
    return plan.name(who)


def _where(way: Way) -> str:
    """Under which readings a path comes out."""
    if not way.under:
        return " on these readings (others were too many to try)"
    if () in way.under:
        return " under every reading that its story asks for"
    return " where " + one_of([under_words(under) for under in way.under])


def unproved_words(unproved: Unproved) -> str:
    """What was looked for in vain: `ways relying upon Expired without Deferral`."""
    upon = f"relying upon {unproved.excuse}" if unproved.excuse else "relying upon no exception"
    limb = f" by {label_words(unproved.limb)}" if unproved.limb else ""
    who = f" of {unproved.who}" if unproved.who else ""
    without = f", with none of {one_of(list(dict.fromkeys(ACTORS.get(name, name) for name in unproved.without)), 'and')}" if unproved.without else ""
    return f"ways{who}{limb} {upon}{without}"

