"""The answer of the title test, as data: twelve claims, a test of one's own, its read-out, a campaign, two texts."""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.language import message
from simulations.task import Answer

TestId = Literal["T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10", "T11", "T12"]
Verdict = Literal["a", "b", "cannot"]
Reason = Literal["sound", "too_few", "peeked", "mismatch", "time", "audience", "many", "two_changes", "guardrail"]
Next = Literal["adopt", "rerun_larger", "check_pipe", "resplit", "confirm", "one_change", "rewrite"]
Split = Literal["tag_random", "tag_interest", "list_random", "ad_even", "two_days"]
Stopping = Literal["fixed", "corrected", "peek"]
TESTS: tuple[TestId, ...] = get_args(TestId)
QUESTIONS = 3


class Record(BaseModel):
    """A record of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Claim(Record):
    """What one says of a finished test: which version is better, why one may or may not say so, what comes next."""

    test: TestId
    verdict: Verdict
    reason: Reason
    next: Next


class Question(Record):
    """A line of next month's learning agenda."""

    question: str = Field(min_length=5, max_length=120)
    how: str = Field(min_length=5, max_length=160)
    decision: str = Field(min_length=5, max_length=160)


class Readout(Answer):
    """The whole answer.

    Attributes
    ----------
    confidence : int
        Percent of the claims for A or B that one expects to be true.
    rate : float
        Percent of those shown who click, before anything is changed.
    effect : int
        Percent: the smallest relative lift worth seeing.
    forecast_low, forecast_high : int
        Of a hundred worlds, in how many the design ends in a true claim, with 80% confidence.
    lift, lift_low, lift_high, shrunk : float
        Percent: B against A in the sealed test, its 95% interval, and what is left after shrinking.
    explore : int
        Percent of the campaign's traffic that is split evenly before the best is taken.
    rounds : int
        How often a bandit sets its shares anew.
    floor : int
        Percent of the traffic that a bandit leaves to each title.
    """

    claims: tuple[Claim, ...] = Field(min_length=8, max_length=12)
    confidence: int = Field(ge=0, le=100)
    hypothesis: str = Field(min_length=10, max_length=300)
    change: Literal["title", "cover", "both", "hour"]
    metric: Literal["opens", "clicks", "reads", "likes", "finishes"]
    guardrail: Literal["finish", "unfollow", "likes", "none"]
    split: Split
    confounder: Literal["luck", "audience", "time", "insiders", "strangers"]
    rate: float = Field(ge=0.1, le=50)
    effect: int = Field(ge=1, le=100)
    per_arm: int = Field(ge=100, le=2_000_000)
    stopping: Stopping
    looks: int = Field(ge=1, le=10)
    undecided: Literal["keep", "higher", "extend"]
    forecast_low: int = Field(ge=0, le=100)
    forecast_high: int = Field(ge=0, le=100)
    lift: float = Field(ge=-95, le=500)
    lift_low: float = Field(ge=-95, le=500)
    lift_high: float = Field(ge=-95, le=2000)
    shrunk: float = Field(ge=-95, le=500)
    verdict: Verdict
    policy: Literal["even", "commit", "bandit"]
    explore: int = Field(ge=5, le=100)
    rounds: int = Field(ge=1, le=24)
    floor: int = Field(ge=0, le=15)
    report: str = Field(min_length=40, max_length=400)
    chart: Literal["clicks", "rates", "day_by_day", "shrunk", "pie"]
    agenda: tuple[Question, ...] = Field(min_length=1, max_length=QUESTIONS)
    ai_log: str = Field(min_length=2, max_length=800)

    @model_validator(mode="after")
    def _intervals_and_ids_make_sense(self) -> "Readout":
        tests = [claim.test for claim in self.claims]
        if len(set(tests)) < len(tests):
            raise ValueError(str(message("each test is judged once")))
        if self.forecast_low > self.forecast_high:
            raise ValueError(str(message("the forecast's lower end must lie below its upper end")))
        if not self.lift_low <= self.lift_high:
            raise ValueError(str(message("the interval's lower end must not lie above its upper end")))
        return self


