"""Small plans made at random, every form of the language among them, with stories to go with them.

Takes a seed; gives the text of a plan file with one scenario. What is made
is well formed most of the time; the laws say how often.
"""

from __future__ import annotations

import datetime as dt
import random

from dsl.diagnostics import Mistakes
from dsl.load import Library, load_text

BASE = '''
plan "Generated" from "nowhere" dated January 2, 2001.
[assume "generated"]
unit shares, singular share, whole.
[assume "generated"]
unit dollars, singular dollar.
[assume "generated"]
organ the Board.
[assume "generated"]
person the Company.
[assume "generated"]
kinds of Person: Trust.
[assume "generated"]
thing the Rights.
[assume "generated"]
calendar Small Calendar:
    holidays "US" as they fall;
    a holiday on a Sunday moves to Monday;
    a holiday on a Saturday is not moved;
    from January 1, 2000 to December 31, 2006.
[assume "generated"]
calendar Plain Calendar:
    holidays "US";
    also closed on January 9, 2001;
    but open on January 13, 2001;
    but open on January 15, 2001;
    from January 1, 2000 to December 31, 2006.
[assume "generated"]
input Total Shares at the start in shares, default 1,000 shares.
[assume "generated"]
Held of a Person starts at 0 shares.
[assume "generated"]
Ally is a relation between Persons.
[assume "generated"]
event Purchase: "{Buyer: Person} buys {Amount: shares}"
    provided Held of Buyer plus Amount is at most 900 shares
    effect Held of Buyer increases by Amount.
[assume "generated"]
event Sale: "{Seller: Person} sells {Amount: shares}"
    provided Amount is at most Held of Seller
    effect Held of Seller decreases by Amount.
[assume "generated"]
event Pact: "{One: Person} and {Other: Person} agree to act together"
    provided One is not Other
    effect One and Other become Allies.
[assume "generated"]
event Break: "{One: Person} and {Other: Person} cease to act together"
    provided One is an Ally of Other
    effect One and Other cease to be Allies.
[assume "generated"]
event Call: "{Caller: Person} says that {Subject: Person} owns {Amount: shares}".
'''
PEOPLE = ("Ada", "Bob", "Tod")
FIRST = dt.date(2001, 1, 3)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Maker:
    """Makes one plan; `status`, `flags`, `days`, `instants` and `numbers` are the terms made so far."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = random.Random(seed)
        self.clauses: list[str] = []
        self.status: list[str] = []
        self.flags: list[str] = []
        self.days: list[str] = []
        self.instants: list[str] = []
        self.numbers: list[str] = []
        self.kept_days: list[str] = []
        self.kept_numbers: list[str] = []
        self.powers: list[tuple[str, str]] = []
        self.readings: list[str] = []

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def clause(self, text: str) -> None:
        self.clauses.append(f'[assume "generated"]\n{text}')

    # ---- values ----

    def date(self) -> str:
        return write(FIRST + dt.timedelta(days=self.random.randrange(40)))

    def shares(self) -> str:
        return f"{self.random.choice((0, 1, 50, 100, 149, 150, 151, 200, 300, 1000))} shares"

    def person(self, such: bool) -> str:
        return self.pick("such Person", "the Company") if such else "the Company"

    def number(self, depth: int, such: bool = False) -> str:
        """A number of shares."""
        simple = [self.shares(), "Total Shares", f"Held of {self.person(such)}", *self.numbers]
        if such:
            simple.append("its Held")
        if depth <= 0:
            return self.random.choice(simple)
        one, other = self.number(depth - 1, such), self.number(depth - 1, such)
        forms = [
            *simple,
            f"({one}) plus ({other})", f"({one}) minus ({other})",
            f"{self.pick('10%', '15%', '33%')} of ({one})",
            f"(1 share divided by 2 shares) times ({one})",
            f"the {self.pick('greater', 'lesser')} of ({one}) and ({other})",
            f"the {self.pick('greatest', 'least')} of (i) {one}; and (ii) {other}",
            f"({one}) where ({self.condition(depth - 1, such)}), otherwise ({other})",
            f"the {self.pick('sum of', 'greatest', 'least')} Held over {self.people(depth - 1)}",
            f"the sum of Held over {self.pick('such Person', 'such Person') if such else 'Persons other than a Trust'}"
            + (" and its Allies" if such else ""),
            f"the {self.pick('most', 'least')} Held of {self.person(such)} so far",
            f"rounded {self.pick('up', 'down')} to a whole share of (15% of ({one}))",
            f"100 shares times the number of {self.people(depth - 1)}",
        ]
        return self.random.choice(forms)

    def people(self, depth: int) -> str:
        return self.random.choice([
            "Persons", "Persons other than the Company", "Persons other than a Trust",
            f"Persons whose Held is {self.compared()} ({self.shares()})",
            f"Persons who are {self.random.choice(self.status)}s" if self.status else "Persons",
            f"Persons for whom ({self.condition(depth - 1, such=True)})" if depth > 0 else "Persons",
        ])  # fmt: skip

    def compared(self) -> str:
        return self.pick("at least", "more than", "at most", "less than")

    def outsiders(self, quantifier: str, held: str) -> str:
        """Something of all but the Company; every other plan says it by their number."""
        if self.seed % 2 or quantifier == "every":
            return f"{quantifier} Person other than the Company has Held of {held}"
        return f"the number of Persons, other than the Company, whose Held is {held} is {'at least 1 Person' if quantifier == 'some' else 'less than 1 Person'}"

    def moment(self, depth: int) -> str:
        """When something happened."""
        which = self.pick("first", "last")
        return self.random.choice([
            f"the {which} Purchase whose Amount is {self.compared()} {self.shares()}",
            f"the {which} Call whose Caller is {self.pick('Subject', 'the Company')}",
            f"the {which} Purchase", f"the {which} Purchase", f"the {which} Pact", f"the {which} Sale at which Held of Seller is {self.compared()} {self.shares()}",
            f"the first time that ({self.condition(depth - 1)})",
            f"some Person first becomes a {self.random.choice(self.status)}" if self.status else f"the {which} Call",
        ])  # fmt: skip

    def day(self, depth: int) -> str:
        simple = [self.date(), *self.days, *self.kept_days]
        if depth <= 0:
            return self.random.choice(simple)
        count = self.random.choice(("1st", "2nd", "10th"))
        side = self.pick("after", "after", "before")
        base = self.pick(f"({self.day(depth - 1)})", self.moment(depth - 1))
        return self.random.choice([
            *simple,
            f"the {count} day {side} {base}", f"the {count} business day {side} {base}",
            *[f"{self.random.randrange(1, 4)} {self.pick('months', 'days', 'years')} {side} {base}"] * 2,
            f"the {self.pick('earlier', 'later')} of ({self.day(depth - 1)}) and ({self.day(depth - 1)})",
            f"the {self.pick('earliest', 'latest')} of (i) {self.day(depth - 1)}; and (ii) {self.day(depth - 1)}",
            f"({self.day(depth - 1)}), postponed to ({self.day(depth - 1)})",
            f"({self.day(depth - 1)}) where ({self.condition(depth - 1)})",
            f"the day of ({self.instant(depth - 1)})", f"the day of {self.moment(depth - 1)}",
        ])  # fmt: skip

    def instant(self, depth: int) -> str:
        part = self.pick("close of business on", "the start of", "the end of")
        simple = [f"{part} ({self.day(depth - 1)})", *self.instants]
        if depth <= 0:
            return self.random.choice(simple)
        return self.random.choice([
            *simple,
            f"the {self.pick('earlier', 'later')} of ({self.instant(depth - 1)}) and ({self.instant(depth - 1)})",
            f"the {self.pick('earliest', 'latest')} of (i) {self.instant(depth - 1)}; and (ii) {self.instant(depth - 1)}",
        ])  # fmt: skip

    def time(self, depth: int) -> str:
        return self.pick(f"({self.day(depth)})", f"({self.instant(depth)})", self.moment(depth))

    # ---- conditions ----

    def condition(self, depth: int, such: bool = False) -> str:
        timed = self.pick("before", "after", "on", "on or before", "on or after")
        simple = [
            f"now is {timed} ({self.day(0)})",
            f"({self.number(0, such)}) is {self.compared()} ({self.number(0, such)})",
            *(f"the Rights are {self.pick('', 'not ')}{flag}" for flag in self.flags),
            *(f"{self.random.choice(self.readings)} reads {self.pick('Wide', 'Narrow')}" for _ in self.readings),
        ]
        if such:
            simple += ["such Person is not the Company", "such Person is a Trust", "such Person is an Ally of the Company"]
            simple += [f"such Person is a {status}" for status in self.status]
            simple += [f"such Person has become a {status}" for status in self.status]
        if depth <= 0:
            return self.random.choice(simple)
        one, other = self.condition(depth - 1, such), self.condition(depth - 1, such)
        forms = [
            *simple,
            f"({one}) and ({other})", f"({one}) or ({other})", f"not ({one})",
            f"any of (i) {one}; or (ii) {other}", f"all of (i) {one}; and (ii) {other}",
            f"now is {timed} {self.time(depth - 1)}",
            f"({self.time(depth - 1)}) is {timed} ({self.time(depth - 1)})",
            f"({self.day(depth - 1)}) is {self.pick('set', 'unset')}",
            f"({self.number(depth - 1, such)}) is {self.compared()} ({self.number(depth - 1, such)})",
            self.outsiders(self.pick("some", "no", "every"), f"{self.compared()} {self.shares()}"),
            f"every Person other than {self.pick('a Trust', 'the Company')} has Held of {self.compared()} {self.shares()}",
            f"some {self.pick('Purchase', 'Sale')} whose Amount is at least {self.shares()} has happened",
            f"the Company is neither a Trust nor {self.pick('a Trust', 'an Ally of the Company')}",
            *(f"every Person whose Held is {self.compared()} {self.shares()} {self.pick('is', 'has become')} a {status}" for status in self.status),
            *(f"{self.pick('some', 'no')} Person {self.pick('is', 'has become')} a {status}" for status in self.status),
        ]
        return self.random.choice(forms)

    # ---- clauses ----

    def effect(self, holes: dict[str, str]) -> str:
        """One change; `holes` are the names of holes by kind."""
        forms = [f"the Rights {self.pick('become', 'cease to be')} {flag}" for flag in self.kept_flags]
        forms += [f"{name} becomes {holes.get('day') or self.date()}" for name in self.kept_days]
        forms += [f"{name} {self.pick('increases by', 'becomes')} {holes.get('shares') or '10 shares'}" for name in self.kept_numbers]
        if "Person" in holes:
            forms.append(f"Held of {holes['Person']} increases by {holes.get('shares') or '5 shares'}")
        change = self.random.choice(forms)
        return f"{change} if ({self.condition(0)})" if self.chance(0.2) else change

    def make(self) -> str:
        """The text of the plan and its scenario."""
        self.kept_flags = ["Frozen", "Marked"]
        self.clause(f"business day means {self.pick('Small Calendar', 'Plain Calendar')}.")
        for flag in self.kept_flags:
            self.clause(f"{flag} of the Rights starts at no.")
        self.flags += self.kept_flags
        self.clause("Later Day starts unset as a day.")
        self.kept_days.append("Later Day")
        self.clause(f"Pool starts at {self.shares()}.")
        self.kept_numbers.append("Pool")
        self.numbers.append("Pool")
        if self.chance(0.4):
            self.clause("Ally is not carried through a Trust.")
        if self.chance(0.4):
            self.clause('reading Scope is\n    Wide (base, because "generated"), "all"; or\n    Narrow, "few".')
            self.readings.append("Scope")
        if self.chance(0.15):
            self.clause(f"always the sum of Held over Persons is at most {self.pick('400 shares', 'Total Shares')}.")
        for number in range(self.random.randrange(1, 5)):
            self.term(f"T{'abcde'[number]}")
        for number in range(self.random.randrange(3)):
            self.power(f"P{'abc'[number]}")
        if random.Random(f"duty {self.seed}").random() < 0.2:
            self.duty()
        if self.chance(0.3):
            self.clause(f"on ({self.pick(self.day(1), self.instant(1))}): {self.effect({})}.")
        if self.chance(0.3):
            self.clause(f"whenever ({self.condition(1)}) first holds: {self.effect({})}.")
        if self.status and self.chance(0.3):
            self.clause(f"whenever some Person first becomes a {self.random.choice(self.status)}: {self.effect({})}.")
        if self.chance(0.4):
            window = f"\n    {self.window()}" if self.chance(0.5) else ""
            provided = f"\n    provided ({self.condition(1)})" if self.chance(0.5) else ""
            self.clause(f"with each Purchase{window}{provided}\n    effect {self.effect({'Person': 'Buyer', 'shares': 'Amount'})}.")
        return BASE + "\n".join(self.clauses) + "\n" + self.scenario()

    def always(self) -> str:
        """What must always hold, and an event that may break it: clauses for a plan that was made already, which stays what it is."""
        self.random = random.Random(f"always {self.seed}")
        made = len(self.clauses)
        for _ in range(self.random.randrange(1, 3)):
            self.clause(f"always {self.kept()}.")
        some = ("0 shares", "49 shares", "99 shares", "(33% of 100 shares)", "Pool")
        least = f"Amount is {self.pick('more than', 'at least')} {self.pick(*some)}"
        most = self.pick(f"Amount is {self.pick('less than', 'at most')} {self.shares()}", "(1 share divided by 2 shares) times Amount is less than 75 shares")
        effects = ["Held of Taker increases by Amount", "Pool increases by Amount", "Pool decreases by Amount", f"Pool increases by Amount if ({self.condition(0)})"]
        effect = "\n    and ".join(self.random.sample(effects, self.random.randrange(1, 3)))
        self.clause(f'event Block: "{{Taker: Person}} takes {{Amount: shares}}"\n    provided {least}\n    and {most}\n    effect {effect}.')
        return "\n".join(self.clauses[made:]) + "\n"

    def ratios(self) -> str:
        """Statuses by ratios of numbers that events change, below the line too: clauses for a plan that was made already, which stays what it is."""
        self.random = random.Random(f"ratios {self.seed}")
        made = len(self.clauses)
        self.clause('event Growth: "the Company grows by {Amount: shares}"\n    provided Amount is more than 0 shares\n    effect Total Shares increases by Amount.')
        for name in ("Big", "Notable"):
            below = self.pick("Total Shares", "Total Shares", "(Total Shares plus Held of the Company)", "(Total Shares minus Held of such Person)")
            self.clause(f"{name} means a Person whose (Held of such Person divided by {below}) is {self.compared()} {self.pick('10%', '15%', '33%')}.")
        self.status += ["Big", "Notable"]
        return "\n".join(self.clauses[made:]) + "\n"

    def about_ratios(self) -> tuple[str, str, str]:
        """Conditions on these statuses that several steps bring about, if any do."""
        one, other = self.random.sample(["Big", "Notable"], 2)
        return (
            f"Ada has become a {one} and Ada is not a {one}",
            f"Ada is a {one} and {self.pick('Ada', 'Tod')} is {self.pick('not a', 'a')} {other} and ({self.condition(1)})",
            f"some Purchase at which Buyer is a {one} has happened and no Person is a {self.pick(one, other)}",
        )

    def at_once(self) -> str:
        """What happens by itself, and what then does: clauses for a plan that was made already, which stays what it is."""
        self.random = random.Random(f"at once {self.seed}")
        made = len(self.clauses)
        self.clause("Noted of the Rights starts at no.")
        self.clause("Filed of the Rights starts at no.")
        self.due = [self.condition(1), self.pick("the Rights are Noted", "the Rights are Noted", self.condition(1))]
        more = self.pick("", f"\n    and {self.effect({})}")
        self.clause(f"whenever ({self.due[0]}) first holds: the Rights become Noted{more}.")
        self.clause(f"whenever ({self.due[1]}) first holds: the Rights become Filed.")
        return "\n".join(self.clauses[made:]) + "\n"

    def about_at_once(self, by: str) -> tuple[str, str, str, str]:
        """Questions about the moment in which something is due and has not happened, which nobody sees."""
        noted, filed = (f"({due}) and the Rights are not {status}" for due, status in zip(self.due, ("Noted", "Filed"), strict=True))
        return (
            f"can it be that {noted}{by}?",
            f"can it be that ((the first time that ({self.pick(noted, filed)})) is set){by}?",
            f"can it be that the Rights are Filed{by}, and at no time ({filed})?",
            f"what is the least that (3 shares where ({self.pick(noted, filed)}), otherwise 7 shares) can be{by}?",
        )

    def kept(self) -> str:
        """A condition that is likely to be so when a story begins, and that some event could break."""
        few = self.pick("150 shares", "300 shares", "Total Shares", "(Pool plus 200 shares)")
        return self.random.choice([
            f"the sum of Held over {self.pick('Persons', 'Persons', 'Persons other than a Trust', 'Persons other than the Company')} is at most {few}",
            f"the sum of Held over Persons is at most ({self.pick('Pool', 'Total Shares')} plus Held of the Company)",
            f"every Person {self.pick('', 'other than the Company ')}has Held of at most {few}",
            f"((1 share divided by 3 shares) times Held of the Company) is less than {few}",
            f"Pool is {self.pick('at most', 'less than', 'at least')} {self.shares()}",
            f"not (some {self.pick('Purchase', 'Sale')} whose Amount is more than {self.pick('49 shares', '100 shares', '149 shares')} has happened)",
            f"the most Held of the Company so far is at most {few}",
            f"not (the {self.pick('first', 'last')} Purchase is set)",
            f"({self.pick('now is before', 'now is after')} ({self.date()})) or (Pool is at most {few})",
            f"({self.pick('now is before', 'now is after')} ({self.date()})) or (the sum of Held over Persons is at most {few})",
            "(Later Day is unset) or (the Rights are not Frozen)",
            f"(Later Day is unset) or (Later Day is {self.pick('before', 'after', 'on or before')} ({self.date()}))",
            "not ((the Rights are Frozen) and (the Rights are Marked))",
            "no Person other than the Company is an Ally of the Company",
            *(f"{self.pick('no', 'no', 'some')} Person {self.pick('is', 'has become')} a {status}" for status in self.status),
            *(f"the Rights are not {flag}" for flag in self.flags),
            f"({self.condition(1)}) or ({self.condition(1)})",
        ])  # fmt: skip

    def window(self) -> str:
        return self.random.choice([
            f"before ({self.day(1)})", f"on or before ({self.instant(1)})", f"after {self.moment(1)}", f"on or after ({self.day(1)})",
            f"from ({self.day(1)}) to and including ({self.day(1)})", f"from ({self.day(1)}) until ({self.instant(1)})", "at any time",
        ])  # fmt: skip

    def term(self, name: str) -> None:
        sort = self.random.randrange(6)
        if sort == 0:
            self.clause(f"{name} means a Person, other than {self.pick('a Trust', 'the Company')}, whose Held is {self.compared()} ({self.number(1)})"
                        f"{self.pick('', f' and for whom ({self.condition(1, such=True)})')}.")
            self.status.append(name)
        elif sort == 1:
            self.clause(f"{name} of the Rights means that ({self.condition(2)}).")
            self.flags.append(name)
        elif sort == 2:
            self.clause(f"{name} means ({self.day(2)}).")
            self.days.append(name)
        elif sort == 3:
            self.clause(f"{name} means ({self.instant(2)}).")
            self.instants.append(name)
        elif sort == 4:
            self.clause(f"{name} means ({self.number(2)}).")
            self.numbers.append(name)
        else:
            self.clause(f"{name} means any of the Company or a Trust.")
            self.status.append(name)

    def power(self, name: str) -> None:
        word = f"w{name[1]}"
        holes, phrase = self.random.choice([
            ({"shares": "Quantity"}, "{Quantity: shares}"), ({"day": "Chosen Day"}, "{Chosen Day: day}"), ({}, "now"),
            ({"Person": "Target"}, "{Target: Person}"), ({"Person": "Target", "shares": "Quantity"}, "{Target: Person} for {Quantity: shares}"),
        ])  # fmt: skip
        window = f"\n    {self.window()}" if self.chance(0.5) else ""
        provided = f"\n    provided ({self.condition(2)})" if self.chance(0.6) else ""
        if provided and self.chance(0.4):
            provided += f"\n    and ({self.condition(1)})"
        self.clause(f'power {name}: "the Board {word} {phrase}"{window}{provided}\n    effect {self.effect(holes)}.')
        self.powers.append((word, phrase))

    def duty(self) -> None:
        begins = f"{self.pick('after', 'on or after')} {self.time(1)}"
        due = self.pick("", "\n    promptly", f"\n    by {self.time(1)}", f"\n    as soon as practicable, and in any event by ({self.day(1)})")
        provided = f"\n    provided ({self.condition(1)})" if self.chance(0.3) else ""
        unless = f"\n    unless ({self.condition(1)})" if self.chance(0.4) else ""
        self.clause(f'duty Da: "the Company discharges its duty now"\n    {begins}{due}{provided}{unless}\n    effect {self.effect({})}.')
        self.powers.append(("", ""))
        said = self.random.choice(("open", "performed", "not performed", "breached"))
        self.clause(f"Owing of the Rights means that (Da is {said}).")
        self.flags.append("Owing")

    # ---- the story ----

    def scenario(self) -> str:
        lines = ["scenario \"The story\"", "    people Ada is a Person, Bob is a Person, Tod is a Trust."]
        if self.chance(0.3):
            lines.append("    at the start: Held of Ada is 100 shares.")
        if self.chance(0.2):
            lines.append("    at the start: Ada and Bob are Allies.")
        day, late = FIRST, False
        for _ in range(self.random.randrange(1, 5)):
            step = self.random.choice((0, 0, 1, 2, 5, 12))
            late = (late if step == 0 else False) or self.chance(0.2)
            day += dt.timedelta(days=step)
            lines.append(f"    {write(day)}{', after the close of business' if late else ''}: {self.sentence()}.")
        return "\n".join(lines) + "\n"

    def sentence(self) -> str:
        who, whom = self.random.sample([*PEOPLE, "the Company"], 2)
        amount = self.pick("50 shares", "100 shares", "149 shares", "150 shares", "300 shares")
        forms = [
            f"{who} buys {amount}", f"{who} buys {amount}", f"{who} sells {amount}", f"{who} and {whom} agree to act together",
            f"{who} and {whom} cease to act together", f"{who} says that {whom} owns {amount}", f"{who} says that {who} owns {amount}",
        ]  # fmt: skip
        for word, phrase in self.powers:
            filled = phrase.replace("{Quantity: shares}", amount).replace("{Chosen Day: day}", self.date()).replace("{Target: Person}", who)
            forms += [f"the Board {word} {filled}" if word else "the Company discharges its duty now"] * 2
        return self.random.choice(forms)


def write(day: dt.date) -> str:
    """`January 3, 2001`."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def generated_plan(seed: int) -> str:
    """The text of a plan and a scenario."""
    return Maker(seed).make()


def loaded(seed: int) -> Library | None:
    """The generated plan, or None where chance made a text that is no plan."""
    try:
        return load_text(generated_plan(seed))
    except Mistakes:
        return None
