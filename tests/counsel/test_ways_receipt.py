"""The receipt of an answer about ways: verified without a search, and never once a way, a set, a route or a proof in it was changed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_commands import run

import solver.induction
import solver.search
import solver.sets
import solver.ways
from counsel.receipt import make_receipt, seal, to_keep
from counsel.verify import verify
from dsl.load import load
from solver.ask import ask
from solver.recheck import Check
from solver.second_solver import SecondSolver

PLAN = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".

[assume "a"]
Outstanding Shares starts at 1,000 shares.

[assume "a"]
Lifted of the Rights starts at no.
[assume "a"]
power Lifting: "the Board lifts the Rights"
    effect the Rights become Lifted.
[assume "a"]
power Quieting: "the Board quiets the Rights"
    effect the Rights become Lifted.

[assume "a"]
Large Holder means a Person, other than a Benefit Plan, whose Shares Held is at least 200 shares.
[assume "a"]
Live of the Rights means that all of
    (i) some Person is a Large Holder; and
    (ii) the Rights are not Lifted.

scenario "Two"
    people Orion is a Stockholder, Pension is a Benefit Plan.
"""
BY = "by December 31, 2001"
SAFE = f"in every way can some Stockholder have Shares Held of at least 200 shares {BY}, with the Rights at no time Live?"
LARGE = f"in every way can some Person have Shares Held of at least 200 shares {BY}, with such Person at no time a Large Holder?"
Receipt = dict[str, Any]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ways") / "acme.plan"
    path.write_text(PLAN)
    return path


def made(plan: Path, question: str, story: str | None = "Two") -> Receipt:
    library = load(str(plan))
    kept = to_keep(str(plan), (), library.plan, library.ask(question, story))
    found: Receipt = json.loads(json.dumps(make_receipt(str(plan), (), kept, ask(kept.plan, kept.question, 60))))
    return found


@pytest.fixture(scope="module")
def receipt(plan: Path) -> Receipt:
    """200 shares of Orion make the Rights live but for their being lifted, which either power does: two ways."""
    found = made(plan, SAFE)
    assert [way["powers"][0]["power"] for way in found["answer"]["ways"]] == ["Lifting", "Quieting"]
    assert found["answer"]["rows"][0]["proved"]
    return found


def checked(receipt: Receipt, second: SecondSolver | None = None) -> list[Check]:
    return list(verify(Path("receipt.json"), receipt, 60, second))


def said(checks: list[Check]) -> str:
    return "\n".join(f"{check.what}: {check.why}" for check in checks if check.found == "not so")


def resealed(receipt: Receipt) -> Receipt:
    return {**receipt, "seals": {part: seal(receipt[part]) for part in ("asked", "plan", "answer")}}


def test_it_is_verified_without_a_search(receipt: Receipt, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*asked: Any) -> Any:
        raise AssertionError("a search was begun")

    for searching in (solver.search.Depth, solver.induction.Induction, solver.ways.Exploration, solver.sets.Map):
        monkeypatch.setattr(searching, "__init__", forbidden)
    checks = checked(receipt)
    assert {check.found for check in checks} == {"so"}
    assert any(check.what.startswith("no step breaks the invariant; proof 1") for check in checks)
    assert any("accounted for" in check.what or "lies in one that leads nowhere" in check.what for check in checks)


@pytest.mark.parametrize(("question", "story"), [pytest.param(SAFE, None, marks=pytest.mark.soak), pytest.param(LARGE, "Two", marks=pytest.mark.soak), (LARGE, None)])
def test_it_is_verified_of_whomever_it_is(question: str, story: str | None, plan: Path) -> None:
    """Of a cast that nobody named there is one map for all whom nothing tells apart."""
    found = made(plan, question, story)
    checks = checked(found)
    assert {check.found for check in checks} == {"so"}, said(checks)
    kinds = [its["about"] for its in found["answer"]["explored"]]
    assert len(kinds) == len(set(kinds))
    if story is None and question == LARGE:
        assert kinds == ["Person One", "Benefit Plan One", "Company"]


def test_a_second_solver_finds_the_same(receipt: Receipt) -> None:
    with SecondSolver() as second:
        checks = checked(receipt, second)
    assert {check.found for check in checks} == {"so"}
    assert sum("(cvc5" in check.what for check in checks) == sum("(Z3)" in check.what for check in checks) > 0


def test_that_there_is_no_way_is_verified_as_that_there_is_no_path(plan: Path) -> None:
    """Orion is no Benefit Plan, so that with 200 shares it is a Large Holder."""
    found = made(plan, f"in every way can Orion have Shares Held of at least 200 shares {BY}, with Orion at no time a Large Holder?")
    assert found["answer"]["rows"][0]["verdict"] == "impossible"
    assert {check.found for check in checked(found)} == {"so"}
    found["answer"]["rows"][0]["verdict"] = "possible"
    assert "what shows the ways, and that there are no others, is not there" in said(checked(resealed(found)))


