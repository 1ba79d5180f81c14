"""The frame of live views: it redraws, says what it shows, asks before it tells, and never shows a traceback."""

import re
from base64 import b64decode
from typing import Any

import pytest
from matplotlib.axes import Axes

from curriculum.live.controls import choice, line, sample_text, slider, switch
from curriculum.live.frame import framed, live
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.marks import Mark, marked_html, word_marks
from curriculum.live.plot import Sheet, live_plot
from curriculum.live.tables import points_html, table_html
from simulations.projects import find_task
from simulations.world.text.words import found, lexicon


def a_line(ax: Axes, heights: list[int]) -> Axes:
    ax.plot(heights)
    return ax


def test_a_view_shows_its_controls_values_and_follows_them(view: Any) -> None:
    shown = view(live(lambda size, on: f"<p>{size} {on}</p>", size=slider("size", (1, 2, 3), 2), on=switch("on")))
    assert "<p>2 True</p>" in shown.html
    shown.controls[0].value = 3
    shown.controls[1].value = False
    assert "<p>3 False</p>" in shown.html


def test_a_view_that_fails_says_so_without_a_traceback_and_recovers(view: Any) -> None:
    def render(number: int) -> str:
        return f"<p>{6 / number:g}</p>"

    shown = view(live(render, number=slider("number", (0, 2), 2)))
    shown.controls[0].value = 0
    assert 'class="failed"' in shown.html
    assert "ZeroDivisionError" in shown.html
    assert "Traceback" not in shown.html
    shown.controls[0].value = 2
    assert "<p>3</p>" in shown.html
    assert "failed" not in shown.html


def test_the_busy_sign_is_up_while_it_plays_and_down_afterwards(view: Any) -> None:
    during: list[str] = []
    shown: list[Any] = []

    def render(number: int) -> str:
        during.append(shown[0].html if shown else "")
        return str(number)

    shown.append(view(live(render, number=slider("number", (1, 2), 1))))
    shown[0].controls[0].value = 2
    assert 'class="busy"' in during[-1]
    assert 'class="busy"' not in shown[0].html


def test_a_picture_has_its_sentence_below_and_as_its_description(view: Any) -> None:
    shown = view(
        live_plot(lambda n: [n, 2 * n], a_line, lambda heights: f"up to <{heights[1]}>", n=slider("n", (1, 2), 1))
    )
    assert 'alt="up to &lt;2&gt;"' in shown.html
    assert "up to &lt;2&gt;</figcaption>" in shown.html
    shown.controls[0].value = 2
    assert 'alt="up to &lt;4&gt;"' in shown.html


def test_one_figure_is_drawn_over_and_over() -> None:
    sheet = Sheet()
    pictures = [sheet.html(lambda ax: a_line(ax, [1, 2, 3]), "up") for _ in range(3)]
    assert len(sheet.figure.axes) == 1
    sizes = [len(b64decode(re.findall(r"base64,([^\"]+)", picture)[0])) for picture in pictures]
    assert max(sizes) < 1.2 * min(sizes)


def test_long_labels_get_the_room_they_need() -> None:
    def labelled(ax: Axes, label: str) -> Axes:
        ax.set(yticks=[0], yticklabels=[label])
        return ax

    sheet = Sheet()
    sheet.html(lambda ax: labelled(ax, "短"), "")
    short = sheet.figure.axes[0].get_position().x0
    sheet.html(lambda ax: labelled(ax, "一个相当长的标签，有十几个字"), "")
    assert sheet.figure.axes[0].get_position().x0 > short + 0.1


def test_a_character_that_no_font_has_is_noticed(view: Any) -> None:
    def rare(ax: Axes, character: str) -> Axes:
        ax.set(xlabel=character)
        return ax

    shown = view(live_plot(lambda: "\U000f1234", rare, str))
    assert "missing from font" in shown.html


