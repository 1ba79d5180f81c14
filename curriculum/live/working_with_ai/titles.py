"""A title next to the model's wording and a rival's: how much they share, and from where it is no longer one's own."""

from typing import Any

from curriculum.live.controls import line
from curriculum.live.frame import live
from curriculum.live.tables import table_html
from curriculum.live.working_with_ai.stage import examples
from simulations.language import _
from simulations.projects.working_with_ai.titles import LIKE_MODEL, LIKE_RIVAL
from simulations.projects.working_with_ai.wording import likeness as shared


def likeness() -> Any:
    """Edit the title, and see how like it is to where it came from."""
    return live(likeness_html, title=line(_("Your title"), examples().model))


def likeness_html(title: str) -> str:
    """Likeness to the model's wording, a rival's and a worked title."""
    given = examples()
    compared = (
        (_("the model's wording"), given.model, LIKE_MODEL),
        (_("a rival's title"), given.rival, LIKE_RIVAL),
        (_("a title somebody made of it"), given.mine, LIKE_RIVAL),
    )
    rows = []
    for name, text, most in compared:
        like = shared(title, text)
        verdict = _("too like") if like >= most else _("your own")
        rows.append((name, text, f"{like:.0%}", f"{most:.0%}", verdict))
    head = (_("Compared with"), _("Wording"), _("In common"), _("Limit"), _("Verdict"))
    return table_html(head, rows, figures=(2, 3))
