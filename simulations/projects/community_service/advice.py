"""Before handing in: what a colleague would point out, and nothing of the key."""

import re
from collections.abc import Iterable

from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.community_service.answer import Service
from simulations.projects.community_service.autoreply import first_match, seen
from simulations.projects.community_service.case import Case, draw_case
from simulations.projects.community_service.plan import COLLEAGUE_LEAVES, MOST_DESK_HOURS
from simulations.projects.community_service.replies import FAULTS, LEAST, faults_of, rules
from simulations.projects.community_service.triage import decided, decisions
from simulations.task import Finding

BROAD = 0.3  # of the day's private messages that one keyword may take without a question
NUMBER = re.compile(r"\d+(?:\.\d+)?")
CLOCK = re.compile(r"M\d\d|\d+\s*[点:：]\d*")  # ids and times of the day are nobody's figures


def check(answer: Service, context: Context) -> list[Finding]:
    """What a colleague would point out: slips of form, words to avoid, numbers without a source."""
    case = draw_case(context)
    return [
        *_ids(answer, case),
        *_roster(answer),
        *_replies(answer, case),
        *_auto(answer, case),
        *_report(answer, case),
    ]


def _found(field: str, what: Message, excerpt: str = "", *, grave: bool = False) -> Finding:
    return Finding(field=field, grave=grave, what=what, excerpt=excerpt)


def _ids(answer: Service, case: Case) -> Iterable[Finding]:
    cited: dict[str, Iterable[str]] = {
        "exceptions": answer.exceptions,
        "replies": answer.replies,
        "faq": [id for entry in answer.faq for id in entry.covers],
        "needs": [id for need in answer.needs for id in need.evidence],
    }
    for field, ids in cited.items():
        for id in dict.fromkeys(ids):
            known = case.set_replies if field == "replies" else case.by_id
            if id not in known:
                yield _found(field, message("{id} is not one of the messages here", id=id), grave=True)
    covered = [id for entry in answer.faq for id in set(entry.covers)]
    if twice := sorted({id for id in covered if covered.count(id) > 1}):
        yield _found("faq", message("Messages in two entries of the handbook: {ids}", ids="、".join(twice)))


def _roster(answer: Service) -> Iterable[Finding]:
    for who in ("me", "colleague"):
        hours = {h for s in answer.shifts if s.who == who and s.mode == "desk" for h in range(s.start, s.end)}
        if len(hours) > MOST_DESK_HOURS:
            yield _found("shifts", message("{n} hours at the desk: after nine nobody answers well.", n=len(hours)))
        if who == "colleague" and any(hour >= COLLEAGUE_LEAVES or hour < 9 for hour in hours):
            yield _found("shifts", message("The colleague is there from 9 to 18 only."), grave=True)
    called = {hour for shift in answer.shifts if shift.mode == "call" for hour in range(shift.start, shift.end)}
    if answer.wakes and not called:
        yield _found("wakes", message("Something may ring, but nobody is on call."))
    if called and not answer.wakes:
        yield _found("shifts", message("Somebody is on call, but nothing may ring."))


def _replies(answer: Service, case: Case) -> Iterable[Finding]:
    lines = " ".join(line.text for line in case.policy)
    for id, kind in case.set_replies.items():
        text = answer.replies.get(id, "")
        if not text:
            yield _found("replies", message("{id} has no reply yet", id=id), grave=True)
            continue
        for fault in faults_of(case, case.by_id[id], kind, text):
            words = fault.excerpt if fault.slug != "long" else ""
            yield _found("replies", message("{id} {what}", id=id, what=FAULTS[fault.slug]), words, grave=fault.grave)
        if rules()[kind]["apologise"] and not re.search(rules()["apology"], text):
            yield _found("replies", message("{id}: somebody is upset, and nobody has said sorry.", id=id))
        if len(text) < LEAST:
            yield _found("replies", message("{id}: hardly a sentence.", id=id))
        quoted = set(NUMBER.findall(CLOCK.sub("", text)))
        for number in sorted(quoted - set(NUMBER.findall(lines + case.by_id[id].text + case.by_id[id].when))):
            yield _found("replies", message("{id}: {number} stands neither in the sheet nor in the message.",
                                            id=id, number=number))  # fmt: skip
    texts = [re.sub(r"\W|\d", "", text) for text in answer.replies.values()]
    if len(set(texts)) < len(texts):
        yield _found("replies", message("Two people get the same words."))


def _auto(answer: Service, case: Case) -> Iterable[Finding]:
    today = [text for _matter, text in seen(case)]
    hits = [first_match(answer.auto, text) for text in today]
    for place, rule in enumerate(answer.auto):
        alone = [text for text in today if first_match([rule], text) is not None]
        if len(alone) > BROAD * len(today):
            what = message("Rule {n} (「{keyword}」) takes {count} of {all} private messages: too broad?", n=place + 1,
                           keyword=rule.keyword, count=len(alone), all=len(today))  # fmt: skip
            yield _found("auto", what)
        elif alone and place not in hits:
            what = message("Rule {n} (「{keyword}」) never gets its turn: rules before it take its messages.",
                           n=place + 1, keyword=rule.keyword)  # fmt: skip
            yield _found("auto", what)
        if rule.reply != "human" and int(rule.reply[1:]) > len(answer.faq):
            yield _found(
                "auto", message("Rule {n} sends an entry that the handbook does not have.", n=place + 1), grave=True
            )
    chosen = decisions(answer)
    unheard = [m.id for m in case.messages if m.channel == "comment" and decided(chosen, m).route == "auto"]
    if unheard:
        what = message("A comment gets no auto-reply: {n} of today's would stay without an answer.", n=len(unheard))
        yield _found("rules", what, grave=True)
    if all(rule.reply != "human" for rule in answer.auto):
        yield _found("auto", message("No rule hands anybody to a person."))


def _report(answer: Service, case: Case) -> Iterable[Finding]:
    for number, need in enumerate(answer.needs, start=1):
        if need.people > len(set(need.evidence)):
            yield _found("needs", message("No. {n}: more people than messages.", n=number), need.need)
    if re.search(r"上线|已经?(?:在)?(?:做|开发)", answer.weekly_note + "".join(n.suggestion for n in answer.needs)):
        yield _found("needs", message("When it comes out is for product to say."))
