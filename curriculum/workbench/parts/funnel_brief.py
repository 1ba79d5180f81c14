"""What a funnel's brief shows: the studio, its price list, rates, columns and giveaways, the paper funnel, the news."""

from collections.abc import Iterable
from html import escape

from curriculum.workbench.parts.figures import cards
from curriculum.workbench.parts.funnel import draw_funnel
from curriculum.workbench.parts.material import row_id
from curriculum.workbench.parts.text import notice_html, paragraphs
from simulations.language import _, sentences
from simulations.projects.funnel_design import Case, Paper
from simulations.projects.funnel_design.case import HOME, TWIST_WEEK, number
from simulations.projects.funnel_design.labels import PLATFORM_NAMES, STEP_NAMES


def _table(head: Iterable[str], body: Iterable[Iterable[str]], numbers: tuple[int, ...] = ()) -> str:
    """Cells of trusted HTML; those of the columns `numbers` are set flush right."""
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=academy-number' if place in numbers else ''}>{cell}</td>" for place, cell in enumerate(line)
        )
        + "</tr>"
        for line in body
    )
    return f'<div class="academy-table"><table><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table></div>'


def _facts(case: Case) -> list[tuple[str, str]]:
    members = sum(case.members.values())
    return [
        (_("Readers"), case.studio["who"]),
        (_("Course"), f"{case.studio['low']} · " + _("comparable ones {yuan} yuan").format(yuan=case.low_usual)),
        (_("Dear offer"), f"{case.studio['high']} · " + _("comparable ones {yuan} yuan").format(yuan=case.high_usual)),
        (_("A buyer costs us"), _("{low} yuan; a client {high}").format(low=case.low_cost, high=f"{case.high_cost:,}")),
        (_("Members"), _("{all:,}, of whom {paying} have paid before").format(
            all=members, paying=case.members["paying"])),
        (_("Ad budget"), _("{yuan:,} yuan in eight weeks").format(yuan=case.budget_yuan)),
        (_("The team"), _("{hours} hours a week for content and groups").format(hours=case.hours_week)),
        (_("The coach"), _("{name}: {hours} hours a week, {each:g} for a client").format(
            name=case.studio["coach"], hours=case.coach_hours, each=case.serve_hours)),
        (_("Price"), _price_feeling()[case.elasticity]),
    ]  # fmt: skip


def _price_feeling() -> dict[float, str]:
    return {
        1.8: _("these readers look less at the price than most"),
        2.2: _("these readers look at the price as most do"),
        2.6: _("these readers look at the price more than most"),
    }


def brief_html(case: Case) -> str:
    """The studio, what it has, what it is asked for."""
    about = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in _facts(case))
    text = sentences(
        _("{name}: {does}.").format(name=case.studio["name"], does=case.studio["does"]),
        _("In eight weeks the boss wants a profit of {yuan:,} yuan, and a list that is still there afterwards.").format(
            yuan=case.target_yuan
        ),
        _("There is no shop on Xiaohongshu or Douyin yet and there will be none in these weeks."),
        "" if case.credentials else _("The studio holds no credentials for professional advice."),
    )
    return f'<div class="academy-brief"><div>{paragraphs(text)}</div><dl>{about}</dl></div>'


def prices_html(case: Case) -> str:
    """What the last weeks say of each platform: reads, adds, price of a lead."""
    lines = [
        (
            escape(str(PLATFORM_NAMES[platform])),
            f"{followers:,}",
            f"{followers * number(f'reads_{platform}'):,.0f}",
            f"{number(f'adds_{platform}'):g}" if platform in HOME else "—",
            f"{number(f'lead_{platform}'):g}",
            f"{number(f'post_hours_{platform}'):g}",
        )
        for platform, followers in case.accounts.items()
    ]
    head = (_("Account"), _("Followers"), _("Reads a post, mean"), _("Adds per 1,000 reads"), _("Yuan a paid lead"),
            _("Hours a post"))  # fmt: skip
    return _table(head, lines, (1, 2, 3, 4, 5))


