"""What an amendment changes: takes its clauses, gives the edits of the text and the differences, and the mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from dsl import nodes as n
from dsl.amending.lists import List, label_paths, limbs_at, lists_at, next_label
from dsl.amending.text import Edit, edited, text_of, words_of
from dsl.amendment import Difference
from dsl.check.checker import clause_title
from dsl.check.names import SORT_WORDS, Declared, Names, declare_all
from dsl.diagnostics import one_of
from dsl.parse import parse
from dsl.source import Source, Span
from dsl.source_notes import write_note

LIMB_NAME = re.compile(r"(.+?)((?: \([^()]+\))+)")
LABEL = re.compile(r"\([^()]+\)")
JOINT = re.compile(r"\b(?:and|or)\b[ \t]*")
UNNAMED = (n.Attached, n.OnDate, n.Whenever, n.Always, n.LeftOut)
Report = Callable[[str, Span, str, str], None]


class Changes(Struct, dict=True):
    """The changes of one amendment, made one by one; what is wrong with them is reported.

    `added` is the text of clauses that are new.
    """

    title: str
    notes: tuple[n.SourceNote, ...]
    sources: dict[str, Source]
    files: list[n.PlanFile]
    report: Report
    edits: list[Edit] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    deleted: dict[str, Span] = field(default_factory=dict)

    @cached_property
    def names(self) -> Names:
        """What the text declares as it reads so far."""
        return declare_all(self.clauses)

    @property
    def clauses(self) -> tuple[n.Anything, ...]:
        """The clauses of the text as it reads so far."""
        return tuple(clause for file in self.files for clause in file.clauses)

    def make(self, change: n.Changing) -> None:
        """Take in one change."""
        match change:
            case n.ClauseChange():
                self._clause(change)
            case n.LimbChange():
                self._limb(change)
            case n.Deletion():
                self._delete(change)
            case n.ValueChange():
                self.value(change.name, text_of(self.sources, change.value.span), change, change.value)
        self.apply()

    def apply(self) -> None:
        """Read the files anew in which a change was made."""
        for source in edited(self.sources, self.edits, self.title):
            self.sources[source.after.name] = source.after
            parsed, mistakes = parse(source.after)
            for mistake in mistakes:
                self.report(mistake.code, mistake.span, mistake.problem, mistake.help)
            self.files[:] = [parsed if file.file == source.before else file for file in self.files]
        self.edits.clear()
        self.__dict__.pop("names", None)

    def finish(self) -> None:
        """Take in the clauses that are new."""
        source = Source(f"{self.title}, new clauses", "\n\n".join(self.added))
        self.sources[source.name] = source
        parsed, mistakes = parse(source)
        assert not mistakes, mistakes
        self.files.append(parsed)

    # ---- whole clauses ----

    def _clause(self, change: n.ClauseChange) -> None:
        title = clause_title(change.clause)  # type: ignore[arg-type]
        named = not isinstance(change.clause, UNNAMED)
        earlier = self.names.table.get(title) if named else None
        text = text_of(self.sources, change.clause.span)
        if change.word == "add":
            if earlier is not None:
                self.report("already-there", change.clause.span, f"`{title}` is already {SORT_WORDS[earlier.sort]} of the plan.",
                            "Write `replace` to put this clause in its place, or give it another name.")  # fmt: skip
                return
            self.added.append(self._cited(change) + text)
            self._differs(change, title, title, "added", None, text)
            return
        if not named:
            self.report("replace-unnamed", change.clause.span, "This clause has no name by which it could take the place of another.",
                        "Write `add` if it is new; of a plan, clauses with a name are replaced and deleted.")
            return
        declared = self._found(n.Name(title, span=change.clause.span))
        if declared is None or declared.clause is None or not self._may_change(declared, change.clause.span):
            return
        if replace(declared.clause, sources=()) == change.clause:
            self._nothing(change, title)
            return
        old = declared.clause
        self.edits.append(Edit(old.span, self._cited(change) + text))
        self._differs(change, title, title, "replaced", text_of(self.sources, old.span), text)

    def _delete(self, change: n.Deletion) -> None:
        name, labels = _parted(change.name.text)
        declared = self._found(replace(change.name, text=name))
        if declared is None or declared.clause is None or not self._may_change(declared, change.name.span):
            return
        if labels:
            found = self._limb_of(declared, labels, change.name)
            if found is not None:
                self._delete_limb(change, declared.name, *found)
            return
        self.deleted[declared.name] = change.span
        self.edits.append(Edit(declared.clause.span, ""))
        self._differs(change, declared.name, declared.name, "deleted", text_of(self.sources, declared.clause.span), None)

    def value(self, name: n.Name, text: str, change: n.Clause, node: n.Expression | None = None) -> None:
        """A value in place of another; the node is that of a value written as one."""
        declared = self._found(name)
        if declared is None or declared.clause is None or not self._may_change(declared, name.span):
            return
        old = declared.clause
        if not isinstance(old, n.Fixed | n.Starts) or old.value is None:
            self.report("not-a-value", name.span, f"`{declared.name}` has no value that could become another.",
                        f"Write the whole clause: `replace {declared.name} means ...`. Only what `is` or `starts at` a value becomes another one.")
            return
        if node is not None and node == old.value:
            self._nothing(change, declared.name)
            return
        self.edits += [Edit(old.value.span, text), Edit(Span(old.span.file, old.span.start, old.span.start), self._cited(change))]
        self._differs(change, declared.name, declared.name, "becomes", text_of(self.sources, old.value.span), text)

    # ---- limbs ----

    def _limb(self, change: n.LimbChange) -> None:
        name, labels = _parted(change.limb.text)
        declared = self._found(replace(change.limb, text=name))
        if declared is None or declared.clause is None or not self._may_change(declared, change.limb.span):
            return
        text = text_of(self.sources, change.body.span)
        if change.word == "add":
            self._add_limb(change, declared, labels, text)
            return
        found = self._limb_of(declared, labels, change.limb)
        if found is None:
            return
        _, limb = found
        if limb.body == change.body:
            self._nothing(change, change.limb.text)
            return
        self.edits.append(Edit(limb.span, f"{limb.label} {self._cited(change, ' ')}{words_of(text)}"))
        self._differs(change, change.limb.text, declared.name, "replaced", text_of(self.sources, limb.body.span), text)

    def _add_limb(self, change: n.LimbChange, declared: Declared, labels: list[str], text: str) -> None:
        if limbs_at(declared.clause, labels):
            self.report("limb-there", change.limb.span, f"There is already a `{change.limb.text}`.", "Write `replace` to put this in its place.")
            return
        lists = lists_at(declared.clause, labels[:-1])
        if len(lists) != 1:
            self._not_one(change.limb, declared, lists)
            return
        (items,) = lists
        if labels[-1] != (wanted := next_label(items.limbs)):
            self.report("limb-label", change.limb.span, f"A limb {labels[-1]} does not follow {items.limbs[-1].label}.", f"The next one is {wanted}.")
            return
        last, joint = items.limbs[-1], _joint(items)
        self.edits += [self._without_joint(items)] if len(items.limbs) > 1 else []
        end = Span(last.span.file, last.span.end, last.span.end)
        self.edits.append(Edit(end, f"; {joint}{self._gap(last)}{labels[-1]} {self._cited(change, ' ')}{words_of(text)}"))
        self._differs(change, change.limb.text, declared.name, "added", None, text)

    def _delete_limb(self, change: n.Deletion, name: str, items: List, limb: n.Limb) -> None:
        if len(items.limbs) <= 2:
            self.report("last-limbs", change.name.span, f"Only one limb would be left of `{name}`.", f"Write the clause as it then reads: `replace {name} means ...`.")
            return
        place, last = items.limbs.index(limb), len(items.limbs) - 1
        file = limb.span.file
        if place >= last - 1:  # the `and` before the last limb goes with one of the last two, and stands before the new last one
            new_last = place - 1 if place == last else place
            between = Span(file, items.limbs[new_last - 1].span.end, items.limbs[new_last].span.start)
            self.edits.append(Edit(between, text_of(self.sources, between).replace(";", f"; {_joint(items)}", 1)))
        if place == last:
            self.edits.append(Edit(Span(file, items.limbs[place - 1].span.end, limb.span.end), ""))
        else:
            self.edits.append(Edit(Span(file, limb.span.start, items.limbs[place + 1].span.start), ""))
        self._differs(change, change.name.text, name, "deleted", text_of(self.sources, limb.body.span), None)

    def _without_joint(self, items: List) -> Edit:
        """The `and` before the last limb goes, where another limb follows."""
        between = Span(items.limbs[-1].span.file, items.limbs[-2].span.end, items.limbs[-1].span.start)
        return Edit(between, JOINT.sub("", text_of(self.sources, between), count=1))

    def _gap(self, limb: n.Limb) -> str:
        """The white space before a limb: a line of its own where the others have one."""
        source = self.sources[limb.span.file]
        before = source.text[source.start_of(source.line_of(limb.span.start)) : limb.span.start]
        return "\n" + before if not before.strip() else " "

    def _limb_of(self, declared: Declared, labels: list[str], name: n.Name) -> tuple[List, n.Limb] | None:
        found = limbs_at(declared.clause, labels)
        if len(found) == 1:
            return found[0]
        if found:
            self._not_one(name, declared, [items for items, _ in found])
            return None
        known = [f"{declared.name} {path}" for path in label_paths(declared.clause)]
        self.report("no-such-limb", name.span, f"There is no `{name.text}`.", f"Its limbs are {one_of(known, 'and')}." if known else f"`{declared.name}` is no list.")
        return None

    def _not_one(self, name: n.Name, declared: Declared, lists: list[List]) -> None:
        what = f"`{declared.name}` has {len(lists)} lists with such limbs" if lists else f"There is no list in which `{name.text}` could stand"
        self.report("no-one-list", name.span, f"{what}.", f"Write the whole clause: `replace {declared.name} ...`.")

    # ---- what all share ----

    def _found(self, name: n.Name) -> Declared | None:
        found = self.names.find(name.text)
        if found is None:
            self.report("unknown-name", name.span, f"I cannot find `{name.text}` in this plan.", self.names.close_to(name.text))
        return found

    def _may_change(self, declared: Declared, span: Span) -> bool:
        clause: Any = declared.clause
        if clause.span.file not in self._vocabulary:
            return True
        self.report("not-of-the-plan", span, f"`{declared.name}` is of the vocabulary, which no amendment changes.", "An amendment changes the clauses of the plan.")
        return False

    @property
    def _vocabulary(self) -> set[str]:
        return {file.file for file in self.files if any(isinstance(clause, n.VocabularyHeader) for clause in file.clauses)}

    def _nothing(self, change: n.Clause, name: str) -> None:
        self.report("changes-nothing", change.span, f"`{name}` reads so already.", "Leave this out, or write what is to be otherwise.")

    def _cited(self, change: n.Clause, end: str = "\n") -> str:
        """Where the new words come from: pages of the amending document are not those of the plan's own source."""
        said = [write_note(note).replace('"', "'") for note in change.sources or self.notes]
        return f'[assume "as amended, {self.title.replace(chr(34), "")}{": " if said else ""}{"; ".join(said)}"]{end}'

    def _differs(self, change: n.Clause, name: str, of: str, word: Any, old: str | None, new: str | None) -> None:
        if any(other.name == name for other in self.differences):
            self.report("changed-twice", change.span, f"`{name}` is changed twice.", "Write once how it is to read.")
        words = [words_of(text) if text is not None else None for text in (old, new)]
        self.differences.append(Difference(name, of, word, words[0], words[1], change.sources or self.notes, change.span))


def _parted(name: str) -> tuple[str, list[str]]:
    """A term or event, and the labels of the limb named."""
    match = LIMB_NAME.fullmatch(name)
    return (match[1], LABEL.findall(match[2])) if match else (name, [])


def _joint(items: List) -> str:
    return "or" if isinstance(items, n.Listed) and items.word == "any" else "and"
