"""What a mentor is shown of an answer, in every module: whatever was written stays text, and nothing of it is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from curriculum.syllabus import syllabus
from grading.demo.hand_ins import answer_for, hand_ins, somebody_for
from simulations.projects import find_task

HOSTILE = '<img src=x onerror=alert(1)><script>alert("x")</script>'
MODULES = [module.slug for module in syllabus().modules]


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all texts in an answer."""
    if isinstance(value, str):
        yield way
    elif isinstance(value, dict | list | tuple):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*way, key))


def with_text(value: Any, way: tuple[Any, ...], text: str) -> Any:
    """The answer with another text in one place."""
    if not way:
        return text
    key, *rest = way
    if isinstance(value, dict):
        return {**value, key: with_text(value[key], tuple(rest), text)}
    return [with_text(inner, tuple(rest), text) if place == key else inner for place, inner in enumerate(value)]


@pytest.mark.parametrize("module", MODULES)
def test_whatever_is_written_stays_text(module: str) -> None:
    (slug,) = next(one.tasks for one in syllabus().modules if one.slug == module)
    task, written = find_task(slug), hand_ins(module)[0]
    person = somebody_for(written, cohort="pages", secret=b"")
    fields = answer_for(written, person)
    tried = 0
    for way in places(fields):
        try:
            answer = task.Answer.model_validate(with_text(fields, way, HOSTILE))
        except ValidationError:
            continue  # a choice, an id, a text of another length
        page = task.page(answer, person)
        assert "<script" not in page, way
        assert "<img" not in page.lower(), way
        tried += 1
    assert tried > 0
