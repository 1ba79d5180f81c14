"""A phone beside the editor that follows the draft."""

from collections.abc import Callable, Mapping

from curriculum.workbench.bench import Bench
from curriculum.workbench.front import Phone


def phone(bench: Bench, views: Mapping[str, str], draw: Callable[[], dict[str, str]], fields: frozenset[str]) -> Phone:
    """A phone with several views.

    Parameters
    ----------
    views : mapping
        View to the title on its tab.
    draw : callable
        Draws all views from the draft as trusted HTML.
    fields : frozenset of str
        Fields whose change is seen on the phone.
    """
    shown = Phone(views=dict(views))

    def follow(changed: str = "") -> None:
        if changed in fields or not changed:
            shown.html = draw()

    bench.draft.on_change(follow)
    follow()
    return shown