def test_what_was_not_finished_is_not_verified(plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    assert run("ask", str(plan), SAFE, "-s", "Two", "--seconds", "0.1", "--receipt", str(path))[0] == 3
    status, output = run("verify", str(path))
    assert status == 3, output
    assert "`undecided` cannot be checked again" in output


# ---- what was changed ---------------------------------------------------------------------------


def explored(receipt: Receipt) -> dict[str, Any]:
    found: dict[str, Any] = receipt["answer"]["explored"][0]
    return found


def lifted(receipt: Receipt) -> dict[str, Any]:
    """The route that relies upon the lifting of the Rights, which both powers go: first the lifting, then the purchase."""
    found: dict[str, Any] = next(route for route in explored(receipt)["routes"] if route["relying upon"] == "Lifted")
    return found


def own_proof(receipt: Receipt) -> dict[str, Any]:
    """That where no exception makes a difference and nothing is lifted, there is no way."""
    found: dict[str, Any] = next(proof for proof in explored(receipt)["proofs"] if proof["that"].startswith("what is sought"))
    return found


def way_left_out(receipt: Receipt) -> None:
    lifted(receipt)["gone by"].pop()
    receipt["answer"]["ways"].pop()


def way_said_to_lead_nowhere(receipt: Receipt) -> None:
    way_left_out(receipt)
    lifted(receipt)["not gone"][0]["without"] = ["Lifting"]


def left_out_everywhere(receipt: Receipt) -> None:
    """Not a word of the second way is left, and all that is claimed goes together."""
    receipt["answer"]["ways"].pop()
    number_of_ways(receipt)
    for there in explored(receipt)["routes"]:
        there["gone by"] = [gone for gone in there["gone by"] if gone["items"] != ["Quieting"]]
    for claimed in (*explored(receipt)["proofs"], *(barred for there in explored(receipt)["routes"] for barred in there["not gone"])):
        claimed["without"] = [item for item in claimed["without"] if item != "Quieting"]


def said_to_be_tried(receipt: Receipt) -> None:
    way_said_to_lead_nowhere(receipt)
    lifted(receipt)["not gone"][0]["shown by"] = None


def without_acts(receipt: Receipt) -> None:
    """That nobody has 200 shares where nobody acts is true, and says nothing of the powers."""
    nobody = [word for word in explored(receipt)["powers and acts"] if word.startswith("acts of ")]
    number = explored(receipt)["routes"].index(lifted(receipt)) + 1
    explored(receipt)["proofs"].append({"that": "what is sought does not come about", "on the route": number, "without": nobody, "invariant": []})
    lifted(receipt)["gone by"].clear()
    lifted(receipt)["not gone"] = [{"without": nobody, "shown by": len(explored(receipt)["proofs"])}]


def way_twice(receipt: Receipt) -> None:
    lifted(receipt)["gone by"].append(lifted(receipt)["gone by"][0])


def way_with_no_exception(receipt: Receipt) -> None:
    """The path of the lifting is none on which no exception makes a difference."""
    with_acts = {**lifted(receipt)["gone by"][0], "items": ["acts of the one asked about", "Lifting"]}
    explored(receipt)["routes"][-1]["gone by"].append(with_acts)


def smaller_set(receipt: Receipt) -> None:
    lifted(receipt)["not gone"].clear()


def proved_though_tried(receipt: Receipt) -> None:
    lifted(receipt)["not gone"][0]["shown by"] = None


def other_proof(receipt: Receipt) -> None:
    other = next(number for number, proof in enumerate(explored(receipt)["proofs"], 1) if proof is own_proof(receipt))
    explored(receipt)["proofs"][other - 1]["on the route"] = len(explored(receipt)["routes"])
    lifted(receipt)["not gone"][0]["shown by"] = other


def proof_that_is_none(receipt: Receipt) -> None:
    lifted(receipt)["not gone"][0]["shown by"] = 99


def other_claim(receipt: Receipt) -> None:
    own_proof(receipt)["that"] = "all is well"


def invariant(receipt: Receipt) -> None:
    own_proof(receipt)["invariant"] = []


def unknown_part(receipt: Receipt) -> None:
    own_proof(receipt)["invariant"].append("all is well")


def route(receipt: Receipt) -> None:
    explored(receipt)["routes"].remove(lifted(receipt))


def route_renamed(receipt: Receipt) -> None:
    lifted(receipt)["relying upon"] = "Quieted"


def item(receipt: Receipt) -> None:
    lifted(receipt)["gone by"][0]["items"] = ["Hoisting"]


def item_everywhere(receipt: Receipt) -> None:
    receipt["answer"] = json.loads(json.dumps(receipt["answer"]).replace('"Quieting"', '"Hushing"'))


def items_of_the_other(receipt: Receipt) -> None:
    one, other = lifted(receipt)["gone by"]
    one["items"], other["items"] = other["items"], one["items"]


def way_by_nothing(receipt: Receipt) -> None:
    lifted(receipt)["gone by"] = [{**lifted(receipt)["gone by"][0], "items": []}]


def spare_power(receipt: Receipt) -> None:
    one, other = lifted(receipt)["gone by"]
    one["items"] = [*one["items"], *other["items"]]
    one["timeline"].insert(1, other["timeline"][1])


def person(receipt: Receipt) -> None:
    receipt["answer"]["explored"].clear()


def line(receipt: Receipt) -> None:
    lifted(receipt)["gone by"][0]["timeline"].pop()


def person_of_the_path(receipt: Receipt) -> None:
    lines = lifted(receipt)["gone by"][0]["timeline"]
    lines[0] = lines[0].replace("Pension is a Benefit Plan", "Pension is a Stockholder")


def kind_of_way(receipt: Receipt) -> None:
    receipt["answer"]["ways"][0]["way"] = "By time alone"


def number_of_ways(receipt: Receipt) -> None:
    receipt["answer"]["rows"][0]["says"] = receipt["answer"]["rows"][0]["says"].replace("2 ways", "1 way")


def without_what_was_explored(receipt: Receipt) -> None:
    del receipt["answer"]["explored"]
    receipt["answer"]["rows"][0]["verdict"] = "possible"


CHANGES: dict[Callable[[Receipt], None], str] = {
    way_left_out: "relying upon Lifted: nothing is said of ways by Quieting",
    way_said_to_lead_nowhere: "relying upon Lifted: the proof that is named says nothing of this: without Lifting, nothing leads there",
    left_out_everywhere: "it finds that there is one",
    said_to_be_tried: "proved: the receipt says `under all of these readings`",
    without_acts: "nothing is said of ways by an exception, of which anybody's acts are part",
    way_twice: "relying upon Lifted: the way by Lifting is no way of its own",
    way_with_no_exception: "Lifting, relying upon no exception: what was asked for does not come about",
    smaller_set: "nothing is said of ways by nothing of it",
    proved_though_tried: "proved: the receipt says `under all of these readings`",
    other_proof: "says nothing of",
    proof_that_is_none: "there is no number 99 among",
    other_claim: "that all is well says nothing of ways",
    invariant: "it finds that there is one",
    unknown_part: "`all is well` is no part that an invariant of this question can have",
    route: "the routes are not those of the plan: the route relying upon `Lifted` is missing",
    route_renamed: "the route relying upon `Lifted` is missing; the route relying upon `Quieted` is none of them",
    item: "`Hoisting` is no power and nobody's acts that can bear on this question",
    item_everywhere: "`Quieting` is missing; `Hushing` is none of them",
    items_of_the_other: "the path by Quieting, relying upon Lifted: it uses Lifting",
    way_by_nothing: "the path by nothing of it, relying upon Lifted: it uses Lifting",
    spare_power: "relying upon Lifted: of the way by Lifting and Quieting it is not shown that Lifting cannot be left out",
    person: "ways are told of not those of the plan: `Orion` is missing",
    line: "the path by Lifting, relying upon Lifted: what was asked for does not come about",
    person_of_the_path: "the path by Lifting, relying upon Lifted: a timeline does not go on from the story of the question",
    kind_of_way: "ways 1, way: the receipt says `By time alone`",
    number_of_ways: "rows 1, says: the receipt says `1 way",
    without_what_was_explored: "what shows the ways, and that there are no others, is not there",
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_was_changed_is_noticed_and_named_though_the_seals_are_right(change: Callable[[Receipt], None], receipt: Receipt) -> None:
    changed = copy.deepcopy(receipt)
    change(changed)
    assert CHANGES[change] in said(checked(resealed(changed)))


@pytest.mark.parametrize("shape", [3, [3], {"a": 1}, [{"about": None}], [{"about": None, "routes": 3}]])
def test_what_was_explored_of_another_shape_is_bad_input(shape: object, receipt: Receipt, tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(resealed({**receipt, "answer": {**receipt["answer"], "explored": shape}})))
    status, output = run("verify", str(path))
    assert status == 2, output
    assert "a part of its answer is not of the form it must have" in " ".join(output.split())
