"""Questions, and what is expected of their answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node
from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.conditions import Reads
    from dsl.nodes.expressions import Expression
    from dsl.nodes.stories import Cast, Given
    from dsl.nodes.values import Name


@dataclass(frozen=True)
class Moment(Node):
    """`on D` or `at INSTANT`, of a question."""

    word: Literal["on", "at"]
    value: Expression


@dataclass(frozen=True)
class AskIs(Node):
    """`is C?`: either a whole condition (`it so that C`) or a subject and a predicate.

    `run_on` is `the Rights Exercisable`, one run of Title Case words that only
    the plan's names can part.
    """

    condition: Expression | None
    run_on: Name | None = None
    moment: Moment | None = None
    inverted: bool = field(default=True, compare=False)


@dataclass(frozen=True)
class AskAllowed(Node):
    """`is amendment "..." allowed on D, after the close of business?`; on its own date where none is named."""

    title: str
    day: dt.date | None
    after_close: bool


@dataclass(frozen=True)
class AskWhen(Node):
    """`when is DATE?`"""

    value: Expression
    moment: Moment | None


@dataclass(frozen=True)
class AskFirst(Node):
    """`when does it first hold that C?`"""

    condition: Expression


@dataclass(frozen=True)
class AskWhat(Node):
    """`what is TERM of P on D?`"""

    value: Expression
    moment: Moment | None


@dataclass(frozen=True)
class AskWho(Node):
    """`who is an Acquiring Person on D?`"""

    status: Expression
    moment: Moment | None


@dataclass(frozen=True)
class AskOwed(Node):
    """`what is owed on D?`"""

    moment: Moment | None


@dataclass(frozen=True)
class AskInverse(Node):
    """`at what Market Price is C on D?`"""

    unknown: Expression
    asked: AskIs


@dataclass(frozen=True)
class AskWhy(Node):
    """`why is C on D?`"""

    asked: AskIs


@dataclass(frozen=True)
class AskSays(Node):
    """`what does the plan say about TOPIC?`"""

    topic: Name


@dataclass(frozen=True)
class With(Node):
    """`with the Rights at no time Exercisable`, `and at no time C`, `without any Announcement`, `without the Board`.

    Where there is a status it is said of the subject; otherwise the subject is
    the condition, the events described, or who does nothing.
    """

    word: Literal["at no time", "at all times", "without"]
    subject: Expression
    status: Name | None


@dataclass(frozen=True)
class AskCan(Node):
    """`can C by D, with ...?`"""

    condition: Expression
    by: Expression | None
    conditions: tuple[With, ...]


@dataclass(frozen=True)
class AskWays(Node):
    """`in every way can C by D, with ...?`"""

    condition: Expression
    by: Expression | None
    conditions: tuple[With, ...]


@dataclass(frozen=True)
class AskCertain(Node):
    """`is it certain that C by D, with ...?`"""

    condition: Expression
    by: Expression | None
    conditions: tuple[With, ...]


@dataclass(frozen=True)
class AskMay(Node):
    """`when may POWER happen?`"""

    power: Name


@dataclass(frozen=True)
class AskExtreme(Node):
    """`what is the most that X can be by D, with ...?`"""

    word: Literal["most", "least", "latest", "earliest"]
    value: Expression
    by: Expression | None
    conditions: tuple[With, ...]


Ask = (
    AskIs | AskAllowed | AskWhen | AskFirst | AskWhat | AskWho | AskOwed | AskInverse | AskWhy | AskSays
    | AskCan | AskWays | AskCertain | AskMay | AskExtreme
)  # fmt: skip


@dataclass(frozen=True)
class RangeNote(Node):
    """`at least A and less than B`, `from A to B`, `at A`: the words and values of its ends, where it has them."""

    ends: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True)
class Outcome(Node):
    """An expected verdict or values, and the readings under which it is expected.

    `sense` and `verdict` or `stretch` are of a window; `bound` says that the
    value is an open bound, or one end of the only range; `ranges` are several
    or have two ends; `ways` is how many ways there are.
    """

    verdict: str | None
    values: tuple[Expression, ...]
    under: tuple[Reads, ...]
    sense: str = ""
    stretch: tuple[Expression | None, Expression | None] | None = None
    bound: str = ""
    ranges: tuple[RangeNote, ...] = ()
    ways: int | None = None


@dataclass(frozen=True)
class QuestionClause(Clause):
    """`question "..." in "..." ... ? expect ... .`"""

    title: str
    scenario: str | None
    parts: tuple[Cast | Given, ...]
    asked: Ask
    expected: tuple[Outcome, ...]
