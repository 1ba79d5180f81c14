"""The account's card: followers, what came of yesterday's posts, and of one's own, hour by hour."""

from html import escape

from curriculum.account import AccountNow, Post
from curriculum.workbench.parts.figures import cards
from curriculum.workbench.parts.first_hours import first_hours
from curriculum.workbench.parts.text import notice_html
from simulations.language import _

SHOWN = 5  # posts in the list
DAY = 24


def account_html(account: AccountNow) -> str:
    """The card's content."""
    return f"{_figures(account)}{_mine(account)}{_posts(account)}"


def _figures(account: AccountNow) -> str:
    yesterday = account.arrived()[:1]
    figures = [
        (
            _("Followers"),
            f"{account.followers:,}",
            _("{n:+,} through your posts").format(n=account.gained()) if account.mine() else _("on 公众号"),
        ),
        (_("Usual reads on the first day"), f"{account.usual:,.0f}", _("median of the last four weeks")),
    ]
    if yesterday:
        out = yesterday[0].out
        reads = sum(out.hours[: min(out.age(account.now), DAY)])
        note = _("{share:.1f} times the usual").format(share=reads / account.usual) if account.usual else ""
        figures.append((_("The latest result"), f"{reads:,}", note))
    return cards(figures)


def _mine(account: AccountNow) -> str:
    """The newest of the trainee's own posts: on its way, or what has come so far."""
    mine = account.mine()
    if not mine:
        return notice_html(
            _("What you hand in goes out at the hour you planned; from the next day on you see here what came of it.")
        )
    post = mine[0]
    out, title = post.out, post.out.title
    if post not in account.arrived():
        when = f"{out.at:%m-%d %H:%M}"
        said = _("「{title}」 goes out {when}. The first results are here tomorrow.").format(title=title, when=when)
        return notice_html(said)
    age = out.age(account.now)
    reads = out.reads(account.now)
    told = _("「{title}」: {reads} reads in {hours} hours, {gained} new followers.").format(
        title=title, reads=f"{reads:,}", hours=age, gained=f"{out.gained(account.now):,}"
    )
    return (
        notice_html(told, "good" if reads >= account.usual else "note")
        + _against_forecast(post, account)
        + (first_hours(out.hours[: min(age, 48)], out.at.hour) if age else "")
    )


def _against_forecast(post: Post, account: AccountNow) -> str:
    """What had been forecast, beside what came; a forecast is of seven days, and until then nothing is decided."""
    if post.forecast is None:
        return ""
    low, high = post.forecast
    reads, whole = post.out.reads(account.now), post.out.age(account.now) == len(post.out.hours)
    if whole:
        said = (
            _("Your forecast {low}–{high} held.")
            if low <= reads <= high
            else _("Your forecast {low}–{high} did not hold.")
        )
    elif reads > high:
        said = _("Your forecast {low}–{high} is passed already.")
    else:
        said = _("Your forecast for seven days: {low}–{high}.")
    return f"<p>{escape(said.format(low=f'{low:,}', high=f'{high:,}'))}</p>"


def _posts(account: AccountNow) -> str:
    """The last posts, one a row, each against what is usual."""
    rows = []
    for post in account.arrived()[:SHOWN]:
        out = post.out
        reads = sum(out.hours[: min(out.age(account.now), DAY)])
        share = reads / account.usual if account.usual else 0.0
        who = _("you") if post.mine else _("a colleague")
        wide, times = min(100.0, 50 * share), _("{share:.1f} times").format(share=share)
        rows.append(
            f'<tr class="{"is-mine" if post.mine else ""}"><th scope="row">{escape(out.title)}</th>'
            f"<td>{escape(who)}</td><td>{out.at:%m-%d %H:%M}</td>"
            f'<td class="academy-number">{reads:,}</td>'
            f'<td><span class="academy-usual" aria-hidden="true"><i style="width:{wide:.0f}%"></i></span>'
            f"{escape(times)}</td></tr>"
        )
    if not rows:
        return ""
    heads = (_("Post"), _("by"), _("out"), _("reads on the first day"), _("against the usual"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return (
        f'<div class="academy-table"><table class="academy-posts"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )
