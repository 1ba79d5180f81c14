"""The roster: who is in the cohort, and who their mentor is."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from curriculum.workplace import Trainee, names_files
from grading.course.errors import CourseError, listed
from grading.course.table import Line, read_table
from simulations.language import _


@dataclass(frozen=True)
class Person:
    """A trainee of the cohort."""

    id: str
    name: str
    mentor: str


def read_roster(path: Path) -> list[Person]:
    """People of a roster file (columns id, name, mentor), in its order.

    Raises
    ------
    CourseError
        If it holds nobody, or an id is missing, twice or not usable; names every line and value.
    """
    lines = read_table(path, "roster", optional=frozenset({"mentor"}))
    if not lines:
        raise CourseError(_("{path} holds nobody").format(path=path))
    first: dict[str, int] = {}
    problems = []
    for line in lines:
        if problem := _problem(line, first):
            problems.append(_("line {number}: {problem}").format(number=line.number, problem=problem))
        first.setdefault(line["id"].casefold(), line.number)
    if problems:
        raise listed(_("{path} cannot be used:").format(path=path), problems)
    return [Person(line["id"], line["name"], line["mentor"]) for line in lines]


def mentors_of(people: Iterable[Person]) -> list[str]:
    """The mentors of these people, each once, in the roster's order."""
    return list(dict.fromkeys(person.mentor for person in people if person.mentor))


def _problem(line: Line, first: dict[str, int]) -> str | None:
    """What is wrong with a line; ids name folders, and some file systems do not tell A01 from a01."""
    id, name = line["id"], line["name"]
    if not id:
        return _("no id (name {name})").format(name=repr(name))
    if id.casefold() in first:
        return _("id {id} stands already in line {first}").format(id=repr(id), first=first[id.casefold()])
    try:
        Trainee(id=id)
    except ValidationError:
        usable = False
    else:
        usable = names_files(id)
    if not usable:
        return _("id {id} names a folder: letters, digits, . _ @ - only, at most 64, no dot at either end").format(
            id=repr(id)
        )
    return None