def rates_html() -> str:
    """Rates to count back with, and how sure they are."""
    known = [
        (_("who joins a group and leaves within 7 days"), "12–22%", _("alarm 15%, practitioners")),
        (_("members who read a broadcast"), f"{number('read_rate'):.0%}", _("assumption")),
        (_("readers of an offer who click"), f"{number('click_rate'):.0%}", _("assumption")),
        (_("members who buy on a click, at the usual price"), "15–17%", _("assumption")),
        (_("buyers who look at the dear offer in time"), "80–90%", _("assumption")),
        (_("who was talked to and takes it"), "5–10%", _("practitioners; pass mark 10%")),
        (_("minutes a talk takes, minutes of homework a buyer"),
         f"{60 * number('talk_hours'):.0f} / {60 * number('helped_hours'):.0f}", _("practitioners; size assumed")),
    ]  # fmt: skip
    return _table(
        (_("Counted as a share"), _("Roughly"), _("How it is known")), ((escape(a), b, escape(c)) for a, b, c in known)
    )


def pillars_html(case: Case) -> str:
    """The content columns with their record."""
    head = (_("Id"), _("Content column"), _("What it is"), _("Reads, median"), _("Adds per 1,000 reads"))
    return _table(
        head,
        (
            (row_id(one.id), escape(one.name), escape(one.about), f"{one.reads:,}", f"{one.adds:g}")
            for one in case.pillars.values()
        ),
        (3, 4),
    )


def magnets_html(case: Case) -> str:
    """The giveaways with last year's record of each."""
    head = (_("Id"), _("Giveaway"), _("Takers per 1,000 reads"), _("Gone in 7 days"), _("Bought within 8 weeks"),
            _("Costs each"))  # fmt: skip
    lines = []
    for one in case.magnets.values():
        costs = [_("{yuan:g} yuan").format(yuan=one.yuan)] if one.yuan else []
        costs += [_("{minutes:.0f} min of an advisor").format(minutes=60 * one.hours)] if one.hours else []
        cells = (f"{one.takers:g}", f"{one.gone:.1%}", f"{one.bought:.1%}", escape("、".join(costs) or "—"))
        lines.append((row_id(one.id), escape(one.name), *cells))
    return _table(head, lines, (2, 3, 4))


def paper_html(paper: Paper, case: Case) -> str:
    """The funnel on paper, with its hours and its money."""
    records = [{"name": str(STEP_NAMES[step]), "people": people} for step, people in paper.people.items()]
    hours = notice_html(
        _("On paper {share:.0%} of those who look can be talked to: it takes {needs:.0f} hours a week.").format(
            share=paper.talked, needs=paper.needs_hours
        ),
        "good" if paper.talked >= 0.7 else "warn",
    )
    money = [
        (
            _("Profit on paper"),
            f"{paper.profit_yuan:,.0f}",
            _("yuan; asked for {target:,}").format(target=case.target_yuan),
        ),
        (_("Ads"), f"{paper.ads_yuan:,.0f}", _("yuan, of {budget:,}").format(budget=case.budget_yuan)),
        (_("Ads a person added"), f"{paper.lead_yuan:.1f}", _("yuan")),
        (_("Hours bought"), f"{paper.over_hours:.0f}", _("a week beyond the team's")),
    ]
    return draw_funnel(records) + hours + cards(money)


def news_html(case: Case) -> str:
    """What happens in week five."""
    told = {
        "budget": _("The budget of the quarter is cut by 30%: of the ads of weeks 5 to 8 four tenths are left."),
        "tighter": _(
            "Xiaohongshu and Douyin close their lead forms to accounts without a shop: no lead ads there any more."
        ),
        "advisor": _("One of the advisors leaves: four tenths of the hours are left, and no successor before summer."),
    }[case.twist]
    return notice_html(_("Monday of week {week}.").format(week=TWIST_WEEK), "warn") + paragraphs(told)
