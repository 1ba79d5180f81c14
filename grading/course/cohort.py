"""A cohort: its folder, its public card, its secret and its people."""

import re
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from curriculum.files import write_whole
from curriculum.syllabus import module as find_module
from curriculum.workplace import PublicCohort, ReleasedModule
from grading.course.errors import CourseError
from grading.course.roster import Person, read_roster
from grading.records.store import connect
from simulations.identity import Context
from simulations.language import _

CARD, SECRET, ROSTER, DATABASE, CONFIG = "cohort.json", ".secret", "roster.csv", ".database", "nbgrader_config.py"
SECRET_BYTES = 32
PRIVATE = ("source", "submitted", "autograded", "feedback", "reports")
PUBLIC = ("release", "handout")
CONFIG_TEXT = '''"""A cohort of new-media-academy; plain `nbgrader` commands work in this folder."""

from pathlib import Path

from grading.course import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821  (given by the loader)
'''


@dataclass(frozen=True)
class Cohort:
    """A cohort's folder and what stands on its public card.

    Attributes
    ----------
    root : Path
        An nbgrader course: `source/`, `release/`, `submitted/`, `autograded/`, `feedback/`, and beside them
        `exchange/`, `handout/`, `reports/`.
    card : PublicCohort
        Id, title and released modules with their due dates: all that trainees get to know.
    """

    root: Path
    card: PublicCohort

    @property
    def id(self) -> str:
        return self.card.id

    @property
    def title(self) -> str:
        return self.card.title

    @property
    def modules(self) -> dict[str, ReleasedModule]:
        return self.card.modules

    @property
    def secret(self) -> bytes:
        """The secret that grading worlds follow from; it never leaves this folder but for the trusted process.

        Raises
        ------
        CourseError
            If it is lost or damaged; says what to do.
        """
        path = self.root / SECRET
        try:
            secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            secret = b""
        if len(secret) != SECRET_BYTES:
            raise CourseError(
                _(
                    "{path} is missing or damaged. Without it nobody can be graded in the same worlds again. "
                    "Put it back from the cohort's archive or a backup. "
                    "Only if nobody has been graded yet: create the cohort anew."
                ).format(path=path)
            )
        return secret

    @property
    def db_url(self) -> str:
        """Where grades are kept: the file `.database` names another place than `gradebook.db`."""
        named = self.root / DATABASE
        if named.exists():
            return named.read_text(encoding="utf-8").strip()
        return sqlite_url(self.root / "gradebook.db")

    def context(self, trainee: str) -> Context:
        """For whom a task is drawn and graded."""
        return Context(self.id, trainee, self.secret)

    def roster(self) -> list[Person]:
        """The people of the cohort, as the roster file says today."""
        return read_roster(self.root / ROSTER)

    def submitted(self, trainee: str, module: str) -> Path:
        """Where a trainee's collected hand-in lies."""
        return self.root / "submitted" / trainee / module

    def autograded(self, trainee: str, module: str) -> Path:
        """Where the graded copy of a hand-in lies."""
        return self.root / "autograded" / trainee / module

    def require(self, module: str) -> None:
        """Raise a CourseError unless the module belongs to this cohort; names those that do."""
        if module not in self.modules:
            raise CourseError(
                _("cohort {id} has no module {module}; it has: {known}").format(
                    id=self.id, module=repr(module), known=", ".join(self.modules)
                )
            )


def sqlite_url(path: Path) -> str:
    """A database file that waits a minute for its turn instead of five seconds."""
    return f"sqlite:///{path.resolve().as_posix()}?timeout=60"


def open_cohort(root: Path) -> Cohort:
    """The cohort in a folder.

    Raises
    ------
    CourseError
        If the folder holds none or its card is damaged.
    """
    root = Path(root).resolve()
    try:
        card = PublicCohort.model_validate_json((root / CARD).read_bytes())
    except FileNotFoundError as error:
        raise CourseError(_("{root} is not a cohort's folder: no {card} in it").format(root=root, card=CARD)) from error
    except (OSError, ValueError) as error:
        raise CourseError(_("{path} cannot be used: {why}").format(path=root / CARD, why=error)) from error
    return Cohort(root, card)