def test_nothing_is_told_before_the_guess(view: Any) -> None:
    questions = [Question("which?", ("one", "two")), Question("and now?", ("three", "four"))]
    told: list[tuple[int, int]] = []

    def reveal(question: int, guess: int) -> Revealed:
        told.append((question, guess))
        return Revealed(f"<p>answer {question}</p>", None if question else guess == 1)

    shown = view(guess_first(questions, reveal))
    assert "answer" not in shown.html
    shown.buttons[1].click()
    assert "answer 0" in shown.html
    assert all(button.disabled for button in shown.buttons[:2])
    shown.buttons[0].click()
    assert told == [(0, 1)]

    shown.buttons[2].click()
    assert "and now?" in shown.html
    assert "answer" not in shown.html
    shown.buttons[0].click()
    assert told[-1] == (1, 0)


def test_the_first_guess_counts_and_what_nobody_could_tell_does_not(view: Any) -> None:
    questions = [Question("which?", ("one", "two")), Question("and now?", ("three", "four"))]
    shown = view(guess_first(questions, lambda question, guess: Revealed("", None if question else guess == 1)))
    tallies = []
    for _round in range(2):
        for guess in (1, 0):
            shown.buttons[guess].click()
            tallies.append(re.findall(r"\d+", re.sub("<[^>]+>", "", shown.html.rsplit("<p", 1)[1])))
            shown.buttons[2].click()
        questions.reverse()
    assert [sorted(tally) for tally in tallies] == [["1", "1"], *[["1", "1", "1"]] * 3]


def test_an_answer_that_fails_is_a_sentence_too(view: Any) -> None:
    def reveal(question: int, guess: int) -> Revealed:
        raise ValueError("no world")

    shown = view(guess_first([Question("which?", ("one", "two"))], reveal))
    shown.buttons[0].click()
    assert 'class="failed"' in shown.html
    assert "no world" in shown.html


def test_a_sample_fills_the_field_and_the_field_can_be_rewritten(view: Any) -> None:
    chosen, field = sample_text("which", {"a": "first", "b": "second"})
    shown = view(framed(chosen, live(lambda text: f"<p>{text}</p>", text=field)))
    assert "<p>first</p>" in shown.html
    chosen.value = "second"
    assert "<p>second</p>" in shown.html
    field.value = "mine"
    assert "<p>mine</p>" in shown.html


def test_labels_are_never_cut_off() -> None:
    made: list[Any] = [slider("x", (1, 2), 1), choice("x", {"a": 1}), line("x", "")]
    assert {control.style.description_width for control in made} == {"initial"}


def test_tables_show_what_they_are_given_as_text() -> None:
    html = table_html(("<b>", "n"), [("<script>", "1")], figures=(1,))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_points_are_the_tasks_own() -> None:
    task = find_task("two_hour_post")
    html = points_html(task)
    for criterion in task.criteria:
        row = rf"<td>{criterion.title}</td><td class=figure>{criterion.points:g}</td>"
        assert row in html, criterion.slug
    assert f"{task.max_points:g}" in html.rsplit("</table>", 1)[1]


@pytest.mark.parametrize("kind", ["pain", "person", "scene", "solution", "case", "advertising"])
def test_marks_stand_where_the_text_reader_counts(kind: str) -> None:
    text = "周五下午，老板又催她返工，她先打开模板，踩坑、白干、累。后来同事告诉我，扫码下单立减，买它。\n再来一遍"
    marks = word_marks(text, kind, lexicon(kind))
    counted = sorted(found(text, lexicon(kind)))
    assert counted
    assert sorted(text[mark.start : mark.end] for mark in marks) == counted


def test_a_marked_text_loses_nothing_and_overlaps_are_shown_once() -> None:
    text = "a<b&c\nxyz"
    marks = [Mark(0, 3, "k"), Mark(1, 2, "k"), Mark(0, 2, "k"), Mark(6, 9, "k")]
    html = marked_html(text, marks, {"k": "KIND"})
    assert html.count("<mark") == 2
    bare = re.sub(r"<small>KIND</small>|</?mark[^>]*>", "", html)
    assert bare == "a&lt;b&amp;c<br>xyz"
