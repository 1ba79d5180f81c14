"""What a colleague would point out before handing in: slips of counting and form, nothing of the key."""

from collections import Counter
from collections.abc import Iterator

from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.title_ab_test.answer import QUESTIONS, Readout
from simulations.projects.title_ab_test.case import draw_case
from simulations.projects.title_ab_test.play import plan_of, sealed
from simulations.split_tests import sample_size
from simulations.task import Finding

REPORT = (150, 300)


def check(answer: Readout, context: Context) -> list[Finding]:
    """Slips in the answer as such; whether a claim is right or a design good is not said."""
    return sorted(_slips(answer, context), key=lambda finding: not finding.grave)


def _slips(answer: Readout, context: Context) -> Iterator[Finding]:
    def slip(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
        return Finding(field=field, grave=grave, what=what, excerpt=excerpt)

    case = draw_case(context)
    judged = {claim.test for claim in answer.claims}
    if left := [id for id in case.tests if id not in judged]:
        yield slip("claims", message("Not yet judged: {tests}.", tests="、".join(left)), grave=True)
    said = Counter(claim.verdict for claim in answer.claims)
    if len(said) == 1:
        yield slip("claims", message("The same is said of every test."))
    for claim in answer.claims:
        if claim.verdict == "cannot" and claim.reason == "sound":
            yield slip("claims", message("{test} is called clean and large enough, yet undecided.", test=claim.test))
        if claim.verdict != "cannot" and claim.reason not in ("sound", "guardrail"):
            yield slip("claims", message("{test} has a flaw by your own reason, yet a winner.", test=claim.test))
    method = case.methods[answer.split]
    needed = sample_size(min(answer.rate / 100, 0.5), min(answer.effect / 100, 0.9))
    if answer.per_arm < needed * 0.9:
        what = message("For {effect}% at {rate:g}% the formula asks for {needed:,} people per version.",
                       effect=answer.effect, rate=answer.rate, needed=needed)  # fmt: skip
        yield slip("per_arm", what)
    if answer.per_arm > method.most:
        what = message("This way of splitting brings at most {most:,} per version in the quarter.", most=method.most)
        yield slip("per_arm", what, grave=True)
    if answer.stopping == "corrected" and answer.looks == 1:
        yield slip("looks", message("Several looks are planned, and their number is one."))
    a, b = sealed(plan_of(answer, case), context)
    lift = 100 * (b.rate / a.rate - 1) if a.clicks else 0.0
    if abs(answer.lift - lift) > 1:
        yield slip("lift", message("The design has been changed since, or this is another figure: work it out again."))
    if not answer.lift_low <= answer.lift <= answer.lift_high:
        yield slip("lift", message("The lift lies outside its own interval."), grave=True)
    length = len(answer.report)
    if not REPORT[0] <= length <= REPORT[1]:
        what = message("{n} characters; {low} to {high} are asked for.", n=length, low=REPORT[0], high=REPORT[1])
        yield slip("report", what)
    if not any(id in answer.report.upper() for id in case.tests):
        yield slip("report", message("No test is named by its id: which one is this about?"))
    if len(answer.agenda) < QUESTIONS:
        yield slip("agenda", message("{n} of {of} questions.", n=len(answer.agenda), of=QUESTIONS))