def create_cohort(
    root: Path,
    *,
    title: str,
    roster: Path,
    modules: Mapping[str, datetime | None] | Iterable[str],
    id: str | None = None,
    secret: bytes | None = None,
    db_url: str | None = None,
) -> Cohort:
    """Make a cohort's folder: written beside its place and moved there when complete.

    Parameters
    ----------
    root : Path
        Must not exist yet.
    roster : Path
        CSV with id, name, mentor.
    modules : mapping or iterable
        Slugs, with due dates where there are any.
    id, secret, db_url : optional
        For a cohort that is to be the same every time (a demo, a test), or whose grades are kept elsewhere.

    Raises
    ------
    CourseError
        If the folder exists, the place cannot be written to, a module is unknown or the roster is not usable.
    """
    root = Path(root).absolute()
    if root.exists():
        raise CourseError(_("{root} exists already: choose another folder").format(root=root))
    people = read_roster(Path(roster))
    due = dict(modules) if isinstance(modules, Mapping) else dict.fromkeys(modules)
    for slug in due:
        try:
            find_module(slug)
        except KeyError as error:
            raise CourseError(error.args[0]) from error
    card = PublicCohort(
        id=id or _new_id(root.name),
        title=title,
        modules={slug: ReleasedModule(due=when) for slug, when in due.items()},
    )
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=root.parent, prefix=f".{root.name}."))
    except OSError as error:
        raise CourseError(
            _("{parent} cannot be written to: {why}").format(parent=root.parent, why=error.strerror)
        ) from error
    try:
        _fill(draft, card, Path(roster), secret or secrets.token_bytes(SECRET_BYTES), db_url)
        enrol(Cohort(draft, card), people)
        draft.rename(root)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return Cohort(root.resolve(), card)


def enrol(cohort: Cohort, people: Iterable[Person] | None = None) -> None:
    """Bring nbgrader's gradebook in step with the roster; nobody is ever removed from it."""
    from nbgrader.api import Gradebook

    with Gradebook(cohort.db_url, cohort.id) as gradebook:
        for person in cohort.roster() if people is None else people:
            gradebook.update_or_create_student(person.id, last_name=person.name, first_name="")


def _new_id(name: str) -> str:
    """A public id that no other cohort has: two cohorts with one id would share their variants."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f"{slug or 'cohort'}-{secrets.token_hex(3)}"


def _fill(draft: Path, card: PublicCohort, roster: Path, secret: bytes, db_url: str | None) -> None:
    """Everything but the people. On a shared machine trainees reach the exchange, not what lies beside it."""
    draft.chmod(0o755)
    for folder in PRIVATE:
        (draft / folder).mkdir(mode=0o700)
    for folder in PUBLIC:
        (draft / folder).mkdir()
    exchange = draft / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    write_whole(draft / CARD, card.model_dump_json(indent=1).encode() + b"\n")
    write_whole(draft / SECRET, secret.hex().encode() + b"\n", mode=0o600)
    write_whole(draft / ROSTER, roster.read_bytes(), mode=0o600)
    write_whole(draft / CONFIG, CONFIG_TEXT.encode())
    if db_url:
        write_whole(draft / DATABASE, db_url.encode() + b"\n", mode=0o600)
    _prepare_database(Cohort(draft, card).db_url)


def _prepare_database(db_url: str) -> None:
    """Write-ahead logging lets a report be read while grades are written; the setting stays with the file."""
    url = make_url(db_url)
    if url.get_backend_name() == "sqlite" and url.database:
        database = sqlite3.connect(url.database)
        database.execute("PRAGMA journal_mode=WAL")
        database.close()
        Path(url.database).chmod(0o600)
    with connect(db_url):
        pass
