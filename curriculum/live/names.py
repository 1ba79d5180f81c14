"""Names for what ipywidgets leaves unnamed: sliders are seen with their label, screen readers hear it too."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from simulations.language import _


class Names(anywidget.AnyWidget):
    """Shows nothing; names the controls of the live view it stands in."""

    _esm = (Path(__file__).parent / "names.js").read_text(encoding="utf-8")
    lower = traitlets.Unicode().tag(sync=True)
    upper = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(lower=_("lower end"), upper=_("upper end"), **traits)
