"""A sample of people seen column by column: who answered, what they want, who shares a nickname, what was said.

All of it is counted from the rows that are kept, so that whoever works in the form alone sees what a pivot table shows.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from html import escape

from curriculum.workbench.parts.material import row_id
from simulations.language import _
from simulations.projects.segments_and_communities.cards import Tested
from simulations.projects.segments_and_communities.case import Case
from simulations.projects.segments_and_communities.people import User, material

Test = Callable[[User], bool]
READS, ORDERS, DAYS = (
    ((0, 1), (2, 4), (5, 7), (8, 99)),
    ((0, 0), (1, 1), (2, 9)),
    ((0, 59), (60, 89), (90, 179), (180, 9999)),
)


def _ranges(column: str, ends: Sequence[tuple[int, int]]) -> dict[str, Test]:
    def inside(low: int, high: int) -> Test:
        return lambda user: low <= getattr(user, column) <= high

    def name(low: int, high: int) -> str:
        return f"{low}" if low == high else f"{low}+" if high in (9, 99, 9999) else f"{low}–{high}"

    return {name(low, high): inside(low, high) for low, high in ends}


def _words(column: str, words: Iterable[str]) -> dict[str, Test]:
    def same(word: str) -> Test:
        return lambda user: getattr(user, column) == word

    return {word: same(word) for word in words}


def columns() -> dict[str, dict[str, Test]]:
    """Column to its classes, each with the test of who is in it."""
    text = material()
    groups: dict[str, Test] = {}
    for slug, name in text["groups"].items():
        groups[name] = lambda user, slug=slug: user.group == slug  # type: ignore[misc]
    return {
        "city": _words("city", text["cities"]),
        "source": _words("source", text["sources"]),
        "joined_days": _ranges("joined_days", DAYS),
        "reads": _ranges("reads", READS),
        "orders": _ranges("orders", ORDERS),
        "group": groups,
    }


def cross_table(titles: Iterable[str], lines: Iterable[str], words: Collection[int] = (0,)) -> str:
    """A table of counts from trusted rows; titles of columns in `words` are set flush left, all others right."""
    head = "".join(
        f'<th scope="col"{" class=is-words" if place in words else ""}>{escape(title)}</th>'
        for place, title in enumerate(titles)
    )
    return (
        f'<div class="academy-table"><table class="academy-cross"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def crosstab(case: Case, users: Sequence[User]) -> str:
    """For each class of each column: people, who answered, and what those want."""
    names = material()["columns"]
    needs = [(need.slug, need.name) for need in case.needs]
    titles = (_("Column of the table"), _("Value of it"), _("People"), _("answered the survey"), _("share of them"))
    lines = []
    for column, classes in columns().items():
        for place, (label, test) in enumerate(classes.items()):
            inside = [user for user in users if test(user)]
            said = [user for user in inside if user.need]
            counts = [sum(user.need == slug for user in said) for slug, _name in needs]
            most = max(counts) if said else 0
            cells = "".join(
                f'<td class="academy-number{" is-most" if count and count == most else ""}">{count or ""}</td>'
                for count in counts
            )
            share = f"{len(said) / len(inside):.0%}" if inside else "–"
            first = f'<th scope="row">{escape(names[column])}</th>' if place == 0 else "<td></td>"
            edge = ' class="is-first"' if place == 0 else ""
            lines.append(
                f"<tr{edge}>{first}<td>{escape(label)}</td>"
                f'<td class="academy-number">{len(inside)}</td><td class="academy-number">{len(said)}</td>'
                f'<td class="academy-number">{share}</td>{cells}</tr>'
            )
    return cross_table((*titles, *(name for _slug, name in needs)), lines, words=(0, 1))


def paying_talk(users: Sequence[User]) -> str:
    """What people say they would do, against what they have done."""
    names = material()["pays"]
    lines = []
    for slug, name in names.items():
        said = [user for user in users if user.pay == slug]
        paid = sum(user.orders > 0 for user in said)
        lines.append(
            f'<tr><th scope="row">{escape(name)}</th><td class="academy-number">{len(said)}</td>'
            f'<td class="academy-number">{paid}</td><td class="academy-number">{len(said) - paid}</td></tr>'
        )
    titles = (material()["columns"]["pay"], _("People"), _("have bought"), _("never bought"))
    return cross_table(titles, lines)


def namesakes(users: Iterable[User]) -> tuple[User, ...]:
    """Rows whose nickname stands there more than once, side by side."""
    by_name: dict[str, list[User]] = {}
    for user in users:
        by_name.setdefault(user.name, []).append(user)
    return tuple(user for name in sorted(by_name) if len(by_name[name]) > 1 for user in by_name[name])


def quotes(case: Case) -> str:
    """What people wrote, with their rows."""
    said = [user for user in case.clean if user.quote]
    lines = "".join(
        f"<li>{row_id(user.id)}<div><b>{escape(case.need_name(user.need))}</b><p>{escape(user.quote)}</p></div></li>"
        for user in sorted(said, key=lambda user: user.need)
    )
    return f'<ol class="academy-talk">{lines}</ol>'


def parts_html(case: Case, parts: Sequence[Sequence[User]], names: Mapping[int, str], everybody: int) -> str:
    """How many a rule takes, and what those of them want who have answered."""
    lines = []
    for place, people in enumerate(parts):
        said = [user.need for user in people if user.need]
        ranked = sorted(set(said), key=lambda need: (-said.count(need), need))[:3]
        told = "；".join(f"{case.need_name(need)} {said.count(need)}" for need in ranked) or "–"
        lines.append(
            f'<tr><th scope="row">{escape(names[place])}</th><td class="academy-number">{len(people)}</td>'
            f'<td class="academy-number">{len(said)}</td><td>{escape(told)}</td></tr>'
        )
    left = everybody - sum(map(len, parts))
    nobody = escape(_("in no segment"))
    lines.append(f'<tr><th scope="row">{nobody}</th><td class="academy-number">{left}</td><td></td><td></td></tr>')
    titles = (_("Segment"), _("People"), _("answered the survey"), _("What they say they want"))
    return cross_table(titles, lines, words=(0, 3))


def tested_html(tests: Iterable[Tested]) -> str:
    """Last broadcast's test: what each class did with the coupon and without."""
    lines = (
        f'<tr><th scope="row">{escape(test.name)}</th><td class="academy-number">{test.sent:,}</td>'
        f'<td class="academy-number">{test.bought_sent:.1%}</td><td class="academy-number">{test.bought_not:.1%}</td>'
        f'<td class="academy-number">{test.left:.1%}</td></tr>'
        for test in tests
    )
    titles = (_("Class of people"), _("People"), _("bought, sent to"), _("bought, not sent to"))
    return cross_table((*titles, _("left or muted us by it")), lines)
