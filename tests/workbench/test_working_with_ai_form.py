"""The form of working with AI: every field has its place, the list follows the prompt, the key is not shown."""

from typing import Any

from curriculum.workbench.front import Pick
from curriculum.workbench.parts.action import Action
from grading.demo.hand_ins import answer_for, hand_ins

SLUG = "working_with_ai"


def test_every_field_has_its_place_and_the_material_is_shown(opened: Any) -> None:
    placed = [name for step in opened.bench.steps for name in step.fields]
    assert sorted(placed) == sorted(opened.bench.form.names)
    text, case = opened.text, opened.bench.brief
    assert all(f">{id}</code>" in text for id in (*case.article.claims, *case.article.rows))
    assert not any(publication.why in text for publication in case.publications.values())


def test_a_whole_answer_fills_every_step(opened: Any) -> None:
    opened.fill(answer_for(hand_ins("working_with_ai")[0], opened.bench.context))
    assert opened.bench.draft.problems() == ()
    assert opened.field("titles").errors == {}


def test_the_button_brings_fifty_ideas_and_a_changed_prompt_asks_for_it_again(opened: Any) -> None:
    best = answer_for(hand_ins("working_with_ai")[0], opened.bench.context)
    opened.fill({"prompt": best["prompt"]})
    ask = next(part for part in opened.parts() if isinstance(part, Action) and "50" in part.button.description)
    ask.button.click()
    picks = next(part for part in opened.parts() if isinstance(part, Pick) and part.name == "picks")
    assert picks.html.count("data-pick") == 50
    picks.value = [pick["idea"] for pick in best["picks"]]
    assert len(opened.bench.draft.get("picks")) == len(best["picks"])
    before = opened.text.count("academy-notice is-warn")
    opened.fill({"prompt": {"goal": "选题"}})
    assert opened.text.count("academy-notice is-warn") == before + 1
