"""A place in a form that its reader can be led to."""

import traitlets

from curriculum.workbench.front import FRONT, Drawn


class Landing(Drawn):
    """Trusted HTML that is no stop of the Tab key, yet can take the focus: reading goes on there."""

    _esm = (FRONT / "landing.js").read_text(encoding="utf-8")
    html = traitlets.Unicode().tag(sync=True)

    def lead_here(self) -> None:
        """Move the focus here, and bring the place into sight."""
        self.send({"act": "focus"})
