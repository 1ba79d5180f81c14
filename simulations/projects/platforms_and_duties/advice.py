"""Before handing in: what a colleague would point out. Rules that everybody may know, nothing of the key."""

from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.platforms_and_duties.account import breaches, over_limits
from simulations.projects.platforms_and_duties.answer import Sorted
from simulations.projects.platforms_and_duties.case import Story, draw_case
from simulations.projects.platforms_and_duties.play import over_room
from simulations.projects.platforms_and_duties.versions import (
    COPIED,
    GREETING,
    TAG,
    adapted,
    foreign_numbers,
)
from simulations.task import Finding
from simulations.world.platforms import platform_name
from simulations.world.rulebook import limits
from simulations.world.text.words import characters

ONE_SIDED = 8  # equal choices in ten situations that look like no choice at all


def check(answer: Sorted, context: Context) -> list[Finding]:
    """Room on the platforms, limits and law of the account, form of the versions."""
    case = draw_case(context)
    findings: list[Finding] = []

    def note(field: str, what: Message, grave: bool = False, excerpt: str = "") -> None:
        findings.append(Finding(field=field, grave=grave, what=what, excerpt=excerpt))

    for id in over_room(answer.places, case.grounds):
        platform = platform_name(answer.places[id])
        note(
            "placements",
            message("{platform} has no room for {id}: it would not go out.", platform=platform, id=id),
            True,
        )
    for part in ("duty", "department", "give"):
        chosen = [getattr(handling, part) for handling in answer.cases.values()]
        if chosen and max(chosen.count(one) for one in chosen) >= ONE_SIDED:
            note("cases", message("Nearly every message got the same answer: read them once more, one by one."))
            break
    for field, said in (*over_limits(answer, case.profile), *breaches(answer, case)):
        note(field, said, True)
    for word in (case.profile.word(id) for id in answer.tags):
        if word.kind == "rival":
            note("tags", message("「{word}」 is another company's name.", word=word.text), True)
    findings += _of_versions(answer, case.story)
    return findings


def _of_versions(answer: Sorted, story: Story) -> list[Finding]:
    """Length, greeting, wording carried over, figures that stand nowhere in the material."""
    found = []

    def note(field: str, what: Message, grave: bool = False, excerpt: str = "") -> None:
        found.append(Finding(field=field, grave=grave, what=what, excerpt=excerpt))

    for slug in story.platforms:
        name, text, title = platform_name(slug), *(written(answer, slug))
        if not text or not title:
            note("texts", message("{platform}: title or text is missing.", platform=name), True)
            continue
        row, form = limits(slug).get("title"), story.forms[slug]
        if row and not row.get("min", 1) <= len(title) <= row["max"]:
            told = message(
                "{platform}: the title has {n} characters, {least} to {most} are allowed.",
                platform=name, n=len(title), least=row.get("min", 1), most=row["max"],
            )  # fmt: skip
            note("titles", told, True)
        if not form["least"] <= characters(TAG.sub("", text)) <= form["most"]:
            told = message(
                "{platform}: {n} characters; {least} to {most} are usual for this part.",
                platform=name, n=characters(TAG.sub("", text)), least=form["least"], most=form["most"],
            )  # fmt: skip
            note("texts", told)
        if GREETING.search(text):
            note("texts", message("{platform}: begins with a greeting.", platform=name), False, text[:20])
    _free, worst = adapted(answer.told, story)
    if worst >= COPIED:
        note("texts", message("Two versions share {share:.0%} of their wording.", share=worst))
    for number in foreign_numbers("\n".join([*answer.titled.values(), *answer.told.values()]), story):
        note("texts", message("The number {number} does not stand in the material: where is it from?", number=number))
    return found


def written(answer: Sorted, slug: str) -> tuple[str, str]:
    """Text and title of a platform's version, empty where there is none."""
    return answer.told.get(slug, ""), answer.titled.get(slug, "")
