"""The command line: every mistake a person can make is told in words, with an exit status, and nothing is half done."""

from pathlib import Path

import pytest

from grading.cli import main
from grading.console import callable_here


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACADEMY_LANG", raising=False)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text("学号,姓名,导师\nt1,周以宁,李南\nt2,方知,李南\n", encoding="utf-8-sig")
    return path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    return out + err


def test_help_is_in_the_readers_language(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "用法" in said(capsys)
    monkeypatch.setenv("ACADEMY_LANG", "en")
    with pytest.raises(SystemExit, match="0"):
        main(["grade", "--help"])
    assert "usage: " in said(capsys)


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["no-such-command"],
        ["release", "x"],
        ["demo", "--trainees", "0"],
        ["demo", "--trainees", "many"],
        ["grade", "--x"],
    ],
)
def test_a_wrong_call_says_so_in_chinese(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(argv)
    assert "用法" in said(capsys)


def test_a_cohort_is_made_and_says_what_comes_next(
    tmp_path: Path, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "spring"
    argv = ["cohort", "new", str(folder), "--roster", str(roster), "--title", "春季班"]
    assert main(argv) == 0
    assert "academy release" in said(capsys)
    before = sorted(folder.rglob("*"))
    assert main(argv) == 1
    assert "spring" in said(capsys)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("学号,姓名\nt1,甲\nt1,乙\n", "t1"),
        ("学号,姓名\n,甲\n", "2"),
        ("姓名\n甲\n", "id"),
        ("", "roster.csv"),
    ],
)
def test_a_roster_that_cannot_be_used_makes_no_cohort(
    tmp_path: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "roster.csv"
    bad.write_text(text, encoding="utf-8")
    assert main(["cohort", "new", str(tmp_path / "c"), "--roster", str(bad), "--title", "班"]) == 1
    assert told in said(capsys)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["roster.csv"]


def test_a_module_or_cohort_that_does_not_exist_is_named(
    tmp_path: Path, roster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["cohort", "new", str(tmp_path / "c"), "--roster", str(roster), "--title", "班"]
    assert main([*argv, "--module", "no_such_module"]) == 1
    assert "no_such_module" in said(capsys)
    assert not (tmp_path / "c").exists()
    assert main([*argv, "--due", "tomorrow"]) == 1
    assert "tomorrow" in said(capsys)
    assert main(["grade", str(tmp_path / "nowhere"), "two_hour_post"]) == 1
    assert "nowhere" in said(capsys)
    assert main(argv) == 0
    for command in ("release", "collect", "grade", "feedback"):
        assert main([command, str(tmp_path / "c"), "no_such_module"]) == 1
        assert "no_such_module" in said(capsys)
    assert main(["grade", str(tmp_path / "c"), "two_hour_post"]) == 1  # not released


def test_a_demo_never_touches_a_folder_that_is_not_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    assert main(["demo", "--into", str(tmp_path)]) == 1
    assert "--into" in said(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_doctor_finds_this_machine_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0, said(capsys)
    assert "✗" not in said(capsys)


def test_what_comes_next_can_be_typed_as_it_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    beside = tmp_path / "env" / "bin"
    beside.mkdir(parents=True)
    (beside / "academy").touch(mode=0o755)
    monkeypatch.setattr("sys.executable", str(beside / "python"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    assert callable_here("academy lab") == "env/bin/academy lab"
    monkeypatch.setenv("PATH", str(beside))
    assert callable_here("academy lab") == "academy lab"
