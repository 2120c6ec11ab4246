"""Questions, and what is expected of their answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from dsl.nodes.base import Node
from dsl.nodes.clause import Clause

if TYPE_CHECKING:
    from dsl.nodes.conditions import Reads
    from dsl.nodes.expressions import Expression
    from dsl.nodes.stories import Cast, Given
    from dsl.nodes.values import Name


class Moment(Node, frozen=True):
    """`on D` or `at INSTANT`, of a question."""

    word: Literal["on", "at"]
    value: Expression


class AskIs(Node, frozen=True):
    """`is C?`: either a whole condition (`it so that C`) or a subject and a predicate.

    `run_on` is `the Rights Exercisable`, one run of Title Case words that only
    the plan's names can part.
    """

    condition: Expression | None
    run_on: Name | None = None
    moment: Moment | None = None
    inverted: bool = True


class AskAllowed(Node, frozen=True):
    """`is amendment "..." allowed on D, after the close of business?`; on its own date where none is named."""

    title: str
    day: dt.date | None
    after_close: bool


class AskWhen(Node, frozen=True):
    """`when is DATE?`"""

    value: Expression
    moment: Moment | None


class AskFirst(Node, frozen=True):
    """`when does it first hold that C?`"""

    condition: Expression


class AskWhat(Node, frozen=True):
    """`what is TERM of P on D?`"""

    value: Expression
    moment: Moment | None


class AskWho(Node, frozen=True):
    """`who is an Acquiring Person on D?`"""

    status: Expression
    moment: Moment | None


class AskOwed(Node, frozen=True):
    """`what is owed on D?`"""

    moment: Moment | None


class AskInverse(Node, frozen=True):
    """`at what Market Price is C on D?`"""

    unknown: Expression
    asked: AskIs


class AskWhy(Node, frozen=True):
    """`why is C on D?`"""

    asked: AskIs


class AskSays(Node, frozen=True):
    """`what does the plan say about TOPIC?`"""

    topic: Name


class With(Node, frozen=True):
    """`with the Rights at no time Exercisable`, `and at no time C`, `without any Announcement`, `without the Board`.

    Where there is a status it is said of the subject; otherwise the subject is
    the condition, the events described, or who does nothing.
    """

    word: Literal["at no time", "at all times", "without"]
    subject: Expression
    status: Name | None


class AskCan(Node, frozen=True):
    """`can C by D, with ...?`"""

    condition: Expression
    by: Expression | None
    conditions: tuple[With, ...]


class AskWays(Node, frozen=True):
    """`in every way can C by D, with ...?`"""

    condition: Expression
    by: Expression | None
    conditions: tuple[With, ...]


class AskCertain(Node, frozen=True):
    """`is it certain that C by D, with ...?`"""

    condition: Expression
    by: Expression | None
    conditions: tuple[With, ...]


class AskMay(Node, frozen=True):
    """`when may POWER happen?`"""

    power: Name


class AskExtreme(Node, frozen=True):
    """`what is the most that X can be by D, with ...?`"""

    word: Literal["most", "least", "latest", "earliest"]
    value: Expression
    by: Expression | None
    conditions: tuple[With, ...]


Ask = (
    AskIs | AskAllowed | AskWhen | AskFirst | AskWhat | AskWho | AskOwed | AskInverse | AskWhy | AskSays
    | AskCan | AskWays | AskCertain | AskMay | AskExtreme
)  # fmt: skip


class RangeNote(Node, frozen=True):
    """`at least A and less than B`, `from A to B`, `at A`: the words and values of its ends, where it has them."""

    ends: tuple[tuple[str, Expression], ...]


class Outcome(Node, frozen=True):
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


class QuestionClause(Clause, frozen=True):
    """`question "..." in "..." ... ? expect ... .`"""

    title: str
    scenario: str | None
    parts: tuple[Cast | Given, ...]
    asked: Ask
    expected: tuple[Outcome, ...]
