"""Collect: hand-ins from zips and from nbgrader's exchange into `submitted/`; the newest wins, the rest says why."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from curriculum.files import write_whole
from grading.course.cohort import Cohort, enrol
from grading.course.errors import CourseError
from grading.course.handin import NAME, HandIn, read_folder, read_zip
from simulations.language import _

TIMESTAMP = "timestamp.txt"


class Fate(StrEnum):
    """What became of something that was handed in."""

    COLLECTED = "collected"
    UNCHANGED = "unchanged"
    OLDER = "older"
    REFUSED = "refused"


@dataclass(frozen=True)
class Collected:
    """One zip or folder, and what became of it.

    Attributes
    ----------
    source : str
        The file's or folder's name.
    trainee : str
        Whose it is; empty where that could not be read.
    why : str
        For a refusal, what to tell the trainee.
    """

    source: str
    fate: Fate
    trainee: str = ""
    at: datetime | None = None
    why: str = ""


def collect(cohort: Cohort, module: str, folder_of_zips: Path | None = None) -> list[Collected]:
    """Bring in what was handed in for a module; running it again changes nothing.

    Parameters
    ----------
    folder_of_zips : Path, optional
        Where the zips lie that trainees sent; the cohort's exchange is always looked into.

    Returns
    -------
    list of Collected
        One row for everything that lay there, refused or not.

    Raises
    ------
    CourseError
        If the module is not the cohort's or there is no such folder.
    """
    cohort.require(module)
    if folder_of_zips is not None and not Path(folder_of_zips).is_dir():
        raise CourseError(_("{folder} is not a folder").format(folder=folder_of_zips))
    enrol(cohort)
    people = {person.id for person in cohort.roster()}
    rows: list[Collected] = []
    found: list[tuple[str, HandIn]] = []
    for source, read in _sources(cohort, module, folder_of_zips):
        try:
            hand_in = read()
            _belongs(hand_in, module, people)
        except CourseError as error:
            rows.append(Collected(source, Fate.REFUSED, why=str(error)))
        else:
            found.append((source, hand_in))
    newest_last = sorted(found, key=lambda pair: (pair[1].at, pair[0]))
    latest = {hand_in.trainee: source for source, hand_in in newest_last}
    for source, hand_in in newest_last:
        is_latest = latest[hand_in.trainee] == source
        fate = _store(cohort, hand_in) if is_latest else Fate.OLDER
        rows.append(Collected(source, fate, hand_in.trainee, hand_in.at))
    return sorted(rows, key=lambda row: row.source)


def arrived(cohort: Cohort, module: str, folder_of_zips: Path | None = None) -> dict[str, str]:
    """What lies there and is newer than what was collected, as far as names tell: nothing is opened.

    Returns
    -------
    dict
        The trainee by the file's or folder's name.
    """
    people = {person.id for person in cohort.roster()}
    found = {}
    for path in _zips(cohort, module, folder_of_zips):
        named = NAME.match(path.name)
        if named and named["module"] == module:
            found[path.name] = named["trainee"], f"{named['time'].replace('T', ' ')} UTC"
    for path, trainee, time in _inbound(cohort, module):
        found[path.name] = trainee, time
    newer = {}
    for source, (trainee, time) in found.items():
        there = _timestamp(cohort.submitted(trainee, module)) if trainee in people else None
        with suppress(CourseError):
            if trainee in people and (there is None or there < _time(time)):
                newer[source] = trainee
    return newer


def _sources(cohort: Cohort, module: str, folder_of_zips: Path | None) -> Iterator[tuple[str, Callable[[], HandIn]]]:
    """Everything that lies there, by name, with how to read it."""
    for path in _zips(cohort, module, folder_of_zips):
        yield path.name, partial(read_zip, path, cohort.id)
    for path, trainee, time in _inbound(cohort, module):
        yield path.name, partial(_read_inbound, path, trainee, module, time)


def _zips(cohort: Cohort, module: str, folder: Path | None) -> Iterator[Path]:
    """The zips of a folder; one that is named for another module of the cohort waits for that one's turn."""
    for path in sorted(Path(folder).iterdir()) if folder else []:
        named = NAME.match(path.name)
        is_anothers = named is not None and named["module"] != module and named["module"] in cohort.modules
        if path.suffix.lower() == ".zip" and path.is_file() and not is_anothers:
            yield path


def _inbound(cohort: Cohort, module: str) -> Iterator[tuple[Path, str, str]]:
    """A module's folders in nbgrader's exchange, with whose they are and of when."""
    inbound = cohort.root / "exchange" / cohort.id / "inbound"
    for path in sorted(inbound.iterdir()) if inbound.is_dir() else []:
        # nbgrader names them <user>+<assignment>+<time>+<random>; a user's name may hold a plus.
        trainee, assignment, time, *_rest = (*path.name.rsplit("+", 3), "", "", "")[:4]
        if assignment == module and path.is_dir():
            yield path, trainee, time


def _read_inbound(path: Path, trainee: str, module: str, time: str) -> HandIn:
    return read_folder(path, trainee, module, _time(time))


def _time(text: str) -> datetime:
    from nbgrader.utils import parse_utc

    try:
        parsed: datetime = parse_utc(text)
    except ValueError as error:
        raise CourseError(_("{text} is not a time").format(text=repr(text))) from error
    return parsed.replace(tzinfo=UTC)


def _belongs(hand_in: HandIn, module: str, people: set[str]) -> None:
    if hand_in.module != module:
        raise CourseError(_("it is for module {given}, not {module}").format(given=repr(hand_in.module), module=module))
    if hand_in.trainee not in people:
        raise CourseError(_("{trainee} is not on the roster").format(trainee=repr(hand_in.trainee)))
    if hand_in.is_empty:
        raise CourseError(_("it holds neither the notebook nor an answer"))


def _store(cohort: Cohort, hand_in: HandIn) -> Fate:
    """Put a hand-in into place whole, unless the one there is as new."""
    place = cohort.submitted(hand_in.trainee, hand_in.module)
    there = _timestamp(place)
    if there and there >= hand_in.at:
        return Fate.UNCHANGED if there == hand_in.at else Fate.OLDER
    draft, old = place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")
    for leftover in (draft, old):
        shutil.rmtree(leftover, ignore_errors=True)
    stamp = hand_in.at.strftime("%Y-%m-%d %H:%M:%S.%f UTC\n").encode()
    for name, data in {**hand_in.files, TIMESTAMP: stamp}.items():
        write_whole(draft / name, data)
    if place.exists():
        place.rename(old)
    draft.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return Fate.COLLECTED


def _timestamp(place: Path) -> datetime | None:
    path = place / TIMESTAMP
    if not path.exists():
        return None
    try:
        return _time(path.read_text(encoding="utf-8").strip())
    except CourseError:
        return None
