"""The command `pill`: what each of its commands takes, and does.

`answering` says what each exit status means.
"""

from __future__ import annotations

import gc
import signal
import sys
from contextlib import nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from counsel import as_json
from counsel.answering import BAD_INPUT, FAILED, MET, UNDECIDED, answering, print_json, print_lines
from counsel.answers.whole import Detail
from counsel.asking import answers_to, stop_at_once
from counsel.command_group import Commands, code_names, plan_names, show_version
from counsel.open_plan import given_readings, open_plan, pick_one, pick_scenarios
from counsel.pick_questions import pick_questions
from counsel.pictures.kinds import PictureKind
from counsel.print_answers import print_answer, print_tally
from counsel.second_words import export_scripts, with_folder
from counsel.show_answer import brief
from counsel.show_check import check_json, show_check
from counsel.show_story import show_story
from counsel.whole_file import write_whole
from counsel.words import numbered
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE
from dsl.text_files import is_no_place
from solver.answer import Answer
from solver.chronicle import chronicle
from solver.second_solver import SecondSolver

MOST_SHOWN_WHOLE = 3

app = typer.Typer(
    cls=Commands, context_settings={"max_content_width": 110}, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    epilog="Begin with `pill ask hemacare`, or with the guide, docs/guide.md. Each command tells more with --help.",
)  # fmt: skip

PlanName = Annotated[str, typer.Argument(metavar="PLAN", autocompletion=plan_names, help="a built-in plan, as `hemacare`, or a plan file")]
AsJson = Annotated[bool, typer.Option("--json", help="plain data instead of text")]
Scenario = Annotated[str | None, typer.Option("--scenario", "-s", metavar="TITLE", help="the story it is about")]
Given = Annotated[list[str] | None, typer.Option("--given", metavar="READING", help="a reading, as \"Later Dates reads Literal\"")]


