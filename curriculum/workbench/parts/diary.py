"""What happened when: the work log as a small time line, to look back on before handing in."""

from html import escape

import ipywidgets

from curriculum.diary import DiaryRow, diary_rows
from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.text import panel
from simulations.language import _


def diary(bench: Bench) -> ipywidgets.HTML:
    """The diary of a task; it follows the work log, and shows nothing while there is nothing in it."""
    shown = panel("", "academy-diary-place")

    def follow() -> None:
        shown.value = diary_html(diary_rows(bench.log))

    bench.on_log(follow)
    follow()
    return shown


def diary_html(rows: tuple[DiaryRow, ...]) -> str:
    """Rows as a time line that can be folded; empty without rows."""
    if not rows:
        return ""
    lines = "".join(
        f'<li class="is-{row.what}"><time datetime="{row.at.isoformat()}">{escape(row.when)}</time>'
        f"<span>{escape(_spent(row))}</span><p>{escape(row.text)}</p></li>"
        for row in rows
    )
    title = _("What happened when ({n})").format(n=len(rows))
    return f'<details class="academy-diary" open><summary>{escape(title)}</summary><ol>{lines}</ol></details>'


def _spent(row: DiaryRow) -> str:
    return "" if row.minutes is None else _("minute {n}").format(n=row.minutes)
