"""A job that is done twice is marked blind: no name, no date, both sittings in one pile, into the same gradebook."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import ipywidgets
import nbformat
import pytest

from curriculum.answers import write_draft
from curriculum.syllabus import module as find_module
from grading.autograde.batch import grade
from grading.course import Cohort, create_cohort, release
from grading.demo.hand_ins import HandIn, answer_for, hand_ins, somebody_for
from grading.desk.blind import Pair, Pile, page_of, pairs, pile
from grading.desk.marking import BlindMarking
from grading.desk.queue import waiting
from grading.desk.state import read_state
from grading.records import store
from grading.reports import growth, summaries
from grading.reports.tables import read_records
from simulations.identity import Context
from simulations.task import JudgedBy

pytestmark = pytest.mark.server

BEFORE, AFTER = "first_day_post", "two_hour_post"
MENTOR = "李南"
SECRET = hashlib.sha256(b"blind").digest()


def at_level(module: str, level: str) -> HandIn:
    return next(one for one in hand_ins(module) if one.level == level)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cohort, list[Context]]]:
    """Two people who did both, a third who did the first alone; everything graded, nothing marked."""
    root = tmp_path_factory.mktemp("blind")
    works = {BEFORE: at_level(BEFORE, "careless"), AFTER: at_level(AFTER, "absolutes")}
    people: list[Context] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACADEMY_LANG", "en")
        for _ in range(3):
            taken = frozenset(one.trainee for one in people)
            people.append(somebody_for(*works.values(), cohort="blind", secret=SECRET, taken=taken))
        roster = root / "people.csv"
        lines = [f"{one.trainee},学员{number}某,{MENTOR}" for number, one in enumerate(people)]
        roster.write_text("\n".join(["学号,姓名,导师", *lines]), encoding="utf-8-sig")
        cohort = create_cohort(
            root / "cohort", title="盲评班", roster=roster, modules=list(works), id="blind", secret=SECRET
        )
        for module, written in works.items():
            release(cohort, module)
            for person in people[: 3 if module == BEFORE else 2]:
                folder = cohort.submitted(person.trainee, module)
                write_draft(folder, module, answer_for(written, person), person.variant(module))
                nbformat.write(nbformat.read(find_module(module).notebook, as_version=4), folder / f"{module}.ipynb")
                (folder / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC")
            grade(cohort, module, workers=1)
        yield cohort, people


def the_pile(cohort: Cohort, **more: Any) -> Pile:
    (pair,) = pairs(cohort)
    assert pair == Pair(BEFORE, AFTER)
    return pile(cohort, pair, MENTOR, **more)


def parts(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def text(widget: Any) -> str:
    return "\n".join(getattr(part, "value", "") for part in parts(widget) if isinstance(part, ipywidgets.HTML))


def test_a_first_sitting_lies_aside_until_the_other_is_there_or_overdue(graded: tuple[Cohort, list[Context]]) -> None:
    cohort, people = graded
    found = the_pile(cohort)
    assert sorted({work.trainee for work in found.works}) == sorted(one.trainee for one in people[:2])
    assert (len(found.works), found.waiting) == (4, 1)
    due = datetime.now(UTC) - timedelta(days=1)
    modules = {**cohort.modules, AFTER: cohort.modules[AFTER].model_copy(update={"due": due})}
    late = replace(cohort, card=cohort.card.model_copy(update={"modules": modules}))
    assert (len(the_pile(late).works), the_pile(late).waiting) == (5, 0)


def test_a_code_tells_neither_person_nor_sitting_and_follows_from_the_secret(
    graded: tuple[Cohort, list[Context]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, _people = graded
    codes = {(work.trainee, work.module): work.code for work in the_pile(cohort).works}
    assert len(set(codes.values())) == 4
    assert list(codes.values()) == sorted(codes.values())
    monkeypatch.setattr(Cohort, "secret", b"another")
    others = {(work.trainee, work.module): work.code for work in the_pile(cohort).works}
    assert not set(codes.values()) & set(others.values())


def test_a_work_is_shown_without_name_number_or_date(graded: tuple[Cohort, list[Context]]) -> None:
    cohort, people = graded
    for work in the_pile(cohort).works:
        page = page_of(cohort, work)
        assert "academy" in page or "answer" in page
        assert len(page) > 500
        assert not [known for one in people for known in (one.trainee, "学员") if known in page]
        assert "2026-03-01" not in page


def test_the_pile_stands_on_the_mentors_page_and_not_in_the_queue(graded: tuple[Cohort, list[Context]]) -> None:
    cohort, _people = graded
    assert waiting(read_state(cohort.root), MENTOR) == []


def test_marks_given_blind_reach_gradebook_and_growth(
    graded: tuple[Cohort, list[Context]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACADEMY_LANG", "en")
    cohort, people = graded
    card = BlindMarking(MENTOR, lambda: None)
    assert growth.growth(read_records(cohort))[0].open == 2
    marked: list[str] = []
    while (found := the_pile(cohort)).open:
        card.show(cohort, found)
        work = card.work
        assert work is not None
        assert work.code in text(card.widget)
        assert card.button.button.disabled
        for pick in card._levels.values():
            levels = [float(one.split('"')[0]) for one in pick.html.split('data-pick="')[1:]]
            assert levels == sorted(levels, reverse=True)
            pick.value = [f"{levels[0] if work.module == AFTER else levels[-1]:g}"]
        next(iter(card._comments.values())).value = "第二段那句可以更短。"
        assert not card.button.button.disabled
        card.button.button.click()
        assert work.code not in marked
        marked.append(work.code)
    assert len(marked) == 4
    with store.connect(cohort.db_url) as connection:
        marks = store.find_marks(connection, people[0].trainee, AFTER)
    by_mentor = [mark for mark in marks.values() if mark.judged_by == JudgedBy.MENTOR]
    assert {mark.grader for mark in by_mentor} == {MENTOR}
    assert all(mark.points == mark.max_points for mark in by_mentor)
    (grown,) = growth.growth(read_records(cohort))
    assert grown.open == 0
    assert list(grown.people["trainee"]) == [one.trainee for one in people[:2]]
    assert (grown.people["mentor"] > 10).all()
    assert (abs(grown.people["change"] - grown.people["machine"] - grown.people["mentor"]) < 1e-9).all()


def test_both_reports_tell_what_was_learned_in_between(
    graded: tuple[Cohort, list[Context]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACADEMY_LANG", "en")
    cohort, people = graded
    records = read_records(cohort)
    mine = growth.of_trainee(records, people[0].trainee)
    assert "First day and now" in mine
    assert mine.count("<tr") > 8
    assert growth.of_trainee(records, people[2].trainee) == ""
    now = summaries.competencies(records.of(people[0].trainee).marks)
    assert now["evidence"].max() == 7  # of the job's criteria, once: the first day speaks of the first day
    everybody = growth.of_cohort(records)
    assert "2 people have done it twice" in everybody
    assert "95% interval" not in everybody  # of two people no interval is shown
    assert Path(cohort.root).name not in everybody
