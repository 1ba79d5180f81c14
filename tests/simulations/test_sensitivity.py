"""What an assumption is worth: one number moved in the same worlds, and only that number."""

import numpy as np
import pytest

from simulations.world.draws import Worlds
from simulations.world.parameters import Sureness, parameters, sections
from simulations.world.scenes.content import posts
from simulations.world.sensitivity import MEASURES, Measure, Sensitivity, _changed, own, sensitivity

WORLDS = Worlds(b"sensitivity tests", 20)


@pytest.fixture(scope="module")
def script() -> dict[str, Sensitivity]:
    return {row.name: row for row in sensitivity(["script"], WORLDS)}


def test_each_number_with_a_range_is_tried_once_and_the_others_are_not(script: dict[str, Sensitivity]) -> None:
    ranged = {name: row for name, row in parameters("script").items() if row.low is not None}
    assert script.keys() == ranged.keys()
    for name, row in ranged.items():
        told = script[name]
        assert (told.low, told.value, told.high) == (row.low, row.value, row.high)
        assert (told.unit, told.mark) == (row.unit, row.mark)


def test_a_number_pulls_the_way_it_must_and_one_that_is_not_asked_does_not(script: dict[str, Sensitivity]) -> None:
    base, luck = script["base"], script["luck_sd"]
    assert base.effect_low > 0 > base.effect_high  # fewer leave a second, more see the end
    assert base.swing == pytest.approx(base.effect_low - base.effect_high)
    assert luck.swing == 0  # what scripts show is without luck
    assert luck.mark is Sureness.ASSUMPTION


def test_the_chance_to_come_back_decides_who_is_there() -> None:
    (row,) = sensitivity(["returning"], WORLDS)
    assert row.name == "back_later"
    assert row.effect_low < 0 < row.effect_high


def test_worlds_play_no_part_where_nothing_is_drawn() -> None:
    other = sensitivity(["script", "returning"], Worlds(b"another seed", 3))
    assert other == sensitivity(["script", "returning"], WORLDS)


def test_effects_are_measured_in_the_same_worlds() -> None:
    first, again = (sensitivity(["returning", "audience"], WORLDS) for _ in range(2))
    assert first == again


def test_every_section_with_a_range_is_measured() -> None:
    measured = {measure.section for measure in MEASURES}
    ranged = {section for section in sections() if any(row.low is not None for row in own(section).values())}
    assert ranged <= measured
    for section in ranged:
        prefixes = tuple(measure.prefix for measure in MEASURES if measure.section == section)
        assert [name for name in own(section) if not name.startswith(prefixes)] == []


def test_a_platform_owns_what_it_does_not_take_over() -> None:
    assert "recommend_impressions" in own("douyin")
    assert "churn_per_day" not in own("douyin")
    assert own("platforms") == parameters("platforms")


def test_a_common_number_is_changed_on_the_platforms_that_take_it_over() -> None:
    row = parameters("platforms")["churn_per_day"]
    lost = []
    for value in (row.value, 3 * row.value):
        changed = _changed(WORLDS, row, "churn_per_day", value)
        assert changed.values("douyin")["churn_per_day"] == value
        lost.append(posts("douyin", changed)[-1][1])
    assert lost[1] > 2 * lost[0]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: f"{measure.section}{measure.prefix}")
def test_every_figure_of_a_scene_can_be_compared(measure: Measure) -> None:
    for told, figure in measure.scene(WORLDS):
        assert np.isfinite(figure).all(), told.id
        assert np.median(figure) > 0, told.id


def test_a_section_that_is_not_measured_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match=r"sections.=weather. must be among .*live"):
        sensitivity(["script", "weather"], WORLDS)