VERDICT_LABELS = {
    "a": message("A is better"),
    "b": message("B is better"),
    "cannot": message("Cannot be decided"),
}
REASON_LABELS = {
    "sound": message("Clean and large enough"),
    "too_few": message("Too few people"),
    "peeked": message("Looked early, stopped at a find"),
    "mismatch": message("People do not match the planned split"),
    "time": message("Shown at unlike times"),
    "audience": message("Shown to unlike readers"),
    "many": message("Best of many"),
    "two_changes": message("Two changes at once"),
    "guardrail": message("More clicks, fewer who finish"),
}
NEXT_LABELS = {
    "adopt": message("Use the better one"),
    "rerun_larger": message("Again, larger, size set before"),
    "check_pipe": message("First mend split and counting"),
    "resplit": message("Again, split at random at one time"),
    "confirm": message("Winner against the old one, anew"),
    "one_change": message("Again with one change"),
    "rewrite": message("A title the text keeps"),
}
SPLIT_LABELS = {
    "tag_random": message("WeChat account, random tags"),
    "tag_interest": message("WeChat account, tags there are"),
    "list_random": message("WeCom list, at random"),
    "ad_even": message("Two ad creatives, even rotation"),
    "two_days": message("All followers, two days"),
}
CONFOUNDER_LABELS = {
    "luck": message("Nothing but luck"),
    "audience": message("Two kinds of readers"),
    "time": message("Two times"),
    "insiders": message("Regulars, not all followers"),
    "strangers": message("Strangers, not followers"),
}
STOPPING_LABELS = {
    "fixed": message("Once, at the planned number"),
    "corrected": message("Several looks, stricter threshold"),
    "peek": message("Several looks, each at 0.05"),
}
POLICY_LABELS = {
    "even": message("Even to the end"),
    "commit": message("Even first, then all to the best"),
    "bandit": message("Bandit (Thompson)"),
}
CHART_LABELS = {
    "clicks": message("Two bars of clicks"),
    "rates": message("Two rates with their intervals"),
    "day_by_day": message("Clicks as they came in"),
    "shrunk": message("Lift with interval, and shrunk"),
    "pie": message("Pie of clicks"),
}
LABELS = {
    "claims": message("Twelve finished tests"),
    "claims.verdict": message("What may be said"),
    "claims.reason": message("Because"),
    "claims.next": message("What next"),
    "confidence": message("Of my claims, true (%)"),
    "hypothesis": message("Hypothesis"),
    "change": message("What is changed"),
    "metric": message("The one figure that decides"),
    "guardrail": message("Guardrail"),
    "split": message("How it is split"),
    "confounder": message("What could fool us even so"),
    "rate": message("Rate today (%)"),
    "effect": message("Smallest lift worth seeing (%)"),
    "per_arm": message("People per version"),
    "stopping": message("When one looks"),
    "looks": message("How many looks"),
    "undecided": message("If nothing is found"),
    "forecast_low": message("Forecast, lower end"),
    "forecast_high": message("Forecast, upper end"),
    "lift": message("B against A (%)"),
    "lift_low": message("Interval, lower end (%)"),
    "lift_high": message("Interval, upper end (%)"),
    "shrunk": message("Shrunk (%)"),
    "verdict": message("What may be said"),
    "policy": message("How the traffic is shared out"),
    "explore": message("Even share first (%)"),
    "rounds": message("Shares set anew, times"),
    "floor": message("Each title keeps (%)"),
    "report": message("To the boss"),
    "chart": message("The chart that goes with it"),
    "agenda": message("Next month's questions"),
    "agenda.question": message("Question"),
    "agenda.how": message("How it is asked"),
    "agenda.decision": message("What we do at which result"),
    "ai_log": message("AI log"),
    **{f"claims.verdict.{name}": label for name, label in VERDICT_LABELS.items()},
    **{f"claims.reason.{name}": label for name, label in REASON_LABELS.items()},
    **{f"claims.next.{name}": label for name, label in NEXT_LABELS.items()},
}
CHOICES = {
    "change": {
        "title": message("Title"),
        "cover": message("Cover"),
        "both": message("Title and cover"),
        "hour": message("Hour"),
    },
    "metric": {
        "opens": message("Opens per delivery"),
        "clicks": message("Clicks in all"),
        "reads": message("Reads in all"),
        "likes": message("Likes per reader"),
        "finishes": message("Finished reads per delivery"),
    },
    "guardrail": {
        "finish": message("Finishing rate"),
        "unfollow": message("Unfollows"),
        "likes": message("Likes"),
        "none": message("None"),
    },
    "split": SPLIT_LABELS,
    "confounder": CONFOUNDER_LABELS,
    "stopping": STOPPING_LABELS,
    "undecided": {
        "keep": message("Keep A, say nothing"),
        "higher": message("The one ahead wins"),
        "extend": message("Go on until it is significant"),
    },
    "verdict": VERDICT_LABELS,
    "policy": POLICY_LABELS,
    "chart": CHART_LABELS,
}
