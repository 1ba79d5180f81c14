"""The world's page says what was measured: pictures that can be read, sentences that follow from figures."""

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from curriculum.look import use_style
from grading.reports import blocks, world_names, world_page, world_worth
from grading.reports import world_figures as plots
from grading.reports.figures import canvas
from grading.reports.run import run_report
from simulations.language import message
from simulations.world.check import Fact
from simulations.world.draws import Worlds
from simulations.world.parameters import Sureness, sections
from simulations.world.sensitivity import Sensitivity

WORLDS = Worlds(b"world page", 30)
HEADINGS = (
    "Does the world agree with what is known?",
    "Hits are rare and big",
    "The hour of a post",
    "How long videos are watched",
    "From seeing to following",
    "Three plans for the same goal",
    "A live session minute by minute",
    "Answering a complaint",
    "What each assumption is worth",
    "The same, section by section",
    "How sure the numbers are",
)


def fact(value: float, spread: tuple[float, float]) -> Fact:
    return Fact(1, message("{platform}: Gini of reads", platform="X"), value, 0.6, 0.9, spread)


def row(name: str, low: float, high: float, section: str = "live") -> Sensitivity:
    figure = message("GMV of a live session")
    return Sensitivity(section, name, "yuan", Sureness.ASSUMPTION, figure, 1e-05, 2.0, 3.0, low, high)


ROWS = [row("buy_rate", -0.9, 0.8), row("leave", 0.2, -0.1), row("hold_interest", 0.0, 0.0), row("x", 0.6, 0, "script")]

# --- sentences ---


def test_a_fact_outside_is_named_and_one_near_the_edge_is_marked() -> None:
    said = world_page.facts([fact(0.7, (0.65, 0.75)), fact(0.85, (0.8, 0.95)), fact(0.95, (0.94, 0.96))])
    assert "2 of 3 facts lie inside" in said
    assert "Outside: X: Gini of reads." in said
    assert "1 of those inside" in said
    assert said.count("OUTSIDE") == 1
    assert said.count("near the edge") == 1


def test_what_hardly_matters_is_counted_and_the_widest_comes_first() -> None:
    said = world_worth.overall(ROWS)
    assert "Each of 4 numbers" in said
    assert "1 of them hardly" in said
    assert "; 1 make it twice" in said
    assert said.index("live sessions: buy rate") < said.index("video scripts: x") < said.index("live sessions: leave")
    assert "0.00001 to 3" in said
    assert "×0.41, ×2.2" in said


def test_each_section_shows_what_matters_in_it() -> None:
    said = world_worth.by_section(ROWS)
    assert said.count("<img") == 2
    assert "Of 3 numbers 1 hardly matter." in said


def test_all_numbers_are_counted_once_with_their_origin() -> None:
    counts = [len(rows) for rows in world_names.numbers().values()]
    assert f"of the {sum(counts)} numbers" in world_names.how_sure(*sections())
    assert f"{sum(counts)} numbers" in world_worth.known()


def test_every_section_has_a_name_of_its_own() -> None:
    names = [world_names.section_name(section) for section in sections()]
    assert len(set(names)) == len(names)


def test_numbers_have_chinese_names_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    assert world_names.number_name("live", "buy_rate") == "buy rate"
    monkeypatch.setenv("ACADEMY_LANG", "zh_CN")
    assert world_names.number_name("live", "buy_rate") == "点击成交率"
    assert world_names.number_name("commerce", "click_rate") == "click rate"  # named for others, not for this one


def test_every_name_is_a_numbers() -> None:
    known = {name for rows in world_names.numbers().values() for name in rows}
    known |= {f"{section}.{name}" for section, rows in world_names.numbers().items() for name in rows}
    from simulations.reading import read_yaml

    assert set(read_yaml(world_names.NAMES)) <= known


# --- pictures ---


@pytest.fixture(params=["zh_CN", "en"])
def drawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """Figures as they are put on the page."""
    monkeypatch.setenv("ACADEMY_LANG", request.param)
    use_style()
    figures: list[Figure] = []
    picture = blocks.picture

    def keep(figure: Figure, text: str, caption: str = "") -> blocks.Html:
        figures.append(figure)
        return picture(figure, text, caption)

    monkeypatch.setattr(blocks, "picture", keep)
    return figures


def assert_readable(figure: Figure) -> None:
    """All that is drawn lies inside the picture; a missing glyph is a warning and fails by itself."""
    pixels = FigureCanvasAgg(figure)
    pixels.draw()
    width, height = pixels.get_width_height()
    for ax in figure.axes:
        box = ax.get_tightbbox()
        assert box is not None
        assert min(box.x0, box.y0) >= -1
        assert box.x1 <= width + 1
        assert box.y1 <= height + 1


@pytest.mark.parametrize(
    "section",
    [
        lambda: world_page.tails(WORLDS, [fact(0.7, (0.6, 0.8))]),
        world_page.hours,
        lambda: world_page.scripts(WORLDS),
        lambda: world_page.funnels(WORLDS),
        lambda: world_page.session(WORLDS),
        lambda: world_page.public_opinion(WORLDS),
        lambda: world_worth.overall(ROWS),
        lambda: world_worth.by_section(ROWS),
        world_worth.known,
    ],
    ids=["tails", "hours", "scripts", "funnels", "session", "opinion", "overall", "by_section", "known"],
)
def test_every_picture_is_readable(section: Callable[[], str], drawn: list[Figure]) -> None:
    said = section()
    assert drawn
    assert said.count("<figcaption>") == len(drawn)
    for figure in drawn:
        assert_readable(figure)


def test_plots_take_axes_and_return_them() -> None:
    use_style()
    paths = {"lazy": np.full((4, 3), 9.0), "good": np.full((4, 3), 12.0)}
    shown: list[Callable[[Axes], Axes]] = [
        lambda ax: plots.paths(ax, paths, 9, 12),
        lambda ax: plots.heat(ax, paths),
        lambda ax: plots.minutes(ax, paths["good"], [("warm-up", 3)], "people", named=True),
        lambda ax: plots.funnel(ax, "X", ["a", "b", "c"], np.array([100.0, 10.0, 0.0]), 100),
    ]
    for plot in shown:
        figure, ax = canvas(6, 4)
        assert plot(ax) is ax
        assert_readable(figure)


def test_a_tail_falls_and_passes_one_half_at_the_median() -> None:
    _figure, ax = canvas(6, 4)
    plots.tails(ax, {"X": np.arange(1.0, 101.0)}, 10, (0.02, 0.07))
    ratio, share = ax.lines[0].get_data()
    assert (np.diff(ratio) <= 0).all()
    assert share[np.searchsorted(-np.asarray(ratio), -1.0)] == pytest.approx(0.5, abs=0.02)


# --- the page ---


@pytest.mark.server
def test_the_page_is_made_from_few_worlds_and_opens_offline(tmp_path: Path) -> None:
    report = run_report("world", tmp_path / "world.ipynb", {"worlds": 20, "sections": ["returning", "script"]}, "World")
    assert report.problem == ""
    assert report.html is not None
    page = report.html.read_text(encoding="utf-8")
    for heading in HEADINGS:
        assert heading in page
    assert "Traceback" not in page
    addresses = re.findall(r'src="([^"]{0,30})', page)
    assert len(addresses) >= 11
    assert all(address.startswith("data:image/png;base64,") for address in addresses)
    assert "<script" not in page
    notebook = nbformat.read(report.notebook, as_version=4)
    noise = [out.text for cell in notebook.cells for out in cell.get("outputs", ()) if out.output_type == "stream"]
    assert noise == []  # a missing glyph is a warning
