"""The work folder: who works here, what is handed in."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from curriculum.answers import write_draft
from curriculum.handing_in import hand_in
from curriculum.workplace import Workplace, find_workplace, name_trainee


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cohort.json").write_text(
        json.dumps({"id": "spring", "title": "春季班", "modules": {"two_hour_post": {}}})
    )
    module = tmp_path / "basic" / "two_hour_post"
    module.mkdir(parents=True)
    (module / "two_hour_post.ipynb").write_text("{}")
    return tmp_path


def test_somebody_alone_works_in_public_worlds(tmp_path: Path) -> None:
    context = find_workplace(tmp_path).context
    assert (context.cohort, context.trainee) == ("solo", "me")


def test_the_work_folder_is_found_from_within_a_module(folder: Path) -> None:
    name_trainee(find_workplace(folder), "t01", "周以宁")
    workplace = find_workplace(folder / "basic" / "two_hour_post")
    assert workplace.root == folder
    assert workplace.trainee is not None
    assert workplace.trainee.name == "周以宁"
    assert (workplace.context.cohort, workplace.context.trainee) == ("spring", "t01")


@pytest.mark.parametrize("id", ["", "a/b", "..\\x", "a b", "x" * 65])
def test_an_id_that_file_names_do_not_bear_is_refused(folder: Path, id: str) -> None:
    with pytest.raises(ValueError, match="编号"):
        name_trainee(find_workplace(folder), id)
    assert not (folder / "trainee.json").exists()


def test_handing_in_packs_notebook_answers_and_receipt(folder: Path) -> None:
    workplace = name_trainee(find_workplace(folder), "t01")
    with pytest.raises(FileNotFoundError, match="two_hour_post"):
        hand_in(workplace, "two_hour_post")
    write_draft(workplace.module_folder("two_hour_post"), "two_hour_post", {"title": "周报"}, "v")
    receipt, path = hand_in(workplace, "two_hour_post")
    assert path.parent == folder / "outbox"
    with zipfile.ZipFile(path) as bundle:
        names = set(bundle.namelist())
        assert names == {
            "two_hour_post.ipynb",
            "answers/two_hour_post.json",
            "answers/two_hour_post.log.json",
            "receipt.json",
        }
        for name, digest in receipt.files.items():
            assert hashlib.sha256(bundle.read(name)).hexdigest() == digest
    assert len(receipt.code) == 8


def test_a_damaged_card_is_named(folder: Path) -> None:
    (folder / "trainee.json").write_text("{")
    with pytest.raises(ValueError, match=r"trainee\.json"):
        Workplace.at(folder)
