"""Things that happen one after the other: the facts, the options, a decision that stays, then the next one."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Protocol

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.front import Pick, TextField
from curriculum.workbench.parts.text import card, column, notice_html, panel
from simulations.language import _


class Choice(Protocol):
    """Something one can do, and what it costs."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def cost_yuan(self) -> int: ...


class Happening(Protocol):
    """Something that happens: what is known of it, and what one can do."""

    @property
    def day(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def facts(self) -> Sequence[str]: ...
    @property
    def options(self) -> Mapping[str, Any]: ...


LEAST = 2  # characters of a reason


def rounds(bench: Bench, name: str, happenings: Sequence[Happening], reserve: Any) -> ipywidgets.VBox:
    """One card a happening; the next one opens when the one before is decided.

    Parameters
    ----------
    name : str
        A field of the answer: a list of records with `choice` and `why`.
    reserve : callable
        `reserve()`: yuan put aside, as the draft has it.
    """
    seats = [_Seat(bench, name, place, one, reserve, happenings) for place, one in enumerate(happenings)]

    def follow(changed: str = "") -> None:
        if changed in ("", name, "budget"):
            for seat in seats:
                seat.show()

    bench.draft.on_change(follow)
    follow()
    return column(*(seat.box for seat in seats))


class _Seat:
    """One happening on the page."""

    def __init__(
        self,
        bench: Bench,
        name: str,
        place: int,
        happening: Happening,
        reserve: Any,
        others: Sequence[Happening],
    ) -> None:
        self.bench, self.name, self.place, self.happening = bench, name, place, happening
        self.reserve, self.others = reserve, others
        options: Sequence[Choice] = list(happening.options.values())
        drawn = "".join(
            f'<div class="academy-option" data-pick="{escape(one.id)}"><div><p>{escape(one.text)}</p>'
            f"<small>{escape(_cost(one))}</small></div></div>"
            for one in options
        )
        self.pick = Pick(name=name, label=_("What do you do?"), html=f'<div class="academy-options">{drawn}</div>')
        self.why = TextField(name=name, label=_("Why"), rows=3, most=300, help=_("Which of the facts decides it?"))
        self.button = ipywidgets.Button(description=_("Decide"))
        self.button.add_class("academy-button")
        self.button.on_click(self._decide)
        self.said, self.left = panel(""), panel("")
        facts = "".join(f"<li>{escape(text)}</li>" for text in happening.facts)
        self.open = ipywidgets.VBox([self.left, self.pick, self.why, self.button], layout=ipywidgets.Layout())
        self.inner = ipywidgets.VBox(
            [
                panel(f'<h4>{escape(happening.title)}</h4><div class="academy-brief"><ul>{facts}</ul></div>'),
                self.open,
                self.said,
            ],
            layout=ipywidgets.Layout(),
        )
        self.later = panel(notice_html(_("Opens when what came before is decided.")))
        self.shut = ipywidgets.VBox([self.later], layout=ipywidgets.Layout())
        self.box = card(_("Day {n}").format(n=happening.day), self.inner, self.shut)

    def decided(self) -> list[Any]:
        """What has been decided so far."""
        value = self.bench.draft.get(self.name)
        return list(value) if isinstance(value, list | tuple) else []

    def spent(self) -> int:
        """Yuan spent before this happening, as far as there were any."""
        left = self.reserve()
        for happening, record in zip(self.others, self.decided()[: self.place], strict=False):
            option = happening.options.get(str(record.get("choice"))) if isinstance(record, dict) else None
            if option is not None and option.cost_yuan <= left:
                left -= option.cost_yuan
        return int(self.reserve() - left)

    def show(self) -> None:
        """As things stand."""
        decided, place = self.decided(), self.place
        self.inner.layout.display = "" if place <= len(decided) else "none"
        self.shut.layout.display = "none" if place <= len(decided) else ""
        self.open.layout.display = "" if place == len(decided) else "none"
        left = self.reserve() - self.spent()
        text = _("{left:,} yuan of the reserve are left; what costs more than that cannot be done.").format(left=left)
        self.left.value = notice_html(text)
        self.said.value = ""
        if place < len(decided) and isinstance(decided[place], dict):
            option = self.happening.options.get(str(decided[place].get("choice")))
            told = option.text if option else "—"
            self.said.value = notice_html(
                _("Decided: {choice} Because: {why}").format(choice=told, why=decided[place].get("why", "")), "good"
            )

    def _decide(self, _button: Any) -> None:
        decided = self.decided()
        if len(decided) != self.place:
            return
        why = self.why.value.strip()
        self.pick.error = "" if self.pick.value else _("Choose one.")
        self.why.error = "" if len(why) >= LEAST else _("Say in a sentence why.")
        if self.pick.value and len(why) >= LEAST:
            self.bench.draft.set(self.name, [*decided, {"choice": self.pick.value[0], "why": why}])


def _cost(option: Choice) -> str:
    if option.cost_yuan:
        return _("{yuan:,} yuan out of the reserve").format(yuan=option.cost_yuan)
    return _("costs no money")
