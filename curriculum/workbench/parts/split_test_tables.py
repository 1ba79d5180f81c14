"""Tables of split tests: counts as exported, what arithmetic makes of them, ways to split, what came of one."""

import csv
from collections.abc import Iterable
from html import escape
from io import StringIO

import numpy as np

from curriculum.workbench.parts.figures import cards
from curriculum.workbench.parts.material import row_id
from curriculum.workbench.parts.text import notice_html, paragraphs
from simulations.language import _, sentences
from simulations.projects.title_ab_test.answer import SPLIT_LABELS
from simulations.projects.title_ab_test.case import Case, Finished, value
from simulations.projects.title_ab_test.play import Played
from simulations.split_tests import Arm

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for another encoding
COLUMNS = ("test", "version", "shown", "clicks", "planned", "finished", "unfollowed", "days", "looks")


def table_html(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; cells are trusted or escaped HTML."""
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        f'<div class="academy-table"><table class="academy-marks"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def counted_html(case: Case) -> str:
    """All tests, A and B side by side."""
    head = (
        _("Test"), _("Changed"), _("Planned A / B"), _("Shown A / B"), _("Clicked A / B"), _("Rate A / B"),
        _("Finished A / B"), _("Unfollowed A / B"), _("Days"), _("Looks"),
    )  # fmt: skip
    return table_html(
        head,
        (
            (
                row_id(test.id),
                escape(test.changed),
                f"{test.planned[0]:,} / {test.planned[1]:,}",
                f"{test.a.shown:,} / {test.b.shown:,}",
                f"{test.a.clicks:,} / {test.b.clicks:,}",
                f"{test.a.rate:.2%} / {test.b.rate:.2%}",
                f"{test.finish[0]:.1%} / {test.finish[1]:.1%}",
                f"{test.unfollows[0]} / {test.unfollows[1]}",
                str(test.days),
                str(test.looks),
            )
            for test in case.tests.values()
        ),
    )


def csv_of(case: Case) -> str:
    """All counts, one row a version, in the shape the course's tools read."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for test in case.tests.values():
        for place, (version, arm) in enumerate((("A", test.a), ("B", test.b))):
            finished = round(arm.clicks * test.finish[place])
            writer.writerow(
                (test.id, version, arm.shown, arm.clicks, test.planned[place], finished, test.unfollows[place],
                 test.days, test.looks)
            )  # fmt: skip
    return BYTE_ORDER_MARK + text.getvalue()


def worked_out(case: Case) -> str:
    """Lift, interval and p-value of each test as it stands; what is behind the counts is not looked at."""
    from simulations.split_tests import compare

    rows = []
    for test in case.tests.values():
        told = compare(test.a, test.b)
        rows.append(
            (
                row_id(test.id),
                f"{told.lift:+.1%}",
                _("{low:+.1%} to {high:+.1%}").format(low=told.low, high=told.high),
                f"{told.p_value:.4f}" if told.p_value >= 0.0001 else "< 0.0001",
            )
        )
    return table_html((_("Test"), _("B against A, clicks"), _("95% interval"), _("p-value")), rows)


def methods_html(case: Case) -> str:
    """Ways to split, with what each brings and where its rate stands today."""
    return table_html(
        (_("Way"), _("How"), _("Rate today"), _("Per version and week"), _("At most in the quarter")),
        (
            (
                escape(str(SPLIT_LABELS[slug])),
                escape(method.about),
                f"{method.rate:.2%}",
                f"{method.per_week:,}",
                f"{method.most:,}",
            )
            for slug, method in ((slug, case.methods[slug]) for slug in SPLIT_LABELS)
        ),
    )


def readout_html(a: Arm, b: Arm) -> str:
    """The counts of one's own test."""
    return table_html(
        (_("Version"), _("Shown"), _("Clicked"), _("Rate")),
        ((name, f"{arm.shown:,.0f}", f"{arm.clicks:,.0f}", f"{arm.rate:.3%}") for name, arm in (("A", a), ("B", b))),
    )


def numbers_html() -> str:
    """How lift, interval and shrunk lift are worked out, by hand and in a line of code."""
    lines = (
        _("Lift: rate of B divided by rate of A, less 1."),
        _("Interval: log lift ± 1.96 × √(1 ÷ clicks A + 1 ÷ clicks B), then back from the log."),
        _("Shrunk: log lift × s² ÷ (s² + v), with s = {spread:g} and v = 1 ÷ clicks A + 1 ÷ clicks B.").format(
            spread=value("pair_spread")
        ),
        _("If the way of splitting leads astray by itself, v grows by the square of that: strangers {strangers:g}, "
          "regulars {insiders:g}, unlike readers {audience:g}, unlike times {time:g}.").format(
            strangers=value("bias_strangers"), insiders=value("bias_insiders"),
            audience=value("bias_audience"), time=value("bias_time"),
        ),
    )  # fmt: skip
    code = (
        "from simulations.split_tests import Arm, compare, log_lift, shrink\n"
        "compare(Arm(25000, 300), Arm(25000, 345))\n"
        f"shrink(*log_lift(Arm(25000, 300), Arm(25000, 345)), {value('pair_spread'):g})"
    )
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{listed}</ul><pre><code>{escape(code)}</code></pre>"


def titles_html(titles: Iterable[str]) -> str:
    """Titles in a row."""
    return "<ol>" + "".join(f"<li>{escape(title)}</li>" for title in titles) + "</ol>"


def tried_html(came: Played, hit: bool, low: int, high: int, number: int) -> str:
    """What came of a design in the practice worlds."""
    figures = came.kpis()
    nothing = came.truth == 0
    false = float(np.mean(came.said[nothing] != 0)) if nothing.any() else 0.0
    said = (
        _("True claims in {right:.0f} of 100: your forecast {low} to {high} held.")
        if hit
        else _("True claims in {right:.0f} of 100: outside your forecast {low} to {high}.")
    )
    text = sentences(said.format(right=figures["right"], low=low, high=high), _("Trial {n}.").format(n=number))
    silent = len(came.said) - figures["right"] - figures["wrong"]
    return notice_html(text, "good" if hit else "warn") + cards(
        [
            (_("True claims"), f"{figures['right']:.0f}", _("of 100 worlds")),
            (_("False claims"), f"{figures['wrong']:.0f}", _("each costs four true ones")),
            (_("Nothing said"), f"{silent:.0f}", _("of 100 worlds")),
            (_("A winner where there is none"), f"{false:.0%}", _("of the worlds without any difference")),
            (_("Weeks until it stopped"), f"{figures['weeks']:.1f}", _("on average")),
        ]
    )


def brief_html(case: Case) -> str:
    """Who asks what, and what is known beforehand."""
    brand, rumour = case.brand, case.rumour
    told = [
        _("You take over the title tests of {account}. Twelve are finished; nobody has tidied up.").format(
            account=brand.account
        ),
        _("The boss has heard of {test}: “B won by {lift:.0%}.” He wants to write it into the title rules.").format(
            test=rumour.id, lift=rumour.b.rate / rumour.a.rate - 1
        ),
        _(
            "He also asks whether a question in the title brings {asked}% more opens. Find out within the quarter."
        ).format(asked=case.asked),
    ]
    known = [
        (_("Account"), brand.account),
        (_("Followers"), f"{brand.followers:,}"),
        (_("Readers"), brand.readers),
        (_("Half of all changes"), _("make no difference at all (the account's archive, an assumption)")),
        (
            _("How far pairs differ"),
            _("SD of the true lift {all:.0%} over all pairs, {real:.0%} among those that differ").format(
                all=value("pair_spread"), real=value("real_spread")
            ),
        ),
        (
            _("What a claim pays"),
            _("true {right:+g}, false {wrong:+g}, cannot be decided {none:+g}").format(
                right=value("pay_right"), wrong=value("pay_wrong"), none=value("pay_undecided")
            ),
        ),
        (_("Which is better"), _("who brings more readers to the end, of all who were shown it")),
    ]
    facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in known)
    return f'<div class="academy-brief"><div>{paragraphs(chr(10).join(told))}</div><dl>{facts}</dl></div>'


