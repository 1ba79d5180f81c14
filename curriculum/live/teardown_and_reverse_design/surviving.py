"""Case studies count the hits: what a habit's share among hits says, with and without those that were no hits."""

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from curriculum.live.controls import slider, switch
from curriculum.live.plot import live_plot
from simulations.language import _, sentences

POSTERS, HITS = 440, 0.07


@dataclass(frozen=True)
class Counted:
    """Posters with and without the words, hits and others."""

    hits_with: float
    hits_without: float
    others_with: float
    others_without: float
    everybody: bool

    @property
    def among_hits(self) -> float:
        """Share with the words among hits."""
        return self.hits_with / (self.hits_with + self.hits_without)

    @property
    def rates(self) -> tuple[float, float]:
        """Share of hits with and without the words."""
        return (
            self.hits_with / (self.hits_with + self.others_with),
            self.hits_without / (self.hits_without + self.others_without),
        )


def survivors() -> Any:
    """How common the words are, what they do in truth, whether the others are looked at."""
    return live_plot(
        play_survivors,
        draw_survivors,
        say_survivors,
        common=slider(_("Posters that carry the words"), [(f"{n}%", n / 100) for n in (10, 30, 50, 70, 90)], 0.9),
        effect=slider(_("What the words do in truth"), [(f"×{n:g}", n) for n in (0.7, 1.0, 1.3, 2.0)], 1.0),
        everybody=switch(_("Count the others too"), value=False),
    )


def play_survivors(common: float, effect: float, everybody: bool) -> Counted:
    """Expected counts."""
    plain = HITS / (common * effect + 1 - common)
    carry, bare = POSTERS * common, POSTERS * (1 - common)
    with_words, without = carry * plain * effect, bare * plain
    return Counted(with_words, without, carry - with_words, bare - without, everybody)


def draw_survivors(ax: Axes, counted: Counted) -> Axes:
    """Hits alone, or hits above all others."""
    names = [_("hits")] + [_("no hits")] * counted.everybody
    carry = [counted.hits_with] + [counted.others_with] * counted.everybody
    bare = [counted.hits_without] + [counted.others_without] * counted.everybody
    ax.barh(names, carry, color="C0", height=0.5, label=_("with “first 100”"))
    ax.barh(names, bare, left=carry, color="C1", height=0.5, label=_("without"))
    ax.set(xlabel=_("posters"), xlim=(0, POSTERS if counted.everybody else 35), ylim=(len(names) - 0.5, -0.9))
    ax.legend(loc="upper right", fontsize="small", ncols=2)
    return ax


def say_survivors(counted: Counted) -> str:
    """What a case study prints, and what one sees with the denominators."""
    told = _("{share:.0%} of the hits carry the words.").format(share=counted.among_hits)
    if not counted.everybody:
        return sentences(told, _("Whether they help cannot be told from this."))
    carry, bare = counted.rates
    rates = _("With them {carry:.1%} become hits, without {bare:.1%}.").format(carry=carry, bare=bare)
    return sentences(told, rates)
