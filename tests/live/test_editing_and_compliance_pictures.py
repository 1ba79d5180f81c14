"""The pictures of 审稿、排版与合规 draw and follow; the lesson's numbers are those of world and reader."""

import re
from pathlib import Path
from typing import Any

import jupytext
import pytest

from curriculum.live import editing_and_compliance as lesson
from curriculum.live.editing_and_compliance import appeals, covers, readiness, sentences, stage
from curriculum.live.editing_and_compliance.appeals import CHOICES, STRENGTHS
from curriculum.syllabus import REPOSITORY
from simulations.brands import brands
from simulations.projects import find_task
from simulations.projects.editing_and_compliance.cover import standards
from simulations.projects.editing_and_compliance.judging import SCORING_WORLDS
from simulations.projects.editing_and_compliance.story import LONGEST, SHORTEST
from simulations.reading import read_yaml
from simulations.world.parameters import values
from simulations.world.rulebook.rules import rule
from simulations.world.text.body import LONG_PARAGRAPH
from simulations.world.text.measured import measure_titles, measure_verdicts

SOURCE = REPOSITORY / "curriculum" / "sources" / "basic" / "editing_and_compliance.py"
LABELLED = REPOSITORY / "tests" / "simulations" / "labelled"
ASKED = ("checker", "phrases")


@pytest.fixture(scope="module")
def prose() -> str:
    cells = jupytext.reads(SOURCE.read_text(encoding="utf-8"), fmt="py:percent").cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("name", ASKED)
def test_every_question_can_be_answered_to_the_end(name: str, view: Any) -> None:
    shown = view(getattr(lesson, name)())
    for _round in stage.examples().phrases if name == "phrases" else stage.examples().checked:
        asked = shown.said
        shown.buttons[0].click()
        assert "failed" not in shown.html
        assert len(shown.said) > len(asked) + 20
        shown.buttons[-1].click()


def test_no_example_stands_in_the_graded_material() -> None:
    folder = Path(find_task("editing_and_compliance").score.__code__.co_filename).parent
    graded = "".join((folder / f"{name}.yaml").read_text(encoding="utf-8") for name in ("drafts", "phrases", "manuals"))
    for example in (*stage.examples().phrases, *stage.examples().checked):
        assert example.text not in graded
    assert not stage.examples().brand_words & frozenset().union(*(brand.words for brand in brands().values()))


def test_the_checker_says_of_the_examples_what_the_lesson_says_it_does() -> None:
    alarmed = [bool(sentences.alarms(asked.text)) for asked in stage.examples().checked]
    assert alarmed == [False, True, False, True, False, False]


def test_marking_everything_earns_nothing_and_a_better_eye_earns_more() -> None:
    for skill in readiness.SKILLS:
        assert readiness.play_suspicion(skill, 100).earned == 0
    best = [max(readiness.play_suspicion(skill, 0).curve) for skill in readiness.SKILLS]
    assert best == sorted(best)
    assert readiness.play_suspicion(1.0, 60).earned == 0
    assert all(readiness.play_suspicion(skill, 0).best <= 15 for skill in readiness.SKILLS)


def test_an_appeal_pays_against_a_wrong_ruling_and_a_correction_after_a_right_one() -> None:
    for platform in ("xiaohongshu", "gongzhonghao", "douyin"):
        for right in (False, True):
            weighed = appeals.play_appeal(right, platform, 1.0)
            better, worse = CHOICES[::-1] if right else CHOICES
            assert weighed.at(better) > weighed.at(worse) > weighed.idle
            assert len(weighed.worth[better]) == len(STRENGTHS)


def test_white_on_orange_does_not_pass_and_white_on_deep_blue_does() -> None:
    assert covers.ratio_of("#ffffff", "#f39c12") < standards()["least_contrast"] < covers.ratio_of("#ffffff", "#0b4f8a")


def test_the_numbers_of_the_prose_are_those_of_world_and_task(prose: str) -> None:
    fine, enforcement = rule("absolute_terms").fine, values("enforcement")
    assert fine is not None
    for told in (
        f"罚款 {fine.least_yuan / 10_000:.0f} 万到 {fine.most_yuan / 10_000:.0f} 万元",
        f"模拟世界取 {enforcement['strike_days']:.0f} 天",
        f"一半在 {enforcement['half_life_gongzhonghao']:g} 天内",
        f"别超过 {LONG_PARAGRAPH} 字",
        f"字数 {SHORTEST} 到 {LONGEST}",
        f"会放进 {SCORING_WORLDS} 个",
        f"不低于 {standards()['least_contrast']:g} : 1",
        "900×383",
    ):
        assert told in prose, told
    assert [enforcement[f"{rung}_days"] for rung in ("limited", "longer", "banned")] == [7, 15, 30]
    assert standards()["most_text"] == 0.3
    minutes = [int(row) for row in re.findall(r"^\| (\d+) \| (?:审|说明书|十四|限流|版面|检查)", prose, flags=re.M)]
    assert f"任务 {sum(minutes)} 分钟" in prose


def test_what_the_lesson_says_of_the_checker_was_measured(prose: str) -> None:
    words = frozenset().union(*(brand.words for brand in brands().values()))
    rows = [
        *measure_titles(LABELLED / "titles.yaml", words),
        *measure_verdicts(LABELLED / "passages.yaml", words),
    ]
    names = {
        "forbidden": "不能用",
        "needs_proof": "要出处",
        "breach": "诱导分享、站外引流",
        "person": "标题里有没有人",
        "conflict": "标题里有没有冲突",
        "pain": "标题里有没有痛点",
    }
    found = {row.name: row for row in rows}
    for name, told in names.items():
        assert f"| {told} | {found[name].precision:.0%} | {found[name].recall:.0%} |" in prose
    titles, passages = (len(read_yaml(LABELLED / f"{name}.yaml")) for name in ("titles", "passages"))
    assert f"给 {titles} 个标题、{passages} 段话" in prose


def test_the_code_cell_at_the_end_hands_in_an_answer(prose: str, tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", prose, flags=re.S)
    exec(compile(code, "lesson", "exec"), {})
    assert (tmp_path / "answers" / "editing_and_compliance.json").exists()
