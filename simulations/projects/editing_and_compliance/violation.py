"""A post that was limited: the ruling, the evidence at hand, and what appeal or correction bring back in many worlds.

The punishment, the strikes and the appeal are those of `simulations.world.rulebook.enforcement`. What a correction
brings back is this project's assumption (`enforcement_here.yaml`): nobody publishes it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from simulations.projects.editing_and_compliance.drafts import FOLDER
from simulations.reading import read_yaml
from simulations.world.draws import Floats, Worlds
from simulations.world.rulebook.enforcement import Appeal, Breach, Enforcement
from simulations.written import pick

Decision = Literal["appeal", "correct"]
MOST_EVIDENCE, LONGEST_STATEMENT = 4, 200
PLACES = (1.0, 0.9, 0.8, 0.7)  # the first thing that is sent is read, the fourth is leafed through
DAYS, TODAY = 50, 10
SLIP, FOLLOWED = 12, 35  # days after which the account slips once more, as accounts do; days over which it is followed
ASKS = re.compile(r"复核|恢复|申请|请|解除|重新审核")
CITES = re.compile(r"E\d|材料|附件|证据|截图|存档|记录|见图")
BLAMES = re.compile(r"凭什么|垃圾|抽风|黑幕|针对|瞎|别家|别人也|别的账号|同行|冤枉|气死|曝光|投诉你|！{2,}|!{2,}")
MENDED = re.compile(r"已经?[^，。；]{0,12}(?:删|改|补|停|撤|换|去掉|勾|标)|整改|更正")


@dataclass(frozen=True)
class Evidence:
    """A line one could send; what it is worth in an appeal and in a correction."""

    id: str
    text: str
    appeal: float
    correct: float
    who: str = ""


@dataclass(frozen=True)
class Violation:
    """A limited post.

    Attributes
    ----------
    right : bool
        Whether the ruling is right; the trainee has to tell.
    strikes_before : int
        Strikes that stood against the account already.
    """

    slug: str
    platform: str
    rule: str
    right: bool
    post: str
    notice: str
    point: tuple[str, ...]
    why: str
    strikes_before: int
    evidence: dict[str, Evidence]

    @property
    def decision(self) -> Decision:
        """What a senior would do."""
        return "correct" if self.right else "appeal"


@dataclass(frozen=True)
class Handled:
    """What came of it: share of the post's reach kept and the account's reach in the weeks after, by world.

    In these weeks the account slips once more: that is when it shows whether the strike still stands.
    """

    post: Floats
    account: Floats

    @property
    def worth(self) -> float:
        """Half the post, half the account's five weeks."""
        return float((self.post + self.account).mean() / 2)


def draw_violation(rng: np.random.Generator) -> Violation:
    """One of the cases, its evidence in an order of this trainee's own."""
    row: dict[str, Any] = pick(rng, read_yaml(FOLDER / "violations.yaml"), 1)[0]
    evidence = {}
    for place, line in enumerate(pick(rng, row["evidence"], len(row["evidence"])), start=1):
        evidence[f"E{place}"] = Evidence(f"E{place}", line["text"], line["appeal"], line["correct"])
    return Violation(
        **{name: row[name] for name in ("slug", "platform", "rule", "right", "post", "notice", "why")},
        point=tuple(row["point"]),
        strikes_before=int(rng.integers(2)),
        evidence=evidence,
    )


def statement_quality(statement: str, decision: Decision, case: Violation) -> float:
    """How well a statement carries its evidence, 0.4 to 1: it names the point, the evidence, a request; no blame."""
    names = any(word in statement for word in case.point)
    fitting = bool(MENDED.search(statement)) if decision == "correct" else not MENDED.search(statement)
    asks, cites = bool(ASKS.search(statement)), bool(CITES.search(statement))
    calm = not BLAMES.search(statement)
    return 0.4 + 0.6 * (names + (fitting and names) + asks + cites) / 4 if calm else 0.4


def evidence_weight(sent: Sequence[str], decision: Decision, case: Violation) -> float:
    """What the lines sent are worth together, 0 to 1; the first counts most."""
    known = [case.evidence[id] for id in dict.fromkeys(sent) if id in case.evidence]
    worth = [line.appeal if decision == "appeal" else line.correct for line in known[:MOST_EVIDENCE]]
    return min(max(sum(weight * place for weight, place in zip(worth, PLACES, strict=False)), 0.0), 1.0)


def handle(case: Violation, decision: Decision | None, strength: float, worlds: Worlds) -> Handled:
    """Play the case: nothing done, an appeal or a correction of this strength (0-1), in worlds where it was limited."""
    known = read_yaml(FOLDER / "enforcement_here.yaml")
    found = {("enforcement", "found_scale"): 1e9, ("enforcement", "false_alarm"): 0.0 if case.right else 1.0}
    if decision == "appeal":
        return _play(case, worlds, found, Appeal(post="limited", evidence=strength))
    idle = _play(case, worlds, found, None)
    if decision is None:
        return idle
    side = "right" if case.right else "wrong"
    chance = known[f"mended_{side}_bare"]["value"] + strength * (
        known[f"mended_{side}_proven"]["value"] - known[f"mended_{side}_bare"]["value"]
    )
    kind = "right" if case.right else "wrong"
    looked_at_again = found | {
        ("enforcement", f"granted_{kind}_proven"): chance,
        ("enforcement", "appeal_wait_days"): known["mended_wait_days"]["value"],
    }
    mended = _play(case, worlds, looked_at_again, Appeal(post="limited", evidence=1.0))
    return Handled(mended.post, idle.account)  # the post comes back, the strike stays


def _play(case: Violation, worlds: Worlds, changed: dict[tuple[str, str], float], appeal: Appeal | None) -> Handled:
    watch = Enforcement([case.platform], replace(worlds, changed=changed), DAYS, [appeal] if appeal else [])
    if case.strikes_before:
        watch.judge(case.platform, 0, "before", [Breach(rule="absolute_terms", post="before")])
    breaches = [Breach(rule=case.rule, post="limited")] if case.right else []
    ruling = watch.judge(case.platform, TODAY, "limited", breaches)
    watch.judge(case.platform, TODAY + SLIP, "slip", [Breach(rule="absolute_terms", post="slip")])
    after = [watch.account_reach(case.platform, TODAY + day) for day in range(1, FOLLOWED + 1)]
    return Handled(ruling.reach, np.mean(after, axis=0))
