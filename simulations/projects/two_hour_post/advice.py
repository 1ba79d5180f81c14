"""Before and after: what a colleague would point out, and what the coach says a change would have been worth."""

import re
from dataclasses import replace

from simulations.coach import Lever, advise
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.two_hour_post.answer import Post
from simulations.projects.two_hour_post.case import TASK, draw_case
from simulations.projects.two_hour_post.judging import passages_of
from simulations.projects.two_hour_post.play import read_post, simulate
from simulations.task import Advice, Finding
from simulations.world.article import ArticlePlan
from simulations.world.text.compliance import Verdict

COACH_WORLDS = 300


def coach(answer: Post, context: Context) -> list[Advice]:
    """What would have changed total reads most, in the context's worlds."""
    case = draw_case(context)
    plan = read_post(answer, case)
    worlds = context.worlds(TASK, COACH_WORLDS, "coach")
    return advise(plan, levers(plan), lambda neighbour: simulate(neighbour, case, worlds).post.reads)


def levers(plan: ArticlePlan) -> list[Lever[ArticlePlan]]:
    """The neighbours of a plan that an editor would think of."""
    title, body = plan.title, plan.body
    found_levers: list[Lever[ArticlePlan]] = []

    def lever(slug: str, neighbour: ArticlePlan, what: Message, why: Message) -> None:
        found_levers.append(Lever(slug, neighbour, what, why))

    def titled(**changes: float) -> ArticlePlan:
        return replace(plan, title=replace(title, **changes))  # type: ignore[arg-type]

    def bodied(**changes: float) -> ArticlePlan:
        return replace(plan, body=replace(body, **changes))  # type: ignore[arg-type]

    for hour in (7, 8, 12, 20, 21, 22):
        if hour != plan.hour:
            what = message("{hour}:00 instead of {today}:00", hour=hour, today=plan.hour)
            lever(
                "slot",
                replace(plan, hour=hour),
                what,
                message("Open when these readers have their phone in hand: look at the account's own hours."),
            )
    if title.flat_list:
        lever(
            "title",
            titled(flat_list=0, person=1, conflict=1),
            message("a title with one person and one conflict instead of a list"),
            message("A list title could stand on any account; a person in a bind makes the reader ask why."),
        )
    elif not (title.conflict and title.person):
        lever("title", titled(conflict=1, person=1), message("a person and a conflict in the title"),
              message("Readers open what could have happened to them and turned out otherwise."))  # fmt: skip
    if title.loud or title.pain > 2:
        lever("loud", titled(loud=0, pain=min(title.pain, 2)), message("one pain word and no shouting in the title"),
              message("The second pain word adds little, the third makes the title look like bait."))  # fmt: skip
    if not title.on_topic:
        lever(
            "title_topic",
            titled(on_topic=1),
            message("the topic's own word in the title"),
            message("Who has the problem searches its name and stops at it."),
        )
    if plan.digest < 1:
        lever(
            "digest",
            replace(plan, digest=1),
            message("a digest that adds what the title leaves open"),
            message("In the list and in Moments the digest is the second title."),
        )
    if body.long_share > 0.2:
        lever(
            "layout",
            bodied(long_share=0.1),
            message("paragraphs of at most three lines on a phone"),
            message("A block as high as the screen is where readers leave."),
        )
    if body.headings * 350 < body.length * 0.6:
        lever(
            "headings",
            bodied(headings=max(round(body.length / 350), 1)),
            message("a heading every 350 characters or so"),
            message("Headings let a skimming reader find the place to stay."),
        )
    if body.pictures * 400 < body.length * 0.6:
        lever(
            "pictures",
            bodied(pictures=max(round(body.length / 400), 1)),
            message("a picture every 400 characters or so"),
            message("A screenshot of the step saves a paragraph and a question."),
        )
    if body.opening < 0.75:
        lever(
            "first_lines",
            bodied(opening=1.0),
            message("a scene with a person, a pain and a number in the first three lines"),
            message("Half of those who leave do so on the first screen."),
        )
    if body.case < 0.75:
        lever(
            "case",
            bodied(case=1.0, ordered=1.0),
            message("a case with a person and counted before and after"),
            message("A case is what readers pass on: it argues for them."),
        )
    if body.steps < 5:
        lever(
            "steps",
            bodied(steps=6),
            message("steps a reader can follow tonight"),
            message("Useful is what is shared; praise is not."),
        )
    if body.advertising > 0.2:
        lever(
            "advertising",
            bodied(advertising=0.0),
            message("the product named once, where it solves the step"),
            message("Readers do not pass on an advertisement."),
        )
    return found_levers


