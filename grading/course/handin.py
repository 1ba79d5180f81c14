"""A hand-in as it arrives, zip or folder: read with caps, nothing in it is trusted, nothing is unpacked blindly."""

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from curriculum.handing_in import Receipt
from grading.course.errors import CourseError
from simulations.language import _

MOST_MEMBERS = 200
MOST_BYTES = 20_000_000
RECEIPT = "receipt.json"
NAME = re.compile(r"^(?P<trainee>.+)__(?P<module>[a-z0-9_]+?)__(?P<time>\d{8}T\d{6})\b", re.I)
ANSWER = re.compile(r"^answers/[\w.-]+\.(json|csv)$")


@dataclass(frozen=True)
class HandIn:
    """What somebody handed in: whose it says it is, when, and the files that are looked at."""

    trainee: str
    module: str
    at: datetime
    files: dict[str, bytes]

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a notebook nor an answer in it."""
        return not set(self.files) - {RECEIPT}


def read_zip(path: Path, cohort: str) -> HandIn:
    """A zip that came by mail or chat, named `<trainee>__<module>__<time>.zip`, with its receipt.

    Raises
    ------
    CourseError
        If it is not a zip, holds what a hand-in does not hold, or contradicts its receipt; says which.
    """
    try:
        with zipfile.ZipFile(path) as bundle:
            files = dict(_members(bundle))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise CourseError(_("the zip cannot be read: {why}").format(why=error)) from error
    receipt = _receipt(files.get(RECEIPT))
    _check(receipt, path.name, cohort, files)
    return HandIn(receipt.trainee, receipt.module, _utc(receipt.handed_in_at), _kept(files, receipt.module))


def read_folder(path: Path, trainee: str, module: str, at: datetime) -> HandIn:
    """A folder out of nbgrader's exchange, which names trainee, module and time itself.

    Raises
    ------
    CourseError
        If it holds links, or more than a hand-in may.
    """
    files: dict[str, bytes] = {}
    size = 0
    for file in (path, *sorted(path.rglob("*"))):
        if file.is_symlink():
            raise CourseError(_("{name} is a link").format(name=file.relative_to(path).as_posix()))
        name = file.relative_to(path).as_posix()
        if file.is_file() and _is_kept(name, module):
            size += file.stat().st_size
            _cap(len(files) + 1, size)
            files[name] = file.read_bytes()
    return HandIn(trainee, module, _utc(at), files)


def _members(bundle: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Regular files by name. Sizes in a zip's directory may lie, so what is read is what is counted."""
    size, seen = 0, set()
    infos = bundle.infolist()
    _cap(len(infos), 0)
    for info in infos:
        name = info.filename
        if "\\" in info.orig_filename or ":" in name or PurePosixPath(name).is_absolute() or ".." in name.split("/"):
            raise CourseError(_("{name} leads out of the folder").format(name=repr(name)))
        if stat.S_ISLNK(info.external_attr >> 16):
            raise CourseError(_("{name} is a link").format(name=repr(name)))
        if info.is_dir():
            continue
        if name in seen:
            raise CourseError(_("{name} is in it twice").format(name=repr(name)))
        seen.add(name)
        with bundle.open(info) as file:
            data = file.read(MOST_BYTES - size + 1)
        size += len(data)
        _cap(len(seen), size)
        yield name, data


def _cap(members: int, size: int) -> None:
    if members > MOST_MEMBERS:
        raise CourseError(_("it holds {members} files; at most {most}").format(members=members, most=MOST_MEMBERS))
    if size > MOST_BYTES:
        raise CourseError(
            _("unpacked it is larger than {most} MB, the most that is read").format(most=MOST_BYTES // 1_000_000)
        )


def _receipt(data: bytes | None) -> Receipt:
    if data is None:
        raise CourseError(_("there is no receipt.json in it: hand in with the button, or `academy submit`"))
    try:
        return Receipt.model_validate_json(data)
    except (ValidationError, RecursionError) as error:
        raise CourseError(_("its receipt.json is damaged")) from error


def _check(receipt: Receipt, name: str, cohort: str, files: dict[str, bytes]) -> None:
    """The receipt against the file's name, the cohort and the answers; a notebook may have been saved since."""
    if receipt.cohort != cohort:
        raise CourseError(
            _("it was made for cohort {given}, this is {cohort}").format(given=repr(receipt.cohort), cohort=cohort)
        )
    named = NAME.match(name)
    for field in ("trainee", "module"):
        if named and named[field] != getattr(receipt, field):
            raise CourseError(
                _("the file's name says {named}, its receipt says {receipt}").format(
                    named=repr(named[field]), receipt=repr(getattr(receipt, field))
                )
            )
    for file, fingerprint in receipt.files.items():
        if ANSWER.match(file) and hashlib.sha256(files.get(file, b"")).hexdigest() != fingerprint:
            raise CourseError(_("{file} is not the one the receipt was written for").format(file=file))


def _kept(files: dict[str, bytes], module: str) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if _is_kept(name, module)}


def _is_kept(name: str, module: str) -> bool:
    """Notebook, answers and receipt; whatever else came along is left where it is."""
    return name in (f"{module}.ipynb", RECEIPT) or bool(ANSWER.match(name))


def _utc(at: datetime) -> datetime:
    """The newest wins, so a clock that runs ahead by more than a day would win for ever."""
    try:
        utc = at.astimezone(UTC)
    except OverflowError:
        utc = datetime.max.replace(tzinfo=UTC)
    if utc > datetime.now(UTC) + timedelta(days=1):
        raise CourseError(_("it is dated {at}, which is still to come").format(at=at.isoformat()))
    return utc
