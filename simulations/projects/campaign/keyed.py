"""What a key judges of a campaign: the budget, the rules, bought followers, the risk plan, the review."""

import re

from simulations.judging import by_evidence, detection, joined, mark
from simulations.language import Message, message
from simulations.projects.campaign.answer import Campaign, Danger, Verdict
from simulations.projects.campaign.labels import VERDICTS
from simulations.projects.campaign.plan import ITEMS, Plan
from simulations.projects.campaign.play import STORE_LEAST
from simulations.projects.campaign.poster import passages
from simulations.projects.campaign.reading import NEEDED, money_of, poster_of, shares
from simulations.projects.campaign.setting import MOST_PRIZE_YUAN, Case
from simulations.task import Criterion, Mark

RESERVE = (0.05, 0.15)  # of the budget
SERVICE_LEAST, SERVER_LEAST = 4000, 2000  # yuan
FINISHERS_EXPECTED = 0.3  # of those who join by the goal, at least
GUESSED = -0.3  # what a wrong verdict costs, of a right one


def mark_budget(criterion: Criterion, answer: Campaign, case: Case, plan: Plan) -> Mark:
    """A quarter each: the sum, the reserve, rewards that can be paid, and nothing left without money."""
    asked = sum(row.yuan for row in answer.budget)
    money = money_of(answer, case)
    total = sum(money.values()) or 1.0
    reserve = money["reserve"] / total
    least = {"service": SERVICE_LEAST, "server": SERVER_LEAST, "store": STORE_LEAST}
    short = [item for item, yuan in least.items() if money[item] < yuan]
    needed = plan.reward_yuan * FINISHERS_EXPECTED * answer.goal_joined * (plan.reward == "completion")
    pays = money["rewards"] + money["reserve"] >= needed
    told = {row.item for row in answer.budget} == set(ITEMS) or len(answer.budget) >= len(ITEMS) - 1
    right = (
        0.8 * case.budget_yuan <= asked <= case.budget_yuan,
        RESERVE[0] <= reserve <= RESERVE[1],
        pays and money["rewards"] > 0 and told,
        not short,
    )
    parts = [message("{asked:,} of {budget:,} yuan; the reserve is {reserve:.0%}.", asked=asked,
                     budget=case.budget_yuan, reserve=reserve)]  # fmt: skip
    if not right[0]:
        parts.append(message("What is over the budget finance cuts; what is far below it nobody gives back later."))
    if not right[1]:
        parts.append(message("5-15% is put aside for what nobody planned."))
    if not right[2]:
        parts.append(
            message("With your own goal about {needed:,.0f} yuan of rewards are earned: is it there?", needed=needed)
        )
    if short:
        parts.append(message("Too little to work with: {n} of service, servers, store.", n=len(short)))
    share = sum(right) / 4 if asked <= case.budget_yuan else sum(right) / 8  # a plan on money that is not there
    return mark(criterion, share, joined(parts), reached=sum(right), target=4)


def mark_compliance(criterion: Criterion, answer: Campaign, case: Case) -> Mark:
    """Half for not paying for passing on; the rest for deposit, prize, data, words, and the rule cited to the boss."""
    induced = shares(answer, case)
    deposit = not answer.deposit_yuan or (answer.deposit_rule == "anytime" and answer.escrow == 100)
    prize = answer.top_prize_yuan <= MOST_PRIZE_YUAN and answer.spots != 1
    modest = set(answer.collected) <= NEEDED
    clean = not passages(poster_of(answer), case.brand.words)
    breach = any(
        event.options[row.choice].breach for event, row in zip(case.events.values(), answer.rounds, strict=True)
    )
    cited = by_evidence(answer.boss_rows, case.boss_rows)
    share = 0.15 * deposit + 0.1 * prize + 0.1 * modest + 0.1 * clean + 0.15 * cited
    share = 0.4 + share if not induced else share / 3  # who breaks the one rule that matters is not saved by the others
    share -= 0.2 * breach
    parts: list[Message] = []
    if induced:
        parts.append(message("Passing on is paid for: that is induced sharing, whoever asked for it."))
    if breach:
        parts.append(message("Under way somebody had to share to be let in again: that is induced sharing too."))
    if not deposit:
        parts.append(message("A deposit is given back to whoever asks, and all of it lies ready."))
    if not prize:
        parts.append(message("A prize is at most 50,000 yuan, and there is more than one winner to be seen."))
    if not modest:
        parts.append(message("Nickname, number, company are enough; what is not needed is not asked for."))
    if not clean:
        parts.append(message("The poster holds words the law or the platform forbids."))
    if cited < 1:
        parts.append(message("What answers the boss: {rows}.", rows="、".join(sorted(case.boss_rows))))
    whole = parts or [message("Nothing that would have to be taken back.")]
    return mark(criterion, share, joined(whole[:4]), reached=float(not induced), target=1)


