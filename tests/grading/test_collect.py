"""What is handed in comes in once, newest first, and whatever cannot come in says why."""

import json
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grading.course import Cohort, CourseError, collect
from grading.course.collect import Fate
from simulations.identity import Context

MODULE = "two_hour_post"
TEN = datetime(2026, 3, 1, 10, tzinfo=UTC)

Zip = Callable[..., Path]


def fates(cohort: Cohort, mail: Path) -> dict[str, Fate]:
    return {row.source: row.fate for row in collect(cohort, MODULE, mail)}


def test_the_newest_of_a_trainee_wins_and_collecting_again_changes_nothing(cohort: Cohort, hand_in_zip: Zip) -> None:
    new, old = hand_in_zip(at=TEN + timedelta(hours=1)), hand_in_zip(at=TEN)
    assert fates(cohort, new.parent) == {new.name: Fate.COLLECTED, old.name: Fate.OLDER}
    place = cohort.submitted(new.name.partition("__")[0], MODULE)
    assert (place / "timestamp.txt").read_text().startswith("2026-03-01 11:00:00")
    assert {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()} == {
        f"{MODULE}.ipynb", f"answers/{MODULE}.json", "receipt.json", "timestamp.txt",
    }  # fmt: skip
    assert fates(cohort, new.parent) == {new.name: Fate.UNCHANGED, old.name: Fate.OLDER}
    newer = hand_in_zip(at=TEN + timedelta(hours=2))
    assert fates(cohort, new.parent)[newer.name] is Fate.COLLECTED


def test_a_zip_renamed_by_a_chat_program_is_the_same_hand_in(
    cohort: Cohort, hand_in_zip: Zip, contexts: list[Context]
) -> None:
    path = hand_in_zip(name=f"{contexts[0].trainee}__{MODULE}__20260301T100000(1).zip")
    assert fates(cohort, path.parent) == {path.name: Fate.COLLECTED}


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"extra": {"../../../.secret": b"00"}}, "leads out of the folder"),
        ({"extra": {"/etc/passwd": b""}}, "leads out of the folder"),
        ({"extra": {"C:/windows/x": b""}}, "leads out of the folder"),
        ({"extra": {link("answers/link.json"): b"../../.secret"}}, "is a link"),
        ({"extra": {f"answers/{n}.json": b"{}" for n in range(201)}}, "at most 200"),
        ({"extra": {"answers/zeros.json": bytes(20_000_001)}}, "larger than 20 MB"),
        ({"receipt": {"cohort": "last year"}}, "made for cohort 'last year', this is tests"),
        ({"receipt": {"module": "funnels"}, "name": "x.zip"}, f"for module 'funnels', not {MODULE}"),
        ({"receipt": {"trainee": "stranger"}, "name": "x.zip"}, "'stranger' is not on the roster"),
        ({"receipt": {"trainee": "stranger"}}, "its receipt says 'stranger'"),
        ({"receipt": {"files": {f"answers/{MODULE}.json": "0" * 64}}}, "not the one the receipt was written for"),
        ({"at": datetime(2999, 1, 1, tzinfo=UTC)}, "still to come"),
    ],
)
def test_a_hand_in_that_cannot_be_taken_says_why_and_the_rest_goes_on(
    cohort: Cohort, hand_in_zip: Zip, contexts: list[Context], changes: dict[str, object], why: str
) -> None:
    bad, good = hand_in_zip(contexts[0], **changes), hand_in_zip(contexts[1])
    rows = {row.source: row for row in collect(cohort, MODULE, bad.parent)}
    assert rows[bad.name].fate is Fate.REFUSED
    assert why in rows[bad.name].why
    assert rows[good.name].fate is Fate.COLLECTED
    assert [path.name for path in (cohort.root / "submitted").iterdir()] == [contexts[1].trainee]


@pytest.mark.parametrize(
    ("data", "why"), [(b"PK not really", "cannot be read"), (b"", "cannot be read"), (None, "no receipt.json")]
)
def test_a_file_that_is_no_hand_in_says_why(cohort: Cohort, tmp_path: Path, data: bytes | None, why: str) -> None:
    path = tmp_path / "holiday.zip"
    if data is None:
        with zipfile.ZipFile(path, "w") as bundle:
            bundle.writestr("photo.jpg", b"")
    else:
        path.write_bytes(data)
    (row,) = collect(cohort, MODULE, tmp_path)
    assert row.fate is Fate.REFUSED
    assert why in row.why


def inbound(cohort: Cohort, trainee: str, time: str) -> Path:
    folder = cohort.root / "exchange" / cohort.id / "inbound" / f"{trainee}+{MODULE}+{time} UTC+abc"
    (folder / "answers").mkdir(parents=True)
    (folder / "answers" / f"{MODULE}.json").write_text(json.dumps({"answer": {}}))
    (folder / "simulations").mkdir()
    (folder / "simulations" / "__init__.py").write_text("raise SystemExit")
    return folder


def test_the_exchange_is_collected_from_too(cohort: Cohort, contexts: list[Context]) -> None:
    trainee = contexts[0].trainee
    inbound(cohort, trainee, "2026-03-01 10:00:00.000000")
    inbound(cohort, trainee, "2026-03-01 11:00:00.000000")
    inbound(cohort, "stranger", "2026-03-01 10:00:00.000000")
    assert [row.fate for row in collect(cohort, MODULE)] == [Fate.OLDER, Fate.COLLECTED, Fate.REFUSED]
    place = cohort.submitted(trainee, MODULE)
    assert (place / "timestamp.txt").read_text().startswith("2026-03-01 11:00:00")
    assert not (place / "simulations").exists()


def test_a_link_in_the_exchange_does_not_lead_to_the_secret(cohort: Cohort, contexts: list[Context]) -> None:
    folder = inbound(cohort, contexts[0].trainee, "2026-03-01 10:00:00.000000")
    (folder / "answers" / "two.json").symlink_to(cohort.root / ".secret")
    (row,) = collect(cohort, MODULE)
    assert (row.fate, row.why) == (Fate.REFUSED, "answers/two.json is a link")


def test_a_folder_that_does_not_exist_is_named(cohort: Cohort, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="nowhere is not a folder"):
        collect(cohort, MODULE, tmp_path / "nowhere")
