"""Loads plan files: reads them, follows `use`, checks the whole.

`load` takes the name of a built-in plan or the path of a file, and gives a
`Library`: the checked plan with the scenarios and questions at hand. All
mistakes are raised together as `Mistakes`. `use` cannot leave the folder of
the file that says it, or the built-in plans.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from dsl import nodes as n
from dsl.amending import amendments_of
from dsl.amendment import Amendment
from dsl.check.checker import Checker
from dsl.check.names import singulars
from dsl.check.questions import Questions
from dsl.check.stories import Stories
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.kept import Seen, kept, kept_of_text
from dsl.nodes_from_tree import name_text
from dsl.parse import parse, parse_question, unread_names
from dsl.plan import Plan, Question, Scenario
from dsl.plan_files import BESIDE, QUESTIONS, SUFFIX, find, shown_as, stays_in_folder
from dsl.source import NOWHERE, Source, Span
from dsl.term_meant import with_term_meant
from dsl.text_files import read_text

BEGUN_BIG = re.compile(r"^\s*(Is|Has|When|What|Who|Why|At|For|Can|In)\b")


class Library(Struct):
    """A checked plan with its scenarios and questions, ready to be asked more.

    `questions` are those of every file read; `asked` those of the files that
    were named, without those of the files that they use.
    """

    plan: Plan
    scenarios: dict[str, Scenario]
    questions: tuple[Question, ...]
    asked: tuple[Question, ...]
    files: tuple[n.PlanFile, ...]
    sources: dict[str, Source]
    amendments: tuple[Amendment, ...]
    _questions: Questions

    def titles_in(self, names: Sequence[str]) -> list[str]:
        """The titles of the scenarios in the files of these names."""
        files = [file for file in self.files if file.file in names]
        return [clause.title for file in files for clause in file.clauses if isinstance(clause, n.ScenarioClause)]

    def ask(self, text: str, scenario: str | None = None) -> Question:
        """A question typed by itself, about a scenario or about nothing but the plan; it may begin with a capital.

        Raises Mistakes with every mistake in it.
        """
        source = Source("the question", BEGUN_BIG.sub(lambda word: word[0].lower(), text, count=1))
        self.sources[source.name] = source
        node, mistakes = parse_question(source)
        if node is None or mistakes:
            raise WithSources([with_term_meant(mistake, text, self._questions.context.names.table) for mistake in mistakes], self.sources)
        if scenario is not None and scenario not in self.scenarios:
            raise Mistakes([unknown_scenario(scenario, self.scenarios)])
        story = self.scenarios[scenario] if scenario else Scenario("")
        context = self._questions.context
        before, broken = len(context.mistakes), set(context.broken)
        span = Span(source.name, 0, len(text))
        asked = self._questions.ask(node, story, " ".join(text.split()), span)
        found, context.mistakes[before:] = context.mistakes[before:], []
        context.broken.intersection_update(broken)  # what this question could not name is told anew to the next
        if asked is None or found:
            raise WithSources(found, self.sources)
        return replace(asked, text=asked.title)


MOST_TITLES, MOST_CLOSE = 12, 3


def unknown_scenario(title: str, known: Mapping[str, Scenario]) -> Diagnostic:
    """What is said of a title that no scenario has, with those that are near it."""
    return Diagnostic("unknown-scenario", NOWHERE, f"There is no scenario `{title}`.", titles_at_hand(known, title))


def titles_at_hand(known: Mapping[str, Scenario], near: str = "") -> str:
    """The titles that are near one, or else the first ones."""
    if not known:
        return "This plan has no scenarios; write one in a file and name the file."
    within = [title for title in known if near.strip().lower() in title.lower()] if near.strip() else []
    close = within[:MOST_CLOSE] or difflib.get_close_matches(near, known, n=MOST_CLOSE, cutoff=0.5) if near else []
    shown = close or list(known)[:MOST_TITLES]
    listed = ", ".join(f'"{title}"' for title in shown)
    if close:
        return f"Close to it: {listed}."
    return f"The scenarios at hand: {listed}{f' and {len(known) - len(shown)} more' if len(known) > len(shown) else ''}."


def load(name: str | Path, more: Sequence[Path] = ()) -> Library:
    """The plan of a built-in name, a folder or a file, with further files of scenarios and questions.

    A plan in a folder of its own comes with the files of its `questions` folder.
    Raises WithSources with every mistake. What was read before and has not changed since is kept.
    """
    main = find(name)

    def read(seen: Seen) -> Library:
        beside = seen.listed(main.parent / QUESTIONS, f"*{SUFFIX}") if main.stem == _folder_of(main) else []
        reader = _Reader(seen, main)
        for path in (main, *beside, *more):
            reader.read(path)
        return reader.library([shown_as(path) for path in more or (main, *beside)])

    here = () if all(path.is_absolute() for path in (main, *more)) else (str(Path.cwd()),)
    return kept((*here, str(main), *map(str, more)), read)


def _folder_of(path: Path) -> str:
    """The name of the folder of a file, which may be named from inside it."""
    return Path(os.path.abspath(path)).parent.name


def load_with(name: str | Path, more: Sequence[Path], text: str, shown: str) -> Library:
    """The plan of a name with further files and a text beside them, read anew; `use` in the text looks beside the plan.

    The questions that come with the plan are not read. Raises WithSources.
    """
    main = find(name)
    reader = _Reader(Seen(), main)
    for path in (main, *more):
        reader.read(path)
    reader.take(Source(shown, text), main.parent)
    return reader.library([shown])


def load_text(text: str, name: str = "the text", folder: Path | None = None) -> Library:
    """The plan in a text; `use` looks in `folder` and among the built-in plans."""
    reader = _Reader(Seen())
    reader.take(Source(name, text), folder or Path.cwd())
    return reader.library([name])


FOLLOWING = ("unknown-scenario", "unknown-name", "not-a-status")


class _Reader:
    """The files read so far, in the order in which they were needed; a file that lies elsewhere may use the plan that was named by its name."""

    def __init__(self, seen: Seen, main: Path | None = None) -> None:
        self.on_disk = seen
        self.main = main
        self.sources: dict[str, Source] = {}
        self.files: list[n.PlanFile] = []
        self.mistakes: list[Diagnostic] = []
        self.seen: set[Path] = set()
        self.unread: set[str] = set()

    def read(self, path: Path, at: Span = NOWHERE) -> None:
        """Read a file, unless it was read before."""
        try:
            key = path.resolve()
        except (OSError, RuntimeError):  # a link that leads back to itself
            key = path.absolute()
        if key in self.seen:
            return
        self.seen.add(key)
        text = read_text(path, at)
        if isinstance(text, Diagnostic):
            self.mistakes.append(text)
        else:
            self.on_disk.file(path)
            source = Source(shown_as(path), text)
            self._take(source, path.parent, *kept_of_text(f"{path.absolute()} as {source.name}", text, lambda: parse(source)))

    def take(self, source: Source, folder: Path) -> None:
        """Parse a text, after the files that it uses."""
        self._take(source, folder, *parse(source))

    def _take(self, source: Source, folder: Path, parsed: n.PlanFile, mistakes: tuple[Diagnostic, ...]) -> None:
        self.sources[source.name] = source
        self.mistakes.extend(mistakes)
        self.unread.update(unread_names(source, parsed, mistakes))
        for clause in parsed.clauses:
            if isinstance(clause, n.Use):
                self._use(clause, folder)
        self.files.append(parsed)

    def _use(self, clause: n.Use, folder: Path) -> None:
        for name in clause.names:
            bare = name.removesuffix(SUFFIX)
            above = [folder / ".." if folder.name not in BESIDE else folder.parent] if folder.absolute().name in BESIDE else []
            candidates = [place / f"{bare}{SUFFIX}" for place in (folder, *above)]
            found = next((path for path in candidates if stays_in_folder(bare) and self.on_disk.exists(path)), None)
            named = self.main if self.main is not None and self.main.stem == bare else None
            path = found or named or (find(bare) if stays_in_folder(bare) else None)
            if path is None or not path.is_file():
                self.mistakes.append(Diagnostic("use", clause.span, f"There is no plan or vocabulary `{name}` here.",
                                                "`use` names a file of the same folder without its ending, a built-in one, such as `rights`, or the plan that is named before this file."))
            else:
                self.read(path, clause.span)

    def library(self, named: Sequence[str]) -> Library:
        """Check all that was read; `named` are the files whose questions are asked. Raises WithSources."""
        try:
            return self._checked(named)
        except RecursionError:
            raise WithSources([Diagnostic("too-deep", NOWHERE, "The terms of this plan rest on each other in too long a chain.",
                                          "Define some of them by the facts, not by the term before.")], self.sources) from None  # fmt: skip

    def _checked(self, named: Sequence[str]) -> Library:
        checker = Checker([clause for file in self.files for clause in file.clauses])
        checker.context.names.unread = self.unread
        plan = checker.check(self.sources)
        stories = Stories.of(checker)
        scenarios = self._scenarios(checker, stories)
        sound = not self.mistakes and not checker.context.mistakes
        amendments = amendments_of(stories, plan, scenarios, self.files) if sound else ()
        sound = sound and not checker.context.mistakes
        questions = Questions(stories, scenarios, {amendment.title: amendment for amendment in amendments} if sound else None)
        asked = [questions.question(clause) for clause in checker.clauses if isinstance(clause, n.QuestionClause)]
        mistakes = [*self.mistakes, *self._own_mistakes(checker)]
        if mistakes:
            raise WithSources(mistakes, self.sources)
        checker.context.mistakes.clear()
        found = tuple(question for question in asked if question)
        own = tuple(question for question in found if question.span.file in named)
        return Library(plan, scenarios, found, own, tuple(self.files), self.sources, amendments, questions)

    def _own_mistakes(self, checker: Checker) -> list[Diagnostic]:
        """The mistakes of meaning, without those that follow from what could not be read."""
        if any(mistake.code in ("use", "file") for mistake in self.mistakes):
            return []
        broken = checker.context.broken
        return [m for m in checker.context.mistakes if not self._follows(m, broken)]

    def _follows(self, mistake: Diagnostic, broken: set[str]) -> bool:
        """Whether a mistake only names what could not be read, or what rests on it."""
        source = self.sources.get(mistake.span.file)
        said = name_text(source.text[mistake.span.start : mistake.span.end]) if source else ""
        named = set(re.findall(r"`([^`]*)`", mistake.problem)) if mistake.code in FOLLOWING else set()
        return any(name in self.unread for name in (*singulars(said), *named)) or bool(self.unread and named & broken)

    def _scenarios(self, checker: Checker, stories: Stories) -> dict[str, Scenario]:
        found: dict[str, Scenario] = {}
        for clause in checker.clauses:
            if not isinstance(clause, n.ScenarioClause):
                continue
            if clause.title in found:
                checker.context.report("scenario-twice", clause.span, f"There are two scenarios `{clause.title}`.", "Give each a title of its own.")
            base = found.get(clause.extends) if clause.extends else None
            if clause.extends and base is None:
                checker.context.report("unknown-scenario", clause.span, f"There is no scenario `{clause.extends}` before this one.", "Write the scenario that is extended first.")
                self.unread.add(clause.title)
                continue
            found[clause.title] = stories.scenario(clause, base)
        return found


class WithSources(Mistakes):
    """Mistakes with the texts they are in, so that they can be drawn."""

    def __init__(self, diagnostics: Sequence[Diagnostic], sources: dict[str, Source]) -> None:
        super().__init__(diagnostics)
        self.sources = sources
