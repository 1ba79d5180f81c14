"""The pictures of 两小时发文: they draw, they follow their controls, and the world still says what the lesson says."""

import re
from typing import Any

import numpy as np
import pytest

from curriculum.live import two_hour_post as lesson
from curriculum.live.two_hour_post import body, forecasting, phone, reach, rules, slots, stage, titles
from simulations.brands import brands
from simulations.evaluate import interval_score
from simulations.identity import Context
from simulations.projects.two_hour_post import draw_case
from simulations.world.text.compliance import Verdict, check_compliance

ASKED = ("guess_titles", "sources")


@pytest.mark.parametrize("name", ASKED)
def test_every_question_can_be_answered_to_the_end(name: str, view: Any) -> None:
    shown = view(getattr(lesson, name)())
    rounds = len(stage.examples().title_pairs if name == "guess_titles" else stage.examples().sources)
    for _round in range(rounds):
        asked = shown.said
        shown.buttons[0].click()
        assert "failed" not in shown.html
        assert len(shown.said) > len(asked) + 40
        shown.buttons[-1].click()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pictures_speak_both_languages(language: str, view: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMY_LANG", language)
    sentence = view(lesson.structure()).said
    assert bool(re.search(r"[a-z]{4}", sentence)) == (language == "en")


# --- the world still says what the lesson says of it ---


def test_the_example_is_about_nothing_the_cases_are_about() -> None:
    for topic in draw_case(Context()).topics.values():
        assert not stage.examples().words & topic.words, topic.slug


def test_five_pairs_can_be_told_apart_and_the_last_is_too_close() -> None:
    duels = [titles.duel_of(pair.a, pair.b) for pair in stage.examples().title_pairs]
    assert [duel.better for duel in duels] == [1, 1, 1, 0, 1, None]
    signs = [1 if duel.better else -1 for duel in duels[:-1]]
    by_reads, by_opens = (
        [np.mean(sign * (getattr(duel, figure) - 1) < 0) for sign, duel in zip(signs, duels, strict=False)]
        for figure in ("reads", "opens")
    )
    assert all(0.15 < wrong < 0.5 for wrong in by_reads), (
        "a single send must often mislead, yet not more often than not"
    )
    assert np.mean(by_opens) < np.mean(by_reads), "opens tell a title better than all reads do"


def test_a_single_post_misleads_and_ten_do_not_unless_only_the_title_is_better() -> None:
    only_title = stage.replace(stage.ordinary(), title=stage.worked().title)
    assert 0.2 < reach.play_luck(1, stage.worked()).upsets < 0.3
    assert reach.play_luck(10, stage.worked()).upsets < 0.06
    assert 0.18 < reach.play_luck(10, only_title).upsets < 0.35


def test_a_title_cannot_be_stuffed_beyond_its_ceiling() -> None:
    subject = (stage.examples().words, stage.examples().brand_words)
    good = titles.play_title(subject, stage.examples().title)
    stuffed = titles.play_title(subject, "周五下班前，我的报销单却被退了3次返工4次，同事明明没加班")
    loud = titles.play_title(subject, "震惊！加班返工崩溃，报销快把我逼疯！")
    assert not good.capped
    assert stuffed.capped
    assert loud.effect.mean < 0 < good.effect.mean < stuffed.effect.mean + 0.05


def test_the_paragraphs_are_what_they_are_called() -> None:
    def read(slug: str) -> Any:
        return body.read_body(stage.examples().paragraphs[slug], "", topic_words=frozenset(), brand_words=frozenset())

    assert read("slogan").opening < 0.75 <= read("scene").opening
    assert read("solution").solution >= 0.75
    assert read("case").case >= 0.75
    fooled = read("fooled")
    assert min(fooled.opening, fooled.pain, fooled.solution, fooled.case) >= 0.75


def test_a_case_moves_sharing_more_than_finishing() -> None:
    without, with_case = body.play_structure(True, True, False, True), body.play_structure(True, True, True, True)
    shared, finished = with_case.sharing.mean - without.sharing.mean, with_case.finishing.mean - without.finishing.mean
    assert shared > finished > 0


def test_the_text_on_the_phone_is_the_same_however_it_is_laid_out() -> None:
    def bare(markdown: str) -> str:
        return re.sub(r"\s", "", re.sub(r"^(?:#|!\[).*$", "", markdown, flags=re.M))

    assert len({bare(phone.pour(longest, True, True)) for longest in phone.LONGEST}) == 1
    assert bare(phone.pour(40, False, False)) == bare(phone.pour(400, True, True))


def test_more_finish_short_paragraphs_with_headings_and_pictures() -> None:
    wall, open_text = phone.play_layout(300, False, False), phone.play_layout(80, True, True)
    assert wall.read.long_share > 0.9
    assert open_text.read.long_share == 0
    assert open_text.share > wall.share + 0.1
    assert wall.finished[phone.LONGEST.index(120)] > wall.finished[phone.LONGEST.index(160)] + 0.05


def test_six_in_the_evening_is_every_accounts_weakest_hour_and_evening_reads_gain_less_than_opens() -> None:
    for account in brands().values():
        assert min(slots.HOURS, key=lambda hour: account.hours[hour]) == 18
    evening = slots.play_hours(22, 3)
    assert evening.opens.mean > evening.reads.mean > 0


def test_each_source_puzzle_has_its_answer_and_the_last_is_not_the_newest() -> None:
    puzzles = stage.examples().sources
    assert all(0 <= puzzle.right < len(puzzle.options) for puzzle in puzzles)
    assert "11 月" in puzzles[-1].options[1 - puzzles[-1].right]


def test_the_checker_says_of_the_sample_sentences_what_they_are_samples_of() -> None:
    def verdicts(slug: str) -> set[Verdict]:
        sentence, own = stage.examples().sentences[slug], stage.examples().brand_words
        return {passage.verdict for passage in check_compliance(sentence, own)}

    assert verdicts("absolute") == {Verdict.FORBIDDEN}
    assert verdicts("advice") == {Verdict.ALLOWED}
    assert verdicts("effect") == {Verdict.NEEDS_PROOF}
    assert verdicts("sharing") == {Verdict.BREACH}
    assert verdicts("proof") == verdicts("honest") == set()


def test_what_a_trainee_types_is_shown_as_text() -> None:
    for html in (rules.compliance_html("<img src=x>最好用的工具"), body.paragraph_html("<script>加班</script>")):
        assert "<img" not in html
        assert "<script" not in html


def test_the_interval_that_loses_least_is_about_as_wide_as_the_lesson_says() -> None:
    reads = stage.play(stage.ordinary(), 4_000).reads
    pairs = [(low, high) for low in forecasting.STEPS for high in forecasting.STEPS if low < high]
    low, high = min(pairs, key=lambda pair: interval_score(*pair, reads))
    assert 700 <= low <= 900
    assert 3_000 <= high <= 5_000
    assert forecasting.play_forecast((900, 1_200), 1).hits < 10, "the interval to begin with is too narrow"
