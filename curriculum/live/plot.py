"""Pictures of a live view: one figure drawn over and over, with a sentence below that says what one sees."""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Any, TypeVar

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from curriculum.live.frame import live
from curriculum.look import use_style

Played = TypeVar("Played")
WIDTH, HEIGHT = 7.2, 3.2  # inches
BELOW, RIGHT = 0.6, 0.35  # inches for tick labels and the axis label, for half a tick label


class Sheet:
    """The one figure of a view.

    Parameters
    ----------
    height, width : float
        Inches; a picture with something beside it is narrower, so that its words stay as large.
    """

    def __init__(self, height: float = HEIGHT, width: float = WIDTH) -> None:
        use_style()
        with rc_context({"figure.constrained_layout.use": False}):  # it draws everything twice
            self.figure = Figure(figsize=(width, height))
        self.measure: Any = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]
        self.canvas: Any = FigureCanvasSVG(self.figure)
        self.margins = {"right": 1 - RIGHT / width, "top": 1 - 0.12 / height, "bottom": BELOW / height}

    def html(self, draw: Callable[[Axes], Axes], sentence: str) -> str:
        """The picture as it is after `draw(ax)`, its sentence below and for those who cannot see it."""
        self.figure.clear()
        self._make_room(draw(self.figure.subplots()))
        picture = BytesIO()
        self.canvas.print_svg(picture)
        source = f"data:image/svg+xml;base64,{b64encode(picture.getvalue()).decode()}"
        said = escape(sentence)
        return f'<figure><img alt="{said}" src="{source}"><figcaption aria-live="polite">{said}</figcaption></figure>'

    def _make_room(self, ax: Axes) -> None:
        """As much room on the left as the labels need."""
        labels = ax.yaxis.get_tightbbox(self.measure)
        needed = ax.bbox.x0 - labels.x0 if labels else 0.0
        self.figure.subplots_adjust(left=needed / self.figure.bbox.width + 0.015, **self.margins)


def live_plot(
    play: Callable[..., Played],
    draw: Callable[[Axes, Played], Axes],
    say: Callable[[Played], str],
    *,
    height: float = HEIGHT,
    width: float = WIDTH,
    beside: Callable[[Played], str] | None = None,
    **controls: Any,
) -> Any:
    """A live picture in three steps: play the world, draw what came of it, say what one sees.

    Parameters
    ----------
    play : callable
        `play(**values)` of the controls: numbers. Should be quick, or cached.
    draw : callable
        `draw(ax, played)` returns `ax`.
    say : callable
        `say(played)`: the sentence below the picture, made from the same numbers.
    height, width : float
        Inches.
    beside : callable, optional
        `beside(played)`: trusted HTML to the left of the picture.
    **controls : ipywidgets.Widget
        See `curriculum.live.controls`.
    """
    sheet = Sheet(height, width)

    def render(**values: Any) -> str:
        played = play(**values)
        figure = sheet.html(lambda ax: draw(ax, played), say(played))
        return f'<div class="beside">{beside(played)}{figure}</div>' if beside else figure

    return live(render, **controls)
