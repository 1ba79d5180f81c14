"""The front door: a work folder that is made, updated and never overwritten; Lab's settings live in it."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from curriculum import lab
from curriculum.lab import START, default_work, lab_command, learner_notebooks, open_lab, prepare_work
from curriculum.workplace import find_workplace

NOTEBOOK = "basic/two_hour_post/two_hour_post.ipynb"


def settings(work: Path) -> dict[str, Any]:
    command = lab_command(work, browser=False)
    (config,) = [part.removeprefix("--config=") for part in command if part.startswith("--config=")]
    content: dict[str, Any] = json.loads(Path(config).read_text(encoding="utf-8"))
    return content


def test_a_new_folder_gets_every_notebook_and_is_a_workplace(tmp_path: Path) -> None:
    prepared = prepare_work(tmp_path / "我的 练习")
    assert set(prepared.new) == set(learner_notebooks()) >= {NOTEBOOK, START}
    for place, source in learner_notebooks().items():
        assert (prepared.work / place).read_bytes() == source.read_bytes()
    assert find_workplace(prepared.work / "basic" / "two_hour_post").root == prepared.work


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    prepare_work(tmp_path)
    again = prepare_work(tmp_path)
    assert (again.new, again.updated, again.kept) == ((), (), ())


def test_an_untouched_copy_is_updated_and_a_changed_one_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_work(tmp_path / "work")
    (tmp_path / "work" / NOTEBOOK).write_text("我改过", encoding="utf-8")
    newer = {}
    for place, source in learner_notebooks().items():
        newer[place] = tmp_path / "newer" / place
        newer[place].parent.mkdir(parents=True, exist_ok=True)
        newer[place].write_bytes(source.read_bytes() + b"\n")
    monkeypatch.setattr(lab, "learner_notebooks", lambda: newer)
    prepared = prepare_work(tmp_path / "work")
    assert prepared.kept == (NOTEBOOK,)
    assert START in prepared.updated
    assert (tmp_path / "work" / NOTEBOOK).read_text(encoding="utf-8") == "我改过"
    assert (tmp_path / "work" / START).read_bytes() == newer[START].read_bytes()


def test_a_deleted_notebook_comes_back(tmp_path: Path) -> None:
    prepare_work(tmp_path)
    shutil.rmtree((tmp_path / NOTEBOOK).parent)
    assert prepare_work(tmp_path).new == (NOTEBOOK,)


def test_a_cohorts_own_copy_at_the_root_is_not_doubled(tmp_path: Path) -> None:
    (tmp_path / "two_hour_post.ipynb").write_text("{}", encoding="utf-8")
    prepare_work(tmp_path)
    assert not (tmp_path / NOTEBOOK).exists()


def test_what_lab_may_show_is_decided_in_the_work_folder_alone(tmp_path: Path) -> None:
    settings_of_lab = settings(tmp_path)
    app = settings_of_lab["LabApp"]
    assert settings_of_lab["ServerApp"]["root_dir"] == str(tmp_path)
    for place in ("app_settings_dir", "user_settings_dir", "workspaces_dir"):
        assert Path(app[place]).is_relative_to(tmp_path)
    overrides = json.loads((Path(app["app_settings_dir"]) / "overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/translation-extension:plugin"] == {"locale": "zh_CN"}
    assert overrides["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}
    page = json.loads((Path(app["app_settings_dir"]) / "page_config.json").read_text(encoding="utf-8"))
    assert {"@jupyter/nbgrader", "jupyterlab-jupytext"} <= set(page["disabledExtensions"])


def test_labs_extension_of_the_course_is_a_whole_one(tmp_path: Path) -> None:
    (folder,) = map(Path, settings(tmp_path)["LabApp"]["extra_labextensions_path"])
    (package,) = folder.glob("*/package.json")
    build = json.loads(package.read_text(encoding="utf-8"))["jupyterlab"]["_build"]
    assert (package.parent / build["load"]).exists()


def test_the_command_starts_this_python_and_says_where(tmp_path: Path) -> None:
    command = lab_command(tmp_path, browser=False, port=9999)
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert {"--no-browser", "--port=9999"} <= set(command)
    assert "--no-browser" not in lab_command(tmp_path)


def test_open_lab_prepares_and_gives_labs_exit_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab, "lab_command", lambda work, **_: [sys.executable, "-c", "raise SystemExit(3)"])
    assert open_lab(tmp_path / "work", browser=False) == 3
    assert (tmp_path / "work" / START).exists()


def test_in_a_clone_the_folder_is_the_one_that_git_ignores() -> None:
    root = Path(lab.__file__).parents[1]
    assert default_work() == (root / "work" if (root / ".git").exists() else Path.home() / "new-media-academy")