def main() -> None:
    """The command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a dash that a terminal has no letter for is no reason to give no answer
    gc.set_threshold(200_000, 50, 50)  # little of what an answer makes is garbage; looking for it often takes a tenth of the time
    app()


@app.callback()
def pill(
    version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="say which version this is")] = False,
) -> None:
    """Reads the terms of shareholder rights plans, and answers questions about them."""


@app.command(epilog="Example: pill check hemacare")
@answering
def check(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="more files of scenarios and questions")] = None,
    source: Annotated[Path | None, typer.Option(help="the text of the source, to verify every citation in it")] = None,
    json_: AsJson = False,
) -> int:
    """Says whether a plan has mistakes, what it holds, and with --source whether it cites truly."""
    opened = open_plan(plan, files or [])
    report = opened.check(source)
    if json_:
        print_json(check_json(report))
    else:
        print_lines(show_check(report))
    return BAD_INPUT if report.mistakes else MET


@app.command(epilog="Example: pill fmt acme.plan")
@answering
def fmt(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="plan files, or - for the standard input")],
    only_check: Annotated[bool, typer.Option("--check", help="change nothing; status 1 if a file would change")] = False,
    json_: AsJson = False,
) -> int:
    """Writes plan files in their one canonical form, comments kept."""
    from counsel.format_files import format_files

    results = format_files(files, only_check)
    if json_:
        print_json([{"file": r.name, "changed": r.changed} for r in results])
    else:
        for result in results:
            if result.text is not None:
                print(result.text, end="")
            elif result.changed:
                print(f"{result.name}: {'would change' if only_check else 'written'}")
    return FAILED if only_check and any(r.changed for r in results) else MET


@app.command(epilog="Example: pill outline filing.txt > source.outline")
@answering
def outline(
    text: Annotated[Path, typer.Argument(metavar="TEXT", help="the text of a source, as it was filed")],
    first: Annotated[str | None, typer.Option(help="the phrase with which the plan begins in it")] = None,
    last: Annotated[str | None, typer.Option(help="the phrase with which it ends")] = None,
    json_: AsJson = False,
) -> int:
    """Makes the outline of a source: its sentences, limbs, provisos and parentheses, with hashes."""
    from counsel.make_outline import outline_json, outline_of
    from dsl.filing import write_outline

    made = outline_of(text, first, last)
    if json_:
        print_json(outline_json(made))
    else:
        print(write_outline(made), end="")
    return MET


@app.command(epilog="Example: pill ask hemacare \"when is the Distribution Date?\" --scenario \"The press gets there first\"")
@answering
def ask(
    plan: PlanName,
    what: Annotated[list[str] | None, typer.Argument(metavar="QUESTION|FILE", help="a question, or its title in the plan, or files of questions; else all of the plan")] = None,
    scenario: Scenario = None,
    given: Given = None,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, metavar="SECONDS", help="the time limit of each question")] = 20.0,
    full: Annotated[bool | None, typer.Option("--full/--brief", help="whole answers, or one line each")] = None,
    second_opinion: Annotated[bool, typer.Option("--second-opinion", help="have cvc5 check whatever is said not to be")] = False,
    smtlib: Annotated[Path | None, typer.Option("--smtlib", metavar="FOLDER", help="write what a second solver is asked as SMT-LIB scripts")] = None,
    receipt: Annotated[Path | None, typer.Option("--receipt", metavar="FILE", help="write the answer with everything needed to check it again")] = None,
    as_scenario: Annotated[bool, typer.Option("--as-scenario", help="each path as a story to paste into a file, too")] = False,
    readings: Annotated[bool, typer.Option("--readings", help="every reading that bears on the answer, by name")] = False,
    json_: AsJson = False,
) -> int:
    """Answers questions: one typed here, those of files, or all that come with the plan."""
    opened, questions = pick_questions(plan, what, scenario, given)
    checked = opened.library.plan
    if receipt is not None and len(questions) != 1:
        raise Mistakes([Diagnostic("one-receipt", NOWHERE, f"A receipt is of one question, and there are {len(questions)} here.",
                                   "Type the question: pill ask PLAN \"when is the Distribution Date?\" --receipt FILE")])  # fmt: skip
    if smtlib is not None:
        with_folder(smtlib)
    if receipt is not None and (wrong := is_no_place(receipt)):
        raise Mistakes([wrong])
    stop_at_once()
    if receipt is not None:
        from counsel.receipt import make_receipt, to_keep, write_receipt  # loads Z3

        kept = to_keep(plan, opened.named, checked, questions[0])
        checked, questions = kept.plan, [kept.question]
    whole = len(questions) <= MOST_SHOWN_WHOLE if full is None else full
    answers = []
    with SecondSolver() if second_opinion else nullcontext() as second:
        for answer in answers_to([(checked, question) for question in questions], seconds, second):
            answers.append(answer)
            if not json_:
                print_answer(plan, checked, answer, whole, Detail(readings, as_scenario))
    if json_:
        print_json([as_json.answer_json(checked, answer) for answer in answers])
    else:
        print_tally(answers, whole)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # from here on files are written, whole or not at all
    if smtlib is not None:
        written = export_scripts(checked, answers, smtlib)
        print_lines([] if json_ else [f"{numbered(written, 'script')} written to {smtlib}."])
    if receipt is not None:
        write_receipt(make_receipt(plan, opened.named, kept, answers[0]), receipt)
        print_lines([] if json_ else [f"Receipt written to {receipt}; to check it: pill verify {receipt}"])
    return _status(answers)


def _status(answers: list[Answer]) -> int:
    if any(answer.missed for answer in answers):
        return FAILED
    return UNDECIDED if any(answer.is_undecided for answer in answers) else MET


@app.command(epilog="Example: pill replay hemacare --scenario \"The press gets there first\"")
@answering
def replay(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="files of scenarios")] = None,
    scenario: Scenario = None,
    given: Given = None,
    json_: AsJson = False,
) -> int:
    """Tells the story of a scenario: what each event changed, what is open, what is owed, and until when."""
    opened = open_plan(plan, files or [])
    extra = given_readings(opened.library.plan.readings, given or [])
    checked = opened.library.plan
    told = [chronicle(checked, extra(story)) for story in pick_scenarios(opened, scenario)]
    if json_:
        print_json([as_json.chronicle_json(checked, one) for one in told])
    else:
        for one in told:
            print_lines([*show_story(checked, one), ""])
    return MET


@app.command(epilog="Example: pill compare hemacare rr-donnelley --scenario \"The press gets there first\"")
@answering
def compare(
    plan: Annotated[str, typer.Argument(metavar="A", help="a built-in plan, as `hemacare`, or a plan file")],
    other: Annotated[str, typer.Argument(metavar="B", help="the plan or version that it is compared with")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="files of scenarios of A")] = None,
    scenario: Scenario = None,
    given: Given = None,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="CONSEQUENCE", help="compare by this one, as Triggers; may be repeated")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each consequence")] = 20.0,
    full: Annotated[bool, typer.Option("--full/--brief", help="with stories and proofs, or a line for each consequence")] = True,
    json_: AsJson = False,
) -> int:
    """Compares two plans, or two versions of one: what each brings about on the same events where the other does not."""
    from counsel.comparing import compare_opened, comparison_json
    from counsel.show_comparison import show_comparison

    stop_at_once()
    found = compare_opened(open_plan(plan, files or []), open_plan(other, []), scenario, given or [], only or [], seconds)
    if json_:
        print_json(comparison_json(found))
    else:
        print_lines(show_comparison(found, (plan, other), full))
    return UNDECIDED if any(compared.is_undecided for compared in found.compared) else MET


@app.command()
@answering
def amend(
    plan: PlanName,
    amendment: Annotated[str, typer.Argument(metavar="AMENDMENT", help="a file of amendments, or the name of one that comes with the plan")],
    on: Annotated[list[str] | None, typer.Option("--on", metavar="DATE", help="another date on which to adopt it, as \"March 19, 2008\"")] = None,
    scenario: Scenario = None,
    only: Annotated[str | None, typer.Option("--only", metavar="TITLE", help="one amendment of the file")] = None,
    questions: Annotated[int, typer.Option("--questions", min=0, metavar="N", help="how many of the plan's questions of fact to ask of both texts")] = 60,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit for each figure, and for each consequence compared")] = 20.0,
    compared: Annotated[bool, typer.Option("--compare/--no-compare", help="whether to compare what may come about under the two texts")] = True,
    json_: AsJson = False,
) -> int:
    """Says whether an amendment is allowed and when, with which figures, and what it changes."""
    from counsel.amend import examine, moments_of, open_amendments
    from counsel.amend_json import amendment_json
    from counsel.show_amend import show_amendment

    moments = moments_of(on or [])
    opened = open_amendments(plan, amendment)
    stop_at_once()
    found = list(examine(opened, moments, scenario, only, questions, seconds, compared))
    checked = opened.library.plan
    if json_:
        print_json([amendment_json(checked, one) for one in found])
    else:
        for one in found:
            print_lines(show_amendment(checked, one))
    return UNDECIDED if any(one.undecided for one in found) else MET


@app.command()
@answering
def picture(
    plan: PlanName,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", help="files of scenarios")] = None,
    scenario: Scenario = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.svg", help="the file to write")] = Path("picture.svg"),
    kind: Annotated[PictureKind, typer.Option(help="what it shows")] = PictureKind.timeline,
    given: Given = None,
) -> int:
    """Draws the story of a scenario as SVG: its timeline, ownership against the thresholds, or its states."""
    from counsel.pictures.draw import check_name, draw_picture
    from counsel.pictures.svg import svg

    check_name(out)
    opened = open_plan(plan, files or [])
    told = given_readings(opened.library.plan.readings, given or [])(pick_one(opened, scenario))
    write_whole(out, svg(draw_picture(opened.library.plan, told, kind)).encode())
    print_lines([f"Drawn in {out}: \"{told.title}\" ({kind.value})."])
    return MET


@app.command()
@answering
def memo(
    plan: PlanName,
    what: Annotated[list[str] | None, typer.Argument(metavar="QUESTION|FILE", help="questions, or their titles in the plan, or files of questions")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="the file to write: .docx, .html or .pdf")] = Path("memo.docx"),
    scenario: Scenario = None,
    given: Given = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each question")] = 20.0,
    receipts: Annotated[Path | None, typer.Option("--receipts", metavar="FOLDER", help="write the receipt of each answer too")] = None,
) -> int:
    """Answers questions in a memo: short answer, facts, analysis, readings, limits, pictures, the clauses used, receipts."""
    from counsel.memo.ask_for import answered_for, keep_receipts
    from counsel.memo.memo import memo as memo_of
    from counsel.memo.write import check_form, write_memo

    check_form(out)
    opened, questions = pick_questions(plan, what, scenario, given)
    stop_at_once()
    found = answered_for(plan, opened, questions, lambda puts: answers_to(puts, seconds))
    write_memo(memo_of(found), out)
    kept = keep_receipts(found, receipts) if receipts is not None else []
    print_lines([f"Written to {out}.", *kept, *(brief(one.plan, one.answer) for one in found)])
    return _status([one.answer for one in found])


@app.command(epilog="Example: pill verify redeemed.json")
@answering
def verify(
    receipt: Annotated[Path, typer.Argument(metavar="RECEIPT", help="a file that `pill ask --receipt` wrote")],
    second_opinion: Annotated[bool, typer.Option("--second-opinion", help="have cvc5 check every obligation too")] = False,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, metavar="SECONDS", help="the time limit of each obligation")] = 60.0,
    json_: AsJson = False,
) -> int:
    """Checks a receipt: the plan is the same, its timelines come out so, its obligations hold. Nothing is searched for."""
    from counsel.read_receipt import read_receipt
    from counsel.show_verified import show_verified
    from counsel.verify import made_otherwise, verify

    read = read_receipt(receipt)
    with SecondSolver() if second_opinion else nullcontext() as second:
        checks = list(verify(receipt, read, seconds, second))
    if json_:
        print_json([{"what": check.what, "found": check.found, "why": check.why} for check in checks])
    else:
        print_lines(show_verified(read, checks, made_otherwise(read)))
    found = {check.found for check in checks}
    return FAILED if "not so" in found else UNDECIDED if "not finished" in found else MET


@app.command(epilog="Example: pill new acme")
@answering
def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", help="the folder of the plan, which is made: as `acme`")],
    title: Annotated[str, typer.Option(prompt="The plan's title, as on its first page", help="the plan's title")],
    dated: Annotated[str, typer.Option(prompt="Its date (May 7, 2001)", help="its date")],
    shares: Annotated[str, typer.Option(prompt="How many shares were outstanding (10,000,000)", help="how many shares were outstanding")],
    threshold: Annotated[str, typer.Option(prompt="From what percentage on is a holder an Acquiring Person (15)", help="the percentage that makes an Acquiring Person")],
    days: Annotated[str, typer.Option(prompt="On what day after that do the Rights separate (10)", help="after how many days the Rights separate")] = "10",
    json_: AsJson = False,
) -> int:
    """Begins a plan of your own from a few facts: a small plan that is whole, and its first questions."""
    from counsel.new_plan import Facts, new_plan

    written = [str(path) for path in new_plan(name, Facts(title, dated, shares, threshold, days))]
    if json_:
        print_json({"written": written})
    else:
        print_lines([f"Written: {' and '.join(written)}.", f"To ask its questions: pill ask {name}"])
    return MET


@app.command(epilog="Example: pill explain unknown-name")
@answering
def explain(
    code: Annotated[str | None, typer.Argument(metavar="CODE", autocompletion=code_names, help="what a message begins with, as `unknown-name`; else all are listed")] = None,
    json_: AsJson = False,
) -> int:
    """Says more of a message: what it means, with an example and the same mended."""
    from counsel.explain import page_of, pages, show_codes, show_page

    if json_:
        print_json({code: page_of(code)} if code is not None else pages())
    else:
        print_lines(show_codes() if code is None else show_page(code))
    return MET


@app.command()
@answering
def audit(
    plan: PlanName,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="ENTRY", help="this entry of the catalogue alone, as two-clocks; may be given again")] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="the time limit of each search")] = 5.0,
    json_: AsJson = False,
) -> int:
    """Looks for drafting defects from a fixed catalogue, each shown by a story or a proof."""
    from counsel.run_audit import run_audit  # loads Z3
    from counsel.show_audit import audit_json, show_audit

    opened = open_plan(plan, [])
    stop_at_once()
    report = run_audit(opened, seconds, only or [])
    if json_:
        print_json(audit_json(report))
    else:
        print_lines(show_audit(report))
    return FAILED if report.found else UNDECIDED if report.unsettled else MET


if __name__ == "__main__":
    main()
