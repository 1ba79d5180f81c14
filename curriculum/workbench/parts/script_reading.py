"""A storyboard whose beats are judged by what is written in them: the curve once somebody has said what to expect."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import ipywidgets
from pydantic import ValidationError

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.picture import Record, nothing_yet, number_in, with_picture
from curriculum.workbench.parts.rows import rows
from curriculum.workbench.parts.storyboard import draw_script, kind_names
from curriculum.workbench.parts.text import column, row
from simulations.language import _, listed
from simulations.projects.short_video_and_live import Case
from simulations.projects.short_video_and_live.answer import Shot
from simulations.projects.short_video_and_live.wording import Read, read_script
from simulations.world.script import Beat


def script_board(bench: Bench, case: Case, abouts: Mapping[str, str]) -> ipywidgets.VBox:
    """Forecast of completion, the table, above it the curve second by second with what was read off each row."""
    form = bench.form
    low = form.field("completion_low", unit="%", placeholder="15")
    high = form.field("completion_high", unit="%", placeholder="30")
    table = rows(form, "shots", options={"kind": kind_names()}, abouts=abouts)
    told = {"said": foretold(bench)}

    def draw(records: Sequence[Record]) -> str:
        if not told["said"]:
            return nothing_yet(_("First the forecast: between which two percents of viewers will watch to the end?"))
        return script_html(records, case)

    board = with_picture(form, "shots", table, draw, above=True)
    drawn: ipywidgets.HTML = board.children[0]

    def follow(changed: str = "") -> None:
        said = foretold(bench)
        if changed.startswith("completion") or (not changed and said != told["said"]):
            told["said"] = said
            value = bench.draft.get("shots")
            drawn.value = draw([one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else [])

    bench.draft.on_change(follow)
    return column(row(low, high, classes="academy-forecast-row"), board)


def foretold(bench: Bench) -> bool:
    """Whether an interval for completion has been stated."""
    low, high = (number_in({"end": bench.draft.get(f"completion_{end}")}, "end") for end in ("low", "high"))
    return low is not None and high is not None and 0 < low < high <= 100


def script_html(records: Sequence[Record], case: Case) -> str:
    """The curve of what is written, and row by row what the world saw in it."""
    shots = {place: shot for place, record in enumerate(records) if (shot := shot_of(record)) is not None}
    read = dict(zip(shots, read_script(list(shots.values()), case), strict=True))
    by_record = {id(records[place]): one.beat for place, one in read.items()}

    def beat(record: Record) -> Beat | None:
        return by_record.get(id(record))

    drawn = draw_script(records, beat)
    return drawn + _notes(read, lambda place: kind_names()[read[place].beat.kind]) if read else drawn


def shot_of(record: Record) -> Shot | None:
    """A row as a shot; None until it is one."""
    try:
        return Shot.model_validate({**record, "seconds": number_in(record, "seconds")})
    except ValidationError:
        return None


def _notes(read: Mapping[int, Read], kind: Callable[[int], str]) -> str:
    """What was read off each row."""
    lines = "".join(
        f'<tr><td class="academy-number">{place + 1}</td><td>{escape(kind(place))}</td>'
        f'<td><meter min="0" max="1" value="{one.beat.interest:.2f}"></meter></td>'
        f'<td class="academy-number">{100 * one.beat.interest:.0f}</td>'
        f"<td>{escape(listed(map(str, one.notes)))}</td></tr>"
        for place, one in read.items()
    )
    heads = ("#", _("Heard as"), _("How interesting"), _("Of 100"), _("Read off it"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return f'<div class="academy-table"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'
