"""A month of broadcasts as a strip: three tiers, thirty days, a sign for what each message is."""

from collections.abc import Mapping, Sequence
from html import escape

from curriculum.workbench.parts.picture import WIDTH, Record, figure, line, nothing_yet, number_in, text_in, words
from simulations.language import _

LEFT, TOP, HIGH, DAYS = 96, 26, 44, 30
ROOM = (WIDTH - LEFT - 12) / DAYS
COLOURS = {
    "useful": "--share-2",
    "case": "--share-0",
    "reminder": "--share-5",
    "offer": "--share-1",
    "greeting": "--share-3",
}
BEARABLE = 3  # broadcasts in seven days from which on a week is marked


def month_strip(
    records: Sequence[Record], tiers: Mapping[str, str], reached: Mapping[str, Sequence[str]], kinds: Mapping[str, str]
) -> str:
    """The strip as HTML.

    Parameters
    ----------
    records : sequence of mapping
        Broadcasts as they stand in the draft: `day`, `to`, `says`, `offer`.
    tiers, kinds : mapping
        Slugs to what they are called.
    reached : mapping
        `to` to the tiers it reaches.
    """
    sent = [
        (int(day), tier, text_in(record, "says"), text_in(record, "offer"))
        for record in records
        if (day := number_in(record, "day")) is not None and 1 <= day <= DAYS
        for tier in reached.get(text_in(record, "to"), ())
    ]
    if not sent:
        return nothing_yet(_("No broadcast yet: fill in rows, and the month shows here."))
    rows = list(tiers)
    drawn = [words(LEFT + (day - 0.5) * ROOM, TOP - 8, str(day), anchor="middle") for day in (1, 5, 10, 15, 20, 25, 30)]
    for place, tier in enumerate(rows):
        y = TOP + place * HIGH
        drawn.append(words(0, y + HIGH / 2 + 5, tiers[tier]))
        drawn.append(line(LEFT, y + HIGH - 4, WIDTH - 12, y + HIGH - 4))
        by_day: dict[int, int] = {}
        for day, whose, kind, offer in sorted(sent):
            if whose != tier:
                continue
            nth = by_day.get(day, 0)
            by_day[day] = nth + 1
            x, top = LEFT + (day - 1) * ROOM + 2, y + HIGH - 20 - 13 * min(nth, 2)
            edge = ";stroke:var(--goal);stroke-width:2" if offer not in ("", "none") else ""
            colour = COLOURS.get(kind, "--share-3")
            drawn.append(
                f'<rect x="{x:.1f}" y="{top:.1f}" width="{ROOM - 4:.1f}" height="11" rx="2" '
                f'style="fill:var({colour}){edge}"><title>{escape(kinds.get(kind, ""))}</title></rect>'
            )
    legend_y = TOP + len(rows) * HIGH + 14
    x = float(LEFT)
    for kind, name in kinds.items():
        drawn.append(
            f'<rect x="{x:.1f}" y="{legend_y - 10}" width="11" height="11" style="fill:var({COLOURS[kind]})"/>'
        )
        drawn.append(words(x + 16, legend_y, name))
        x += 16 + 14 * len(name) + 18
    counts = {tier: sum(whose == tier for _day, whose, _kind, _offer in sent) for tier in rows}
    told = "；".join(_("{tier} {n}").format(tier=tiers[tier], n=n) for tier, n in counts.items())
    crowded = [
        _("{tier}: {n} broadcasts within seven days from day {day}.").format(tier=tiers[tier], n=n, day=day)
        for tier in rows
        for day, n in [_busiest([day for day, whose, _kind, _offer in sent if whose == tier])]
        if n > BEARABLE
    ]
    sentence = _("Broadcasts in the month: {told}. An orange edge leads to something on sale.").format(told=told)
    return figure("".join(drawn), legend_y + 10, sentence, crowded)


def _busiest(days: Sequence[int]) -> tuple[int, int]:
    """The first day of the fullest seven, and how many there are."""
    return max(
        ((start, sum(start <= day < start + 7 for day in days)) for start in days), key=lambda x: x[1], default=(0, 0)
    )
