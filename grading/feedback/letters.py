"""A letter to trainees: kept in the database, and at once in the packages that are sent to them."""

from collections.abc import Iterable
from pathlib import Path

from grading.course.cohort import Cohort
from grading.course.errors import CourseError
from grading.feedback.package import write_package
from grading.records import store
from grading.records.letters import save_letters
from simulations.language import _

MOST_TEXT, MOST_WHO = 2000, 60  # what `curriculum.inbox.Letter` takes


def send_letter(cohort: Cohort, to: Iterable[str], who: str, text: str) -> list[Path]:
    """Write a letter to trainees.

    Parameters
    ----------
    to : iterable of str
        Ids of the roster.
    who : str
        How the sender signs.

    Returns
    -------
    list of Path
        The packages to send, one a trainee, in the order asked for.

    Raises
    ------
    CourseError
        If the letter is empty, unsigned or too long, or somebody is not on the roster; nothing was written then.
    """
    wanted, who, text = list(dict.fromkeys(to)), who.strip(), text.strip()
    people = {person.id for person in cohort.roster()}
    if not text:
        raise CourseError(_("the letter is empty"))
    if len(text) > MOST_TEXT:
        raise CourseError(
            _("the letter has {given} characters; at most {most}").format(given=len(text), most=MOST_TEXT)
        )
    if not who:
        raise CourseError(_("nobody has signed the letter: say who it is from"))
    if len(who) > MOST_WHO:
        raise CourseError(
            _("the signature has {given} characters; at most {most}").format(given=len(who), most=MOST_WHO)
        )
    if not wanted:
        raise CourseError(_("the letter is to nobody: say to whom"))
    if strangers := [trainee for trainee in wanted if trainee not in people]:
        raise CourseError(_("not on the roster: {ids}").format(ids=", ".join(strangers)))
    with store.connect(cohort.db_url) as connection:
        save_letters(connection, wanted, who, text)
    return [write_package(cohort, trainee) for trainee in wanted]
