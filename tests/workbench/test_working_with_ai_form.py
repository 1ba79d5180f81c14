"""The form of working with AI: every field has its place, the list follows the prompt, the key is not shown."""

from pathlib import Path
from typing import Any

import pytest

from curriculum.syllabus import module
from curriculum.workbench.front import Pick
from curriculum.workbench.parts.action import Action
from curriculum.workplace import MARK
from grading.demo.hand_ins import answer_for, hand_ins


@pytest.fixture
def ai_form(tmp_path: Path, reopen: Any) -> Any:
    (tmp_path / MARK).touch()
    folder = tmp_path / module("working_with_ai").tier / "working_with_ai"
    folder.mkdir(parents=True)
    (folder / "working_with_ai.ipynb").write_text("{}", encoding="utf-8")
    return reopen(tmp_path, "working_with_ai")


def test_every_field_has_its_place_and_the_material_is_shown(ai_form: Any) -> None:
    placed = [name for step in ai_form.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(ai_form.bench.form.names)
    text, case = ai_form.text, ai_form.bench.brief
    assert all(f">{id}</code>" in text for id in (*case.article.claims, *case.article.rows))
    assert not any(publication.why in text for publication in case.publications.values())


def test_a_whole_answer_fills_every_step(ai_form: Any) -> None:
    ai_form.fill(answer_for(hand_ins("working_with_ai")[0], ai_form.bench.context))
    assert ai_form.bench.draft.problems() == ()
    assert ai_form.field("titles").errors == {}


def test_the_button_brings_fifty_ideas_and_a_changed_prompt_asks_for_it_again(ai_form: Any) -> None:
    best = answer_for(hand_ins("working_with_ai")[0], ai_form.bench.context)
    ai_form.fill({"prompt": best["prompt"]})
    ask = next(part for part in ai_form.parts() if isinstance(part, Action) and "50" in part.button.description)
    ask.button.click()
    picks = next(part for part in ai_form.parts() if isinstance(part, Pick) and part.name == "picks")
    assert picks.html.count("data-pick") == 50
    picks.value = [pick["idea"] for pick in best["picks"]]
    assert len(ai_form.bench.draft.get("picks")) == len(best["picks"])
    before = ai_form.text.count("academy-notice is-warn")
    ai_form.fill({"prompt": {"goal": "选题"}})
    assert ai_form.text.count("academy-notice is-warn") == before + 1
