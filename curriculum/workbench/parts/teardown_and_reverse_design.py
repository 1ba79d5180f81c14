"""A path as tables, and its sister: a part is switched off after a forecast, at most four."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.columns import to_number
from curriculum.workbench.front import Pick, TextField
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.figures import forecasts
from curriculum.workbench.parts.material import row_id
from curriculum.workbench.parts.text import card, column, notice_html, panel, row
from simulations.errors import Mendable
from simulations.language import _, message
from simulations.projects.teardown_and_reverse_design import Case, Path, switch_off
from simulations.projects.teardown_and_reverse_design.answer import LEAST_LEFT, MOST_LEFT, MOST_TRIES, STEP_NAMES
from simulations.projects.teardown_and_reverse_design.case import PATH, exported


def listed_html(lines: Iterable[Any]) -> str:
    """Lines one can cite, each with its id."""
    items = "".join(f"<li>{row_id(line.id)}<div><p>{escape(line.text)}</p></div></li>" for line in lines)
    return f'<ol class="academy-talk">{items}</ol>'


def table_html(head: Iterable[str], body: Iterable[Iterable[object]]) -> str:
    """A table whose rows begin with their id; whole numbers are set flush right."""
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = ""
    for first, *rest in body:
        cells = "".join(
            f"<td{' class=academy-number' if isinstance(cell, int) else ''}>"
            f"{escape(f'{cell:,}' if isinstance(cell, int) else str(cell))}</td>"
            for cell in rest
        )
        lines += f"<tr><td>{row_id(str(first))}</td>{cells}</tr>"
    return f'<div class="academy-table"><table><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table></div>'


def parts_html(path: Path) -> str:
    """The parts in the order of the path: what is there, what would stand there instead."""
    head = (_("Part"), _("What it is"), _("What it says"), _("Switched off, there is"))
    return table_html(head, ((part.id, part.name, part.text, part.off) for part in path.parts.values()))


def weeks_html(path: Path) -> str:
    """The export of four weeks."""
    names = [str(STEP_NAMES[step]) for step in ("seen", *PATH)]
    names[-2] = _("Buy the course")
    return table_html((_("Week"), *names), exported(path))


def tries_panel(bench: Bench, case: Case) -> ipywidgets.VBox:
    """Switch a part of the sister path off, after a forecast; at most four."""
    sister, form = case.sister, bench.form
    chips = "".join(
        f'<span class="academy-chip" data-pick="{id}">{escape(f"{id} {part.name}")}</span>'
        for id, part in sister.parts.items()
    )
    chosen = Pick(name="tries", label=_("Which part"), html=f'<div class="academy-chips">{chips}</div>', most=1)
    low = TextField(name="try_low", label=_("Left of 100, at least"), kind="number", placeholder="70")
    high = TextField(name="try_high", label=_("Left of 100, at most"), kind="number", placeholder="85")
    hint, said, history = panel(""), panel(""), panel("")

    def tried() -> list[Any]:
        value = bench.draft.get("tries")
        return list(value) if isinstance(value, list | tuple) else []

    def over() -> bool:
        """One is always left to whom the answer's file got lost: without any it cannot be handed in."""
        return bool(tried()) and max(len(tried()), len(bench.log.trials)) >= MOST_TRIES

    def forecast() -> tuple[int, int] | None:
        ends = to_number(low.value), to_number(high.value)
        if all(isinstance(end, int) and LEAST_LEFT <= end <= MOST_LEFT for end in ends):
            first, last = int(str(ends[0])), int(str(ends[1]))
            return (first, last) if first <= last else None
        return None

    def ready() -> bool:
        return not over() and bool(chosen.value) and forecast() is not None

    def work() -> Callable[[], tuple[str, int, int, int]]:
        part, interval, context = chosen.value[0], forecast(), bench.context
        if over() or interval is None:  # a click that was on its way when the button was locked
            raise Mendable(message("There were {n} tries and they are used up.", n=MOST_TRIES))
        return lambda: (part, *interval, switch_off(part, context))

    def done(came: tuple[str, int, int, int]) -> None:
        part, first, last, left = came
        trial = bench.record_trial(first, last, left)
        form.draft.set("tries", [*tried(), {"part": part, "low": first, "high": last, "left": left}][:MOST_TRIES])
        text = _("{part} switched off: of 100 who paid and stayed {left} are left. You said {low} to {high}.")
        name = f"{part} {sister.parts[part].name}"
        told = text.format(part=name, left=left, low=first, high=last)
        said.value = notice_html(told, "good" if trial.hit else "warn")
        low.value = high.value = ""
        chosen.value = []

    def failed(text: str) -> None:
        said.value = notice_html(text, "bad")

    button = action(_("Switch it off"), work, done, failed, primary=True, ready=ready)

    def follow(_changed: Any = None) -> None:
        button.follow()
        left = MOST_TRIES - max(len(tried()), len(bench.log.trials))
        text = _("{n} of {of} tries are left.").format(n=max(left, 0), of=MOST_TRIES)
        hint.value = notice_html(text)
        records = [
            (
                one.get("part", ""),
                sister.parts[one["part"]].name,
                f"{one.get('low')}–{one.get('high')}",
                one.get("left"),
            )
            for one in tried()
            if isinstance(one, Mapping) and one.get("part") in sister.parts
        ]
        head = (_("Part"), _("What it is"), _("Forecast"), _("Left of 100"))
        drawn = forecasts(bench.log.trials) if bench.log.trials else ""
        history.value = drawn + (table_html(head, records) if records else "")

    for widget in (chosen, low, high):
        widget.observe(follow, "value")
    form.draft.on_change(follow)
    bench.on_log(follow)
    follow()
    return column(
        card(
            _("A sister path: {account}").format(account=sister.account),
            panel(parts_html(sister)),
            about=_("Another account, some parts alike. Here you may look; on your own path the forecast comes first."),
        ),
        card(
            _("Forecast, then switch off"),
            chosen,
            row(low, high, column(button, classes="academy-fit"), classes="academy-forecast-row"),
            hint,
            said,
            history,
            about=_("With the part 100 pay and stay. Without it how many? The mean of forty runs of four weeks."),
        ),
    )