def told(test: Finished) -> str:
    """A finished test in lines, as its owner left it."""
    a, b = test.a, test.b
    lines = [
        _("A: {title}").format(title=test.titles[0]),
        _("B: {title}").format(title=test.titles[1]),
        _("Split: {split}").format(split=test.split),
        _("Planned: A {a:,}, B {b:,}; looked {looks} times").format(
            a=test.planned[0], b=test.planned[1], looks=test.looks
        ),
        _("Shown: A {a:,.0f}, B {b:,.0f}").format(a=a.shown, b=b.shown),
        _("Clicked: A {a:,.0f} ({rate_a:.2%}), B {b:,.0f} ({rate_b:.2%})").format(
            a=a.clicks, b=b.clicks, rate_a=a.rate, rate_b=b.rate
        ),
        _("Finished, of those who clicked: A {a:.1%}, B {b:.1%}; unfollowed: A {left_a}, B {left_b}").format(
            a=test.finish[0], b=test.finish[1], left_a=test.unfollows[0], left_b=test.unfollows[1]
        ),
        _("Note: {note}").format(note=test.note),
    ]
    return "\n".join(lines)


def campaign_html(case: Case) -> str:
    """The campaign, what happens after it, and its titles."""
    campaign = case.campaign
    told = _(
        "{name}: six titles, {traffic:,} impressions in {days} days, usually {rate:.0%} click. Between whole titles on "
        "one story the log click rates have an SD of {spread:g}."
    ).format(
        name=campaign.name,
        traffic=campaign.traffic,
        days=campaign.days,
        rate=campaign.rate,
        spread=value("title_spread"),
    )
    after = (
        _("The title that leads at the end stays on the page and is shown {times:g} times as often again.").format(
            times=campaign.after
        )
        if campaign.after
        else _("After that the page is taken down: what counts is the clicks of these days.")
    )
    return paragraphs(f"{told}\n{after}") + titles_html(campaign.titles)
