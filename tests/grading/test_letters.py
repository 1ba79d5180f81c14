"""A letter is kept, travels at once in the packages of those it is to, and is refused in words or not at all."""

from pathlib import Path

import pytest

from curriculum.inbox import Letter, read_inbox
from curriculum.workplace import Workplace
from grading.cli import main
from grading.course import Cohort, CourseError
from grading.feedback import package_path, send_letter
from grading.feedback.letters import MOST_TEXT, MOST_WHO
from grading.records import store
from grading.records.letters import find_letters
from simulations.identity import Context


def received(cohort: Cohort, trainee: str, work: Path) -> list[tuple[str, str]]:
    """Signature and text of the letters a trainee reads, newest first."""
    inbox = work / trainee / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "sent.zip").write_bytes(package_path(cohort, trainee).read_bytes())
    return [(letter.who, letter.text) for letter in read_inbox(Workplace.at(work / trainee)).letters]


def written(cohort: Cohort, trainee: str) -> int:
    with store.connect(cohort.db_url) as connection:
        return len(find_letters(connection, trainee))


def test_a_letter_lies_at_once_in_the_packages_of_those_it_is_to(
    cohort: Cohort, contexts: list[Context], tmp_path: Path
) -> None:
    one, two, three = (context.trainee for context in contexts[:3])
    packages = send_letter(cohort, [one, two, one], " 王老师 ", "周五一对一，\n先看第三版标题。\n")
    assert packages == [package_path(cohort, one), package_path(cohort, two)]
    send_letter(cohort, [two], "李南", "<b>好多了</b>")
    assert received(cohort, one, tmp_path) == [("王老师", "周五一对一，\n先看第三版标题。")]
    assert {text for _who, text in received(cohort, two, tmp_path)} == {
        "周五一对一，\n先看第三版标题。",
        "<b>好多了</b>",
    }
    assert not package_path(cohort, three).exists()


@pytest.mark.parametrize(
    ("who", "text", "complaint"),
    [
        ("王老师", " \n", "the letter is empty"),
        ("王老师", "字" * (MOST_TEXT + 1), f"has {MOST_TEXT + 1} characters; at most {MOST_TEXT}"),
        ("", "看看", "nobody has signed"),
        ("王" * (MOST_WHO + 1), "看看", f"at most {MOST_WHO}"),
    ],
)
def test_a_letter_that_cannot_be_sent_says_why_and_nobody_gets_it(
    cohort: Cohort, contexts: list[Context], who: str, text: str, complaint: str
) -> None:
    with pytest.raises(CourseError, match=complaint):
        send_letter(cohort, [contexts[0].trainee], who, text)
    assert written(cohort, contexts[0].trainee) == 0


def test_strangers_are_named_and_the_others_get_nothing_either(cohort: Cohort, contexts: list[Context]) -> None:
    with pytest.raises(CourseError, match="not on the roster: nobody, x9"):
        send_letter(cohort, [contexts[0].trainee, "nobody", "x9"], "李南", "看看")
    with pytest.raises(CourseError, match="to nobody"):
        send_letter(cohort, [], "李南", "看看")
    assert written(cohort, contexts[0].trainee) == 0


def test_what_may_be_sent_can_be_read() -> None:
    letter = Letter(at=store.now(), who="王" * MOST_WHO, text="字" * MOST_TEXT)
    assert len(letter.text) == MOST_TEXT


def test_the_command_takes_text_or_file_some_or_all(
    cohort: Cohort, contexts: list[Context], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("下周交复盘", encoding="utf-8-sig")
    root, first = str(cohort.root), contexts[0].trainee
    assert main(["letter", root, "--to", first, "--to", contexts[1].trainee, "--from", "李南", "看看第二条"]) == 0
    assert "inbox.zip" in capsys.readouterr().out
    assert main(["letter", root, "--all", "--from", "李南", "--file", str(file)]) == 0
    assert [text for _who, text in received(cohort, first, tmp_path)] == ["下周交复盘", "看看第二条"]
    assert all(package_path(cohort, context.trainee).exists() for context in contexts)
    for wrong in (["--all", "看看", "--file", str(file)], ["--all", "--file", str(tmp_path)], ["--to", "x9", "看看"]):
        assert main(["letter", root, "--from", "李南", *wrong]) == 1
    signed = ["--from", "李南"]
    for call in ([*signed, "看看"], ["--all", "看看"], ["--all", *signed], ["--all", "--to", first, *signed, "看看"]):
        with pytest.raises(SystemExit, match="2"):
            main(["letter", root, *call])
    assert written(cohort, first) == 2