def mark_faked(criterion: Criterion, answer: Campaign, case: Case) -> Mark:
    """Three fifths for finding the two, two fifths for the rows."""
    truth = [id for id, partner in case.partners.items() if partner.fake]
    found = detection((row.kol for row in answer.faked), truth)
    rows: dict[str, tuple[str, ...]] = {row.kol: row.rows for row in answer.faked}
    evidence: float = sum(by_evidence(rows[id], case.partners[id].supports, enough=2) for id in found.hits)
    share = (0.6 + 0.4 * evidence / max(len(found.hits), 1)) * found.share
    parts = [message("{n} of {all} found, {false} accused without cause.", n=len(found.hits), all=len(truth),
                     false=len(found.false_alarms))]  # fmt: skip
    for id in found.missed:
        partner = case.partners[id]
        parts.append(message("{id} 「{name}」: see {rows}.", id=id, name=partner.name, rows="、".join(partner.rows)))
    if evidence < 0.95 * len(found.hits):
        parts.append(message("Two rows that show it, and none beside: the curve and the comments."))
    return mark(criterion, share, joined(parts), reached=len(found.hits), target=len(truth))


def mark_risks(criterion: Criterion, answer: Campaign, case: Case) -> Mark:
    """A sixth for each real risk: half for naming it, the rest for action, owner, trigger with a figure, how grave."""
    rows = {row.risk: row for row in reversed(answer.risks)}
    real = [id for id, risk in case.risks.items() if risk.high]
    share = sum(_place(row, case) for id, row in rows.items() if id in real) / len(real)
    missed = [case.risks[id].name for id in real if id not in rows]
    parts = [message("{n} of {all} real risks have a place.", n=len(real) - len(missed), all=len(real))]
    if missed:
        parts.append(message("Left out: {names}.", names="、".join(missed)))
    wrong = [case.risks[id].name for id in rows if id in real and rows[id].action != case.risks[id].action]
    if wrong:
        parts.append(message("The action does not meet it: {names}.", names="、".join(wrong)))
    if any(not _has_figure(row) for row in rows.values()):
        parts.append(message("A trigger has a figure: over how many, by which hour."))
    return mark(criterion, share, joined(parts), reached=len(real) - len(missed), target=len(real))


def _has_figure(row: Danger) -> bool:
    return bool(re.search(r"\d|[一二三四五六七八九十百两半]", row.trigger))


def _place(row: Danger, case: Case) -> float:
    risk = case.risks[row.risk]
    grave = row.likelihood != "low" and row.effect != "low"
    return (
        0.5 + 0.25 * (row.action == risk.action) + 0.1 * (row.owner == risk.who) + 0.1 * _has_figure(row) + 0.05 * grave
    )


def mark_review(criterion: Criterion, answer: Campaign, case: Case) -> Mark:
    """A sixth a sentence: more than half for the verdict, the rest for the rows; a wrong verdict costs."""
    rows: dict[str, Verdict] = {row.claim: row for row in reversed(answer.claims)}
    share, parts = 0.0, list[Message]()
    for id, claim in case.review.claims.items():
        row = rows.get(id)
        if row is None:
            continue
        if row.verdict == claim.verdict:
            share += 0.55 + 0.45 * by_evidence(row.rows, claim.supports, min(2, len(claim.supports)))
        else:
            share += GUESSED
            parts.append(message("「{text}」 {verdict}: {why}", text=claim.text, verdict=VERDICTS[claim.verdict],
                                 why=claim.why))  # fmt: skip
    right = sum(id in rows and rows[id].verdict == claim.verdict for id, claim in case.review.claims.items())
    whole = message("{n} of {all} sentences judged rightly.", n=right, all=len(case.review.claims))
    return mark(criterion, share / len(case.review.claims), joined([whole, *parts[:3]]), reached=right, target=6)
