"""Handing in: what is missing, the button, the receipt, and whether anything has changed since."""

from collections.abc import Callable
from hashlib import sha256
from html import escape
from pathlib import Path

import ipywidgets

from curriculum.answers import answer_path
from curriculum.handing_in import Receipt, hand_in
from curriculum.packages import packages
from curriculum.workbench.background import report
from curriculum.workbench.bench import Bench
from curriculum.workbench.guard import sentence
from curriculum.workbench.parts.action import action
from curriculum.workbench.parts.attempts import attempts_panel
from curriculum.workbench.parts.missing import missing_html
from curriculum.workbench.parts.text import card, column, day_and_time, notice_html, panel
from simulations.language import _


def submit_panel(bench: Bench) -> ipywidgets.VBox:
    """Everything about handing in a task."""
    state, receipt = panel(""), panel("")
    handed: Receipt | None = None

    def ready() -> bool:
        return not bench.draft.problems() and not bench.draft.failure

    def done(_handed: tuple[Receipt, Path]) -> None:
        bench.log_changed()

    def failed(text: str) -> None:
        state.value = notice_html(text, "bad")

    def work() -> Callable[[], tuple[Receipt, Path]]:
        return lambda: hand_in(bench.workplace, bench.module.slug, report=report)

    button = action(_("Hand in"), work, done, failed, primary=True, ready=ready, lasting=True)

    def look() -> None:
        nonlocal handed
        last = packages(bench.workplace, bench.module.slug)[-1:]
        handed = last[0].receipt if last else None
        receipt.value = receipt_html(last[0].receipt, last[0].path) if last else ""
        follow()

    def follow(_changed: str = "") -> None:
        button.follow()
        missing = bench.draft.incomplete(*bench.form.names)
        others = [problem for problem in bench.draft.problems() if not problem.field]
        if missing:
            state.value = missing_html(bench, missing, _("Still missing before you can hand in:"))
        elif others:
            state.value = "".join(notice_html(str(problem.what), "bad") for problem in others)
        elif bench.draft.failure:
            state.value = notice_html(sentence(bench.draft.failure), "bad")
        elif handed and _changed_since(bench, handed):
            state.value = notice_html(
                _("You have changed your answer since: hand in again, or the earlier one counts."), "warn"
            )
        elif handed:
            state.value = notice_html(
                _("Handed in. You may change your answer and hand in again; the last one counts."), "good"
            )
        else:
            state.value = notice_html(_("Everything is there."), "good")

    bench.draft.on_change(follow)
    bench.on_log(look)
    look()
    return column(card(_("Hand in"), state, button, receipt), attempts_panel(bench))


def _changed_since(bench: Bench, receipt: Receipt) -> bool:
    path = answer_path(bench.folder, bench.task.slug)
    name = path.relative_to(bench.folder).as_posix()
    return path.exists() and sha256(path.read_bytes()).hexdigest() != receipt.files.get(name)


def receipt_html(receipt: Receipt, path: Path) -> str:
    """What was handed in, when, and the fingerprint of every file."""
    files = "".join(
        f"<tr><td>{escape(name)}</td><td><code>{escape(digest[:12])}</code></td></tr>"
        for name, digest in receipt.files.items()
    )
    title, when = _("Receipt"), _("Handed in {when}").format(when=day_and_time(receipt.handed_in_at))
    where = _("Package: {path}").format(path=f"{path.parent.name}/{path.name}")
    return (
        f'<section class="academy-receipt"><header><span>{escape(title)}</span><b>{escape(receipt.code)}</b></header>'
        f"<p>{escape(when)}</p><table>{files}</table><p><small>{escape(where)}</small></p></section>"
    )
