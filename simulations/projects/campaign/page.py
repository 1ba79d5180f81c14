"""The answer as a mentor reads it: what is said to the boss and why first, decisions next, tables last."""

from collections.abc import Iterable
from html import escape

from simulations.identity import Context
from simulations.language import _
from simulations.projects.campaign.answer import Campaign
from simulations.projects.campaign.case import draw_case
from simulations.projects.campaign.labels import DEPOSITS, ITEMS, LABELS, OFTEN, PEOPLE, REWARDS, VERDICTS
from simulations.projects.campaign.numbers import FOLDER
from simulations.projects.campaign.reading import poster_of
from simulations.reading import read_yaml

GAP = "\u2003"  # pages that show an answer keep white space and set no distance between cells


def page(answer: Campaign, context: Context) -> str:
    """The whole answer as sanitised HTML."""
    case = draw_case(context)
    decided = _table(
        (LABELS["rounds"], LABELS["rounds.choice"], LABELS["rounds.why"]),
        (
            (event.title, event.options[row.choice].text, row.why)
            for event, row in zip(case.events.values(), answer.rounds, strict=True)
        ),
    )
    mechanism = (
        f"{REWARDS[answer.reward]} {answer.reward_yuan:g} · {LABELS['threshold']} {answer.threshold} · "
        f"{LABELS['deposit_yuan']} {answer.deposit_yuan:g}，{DEPOSITS[answer.deposit_rule]}，{answer.escrow}%"
    )
    actions = read_yaml(FOLDER / "risks.yaml")["actions"]
    tables = (
        (LABELS["budget"], _table(
            (LABELS["budget.item"], LABELS["budget.yuan"], LABELS["budget.why"]),
            ((ITEMS[row.item], f"{row.yuan:,}", row.why) for row in answer.budget))),
        (LABELS["offers"], _table(
            (LABELS["offers.kol"], LABELS["offers.first_yuan"], LABELS["offers.most_yuan"]),
            ((f"{row.kol} {case.partners[row.kol].name}", row.first_yuan, row.most_yuan) for row in answer.offers))),
        (LABELS["faked"], _table(
            (LABELS["faked.kol"], LABELS["faked.rows"]),
            ((f"{row.kol} {case.partners[row.kol].name}", "、".join(row.rows)) for row in answer.faked))),
        (LABELS["tasks"], _table(
            (LABELS["tasks.task"], LABELS["tasks.owner"], LABELS["tasks.start_day"], LABELS["tasks.days"],
             LABELS["tasks.depends_on"]),
            ((f"{row.task} {case.site.jobs[row.task].name}", PEOPLE[row.owner], row.start_day, row.days,
              "、".join(row.depends_on)) for row in answer.tasks))),
        (LABELS["risks"], _table(
            (LABELS["risks.risk"], LABELS["risks.likelihood"], LABELS["risks.effect"], LABELS["risks.trigger"],
             LABELS["risks.owner"], LABELS["risks.action"]),
            ((case.risks[row.risk].name, OFTEN[row.likelihood], OFTEN[row.effect], row.trigger, PEOPLE[row.owner],
              actions[row.action]) for row in answer.risks))),
        (LABELS["claims"], _table(
            (LABELS["claims.claim"], LABELS["claims.verdict"], LABELS["claims.rows"]),
            ((case.review.claims[row.claim].text, VERDICTS[row.verdict], "、".join(row.rows))
             for row in answer.claims))),
    )  # fmt: skip
    parts = (
        (LABELS["goal_text"], _paragraph(f"{answer.goal_joined} / {answer.goal_back}　{answer.goal_text}")),
        (_("What the boss wants"), _paragraph(case.boss.text)),
        (LABELS["boss_reply"], _paragraph(f"{answer.boss_reply}（{'、'.join(answer.boss_rows)}）")),
        (LABELS["mechanism_why"], _paragraph(mechanism) + _paragraph(answer.mechanism_why)),
        (_("Poster"), _paragraph(poster_of(answer).text.replace("\n", " / "))),
        (LABELS["rounds"], decided),
        (LABELS["review"], _paragraph(answer.review)),
        (LABELS["next_time"], _paragraph(answer.next_time)),
        *tables,
        (LABELS["ai_log"], _paragraph(answer.ai_log)),
    )
    whole = "".join(f"<h2>{escape(str(name))}</h2>{html}" for name, html in parts)
    return f'<div class="answer"><div>{whole}</div></div>'


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = "".join(f"<th>{escape(str(cell))}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}{GAP}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="plan"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