def check(answer: Post, context: Context) -> list[Finding]:
    """What a colleague would point out before it goes out; nothing of the key."""
    case = draw_case(context)
    plan = read_post(answer, case)
    title, body = plan.title, plan.body
    findings = [
        Finding(
            field="body",
            grave=passage.verdict is not Verdict.NEEDS_PROOF,
            what=passage.why,
            excerpt=passage.sentence,
        )
        for passage in passages_of(answer, case)
    ]

    def note(field: str, wrong: object, what: Message, excerpt: str = "") -> None:
        if wrong:
            findings.append(Finding(field=field, grave=False, what=what, excerpt=excerpt))

    rows = case.rows
    for conflict, row in answer.facts.items():
        if row not in rows:
            findings.append(
                Finding(
                    field="facts",
                    grave=True,
                    what=message("{row} is not a row of the material", row=row),
                    excerpt=conflict,
                )
            )
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]*)\)", answer.body):
        if picture.removeprefix("pic:") not in case.pictures:
            findings.append(
                Finding(
                    field="body",
                    grave=True,
                    what=message("{picture} is not a picture of the case", picture=picture),
                )
            )
    material = "\n".join(row.text for row in rows.values())
    units = "|".join(sorted({re.escape(conflict.unit) for conflict in case.conflicts} | {"分钟", "小时", "人", "%"}))
    for number in dict.fromkeys(re.findall(rf"\d+(?:\.\d+)?\s*(?:{units})", f"{answer.title}\n{answer.body}")):
        note(
            "body",
            number.replace(" ", "") not in material.replace(" ", ""),
            message("The number {number} does not stand in the material: where is it from?", number=number),
        )
    note("title", title.flat_list, message("A flat list title: it could stand on any account."))
    note("title", title.loud, message("Shouting words make a title look like bait."))
    note("title", title.pain > 2, message("{n} pain words in one title; two are enough.", n=title.pain))
    note("title", not title.on_topic, message("The title does not name the topic."))
    note(
        "title",
        not (title.person or title.scene),
        message("No person and no scene in the title: who is it about?"),
    )
    note("digest", plan.digest < 0, message("No digest: the platform will take the first 54 characters."))
    note("digest", plan.digest == 0, message("The digest repeats the title."))
    note(
        "body",
        body.long_share > 0.3,
        message("{share:.0%} of the text stands in paragraphs of more than 120 characters.", share=body.long_share),
    )
    note(
        "body",
        body.length > 600 and body.headings == 0,
        message("No heading in {n} characters.", n=body.length),
    )
    note("body", body.pictures == 0, message("No picture."))
    note(
        "body",
        body.length < 800,
        message("{n} characters: too little for pain, solution and case.", n=body.length),
    )
    note("body", body.promise < 0.5, message("The title promises what the text does not take up."))
    note("body", body.pain < 0.5, message("The pain is hardly to be seen: whose is it, and when does it hurt?"))
    note("body", body.solution < 0.5, message("The solution has hardly a step one could follow."))
    note("body", body.case < 0.5, message("No case with a person and a number."))
    note("body", body.advertising > 0.3, message("Reads like an advertisement."))
    note("call_to_action", not plan.call, message("Nothing is asked of the reader at the end."))
    return findings


def sister(context: Context) -> Context:
    """The same job for another brand and other readers, in public worlds."""
    candidates = (Context(f"{context.cohort}/sister{k}", context.trainee) for k in range(100))
    mine = draw_case(context).brand_slug
    return next(candidate for candidate in candidates if draw_case(candidate).brand_slug != mine)
