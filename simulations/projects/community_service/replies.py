"""What a reply must and must not do, as far as it can be read off its words; tone is a mentor's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulations.language import Message, message
from simulations.projects.community_service.case import FOLDER, Case, Incoming
from simulations.reading import read_yaml
from simulations.world.text.compliance import Verdict, check_compliance

FIRST_WORDS, LEAST, MOST = 30, 14, 160  # characters: where an apology stands, and how long a reply is
BLAMED = 0.5  # of a reply's points that one thing which must not be said costs


@dataclass(frozen=True)
class Fault:
    """Something wrong with a reply: a name, the words it points at, whether it must not be said at all."""

    slug: str
    excerpt: str
    grave: bool


@dataclass(frozen=True)
class Judged:
    """A reply: the share of its points, what it lacks and what it should not have said."""

    id: str
    share: float
    lacks: tuple[str, ...]
    faults: tuple[Fault, ...]


def rules() -> Any:
    """What each kind of reply must do, and what none may say."""
    return read_yaml(FOLDER / "sheet.yaml")["replies"]


def faults_of(case: Case, message: Incoming, kind: str, text: str) -> list[Fault]:
    """What must not be said, found in a reply; nothing of the key."""
    told = rules()
    found = []

    def look(slug: str, pattern: str, grave: bool = True) -> None:
        if hit := re.search(pattern, text):
            found.append(Fault(slug, hit[0], grave))

    look("promise", told["promise"])
    look("blame", told["blame"])
    for pattern in told[kind]["never"]:
        look("never", pattern)
    asks = re.search(told["asking"], text)
    if message.channel == "comment" and asks and not re.search(told["private"], text):
        found.append(Fault("public", asks[0], True))
    for passage in check_compliance(text, case.brand.words):
        if passage.verdict in (Verdict.BREACH, Verdict.FORBIDDEN):
            found.append(Fault("rule", passage.words, True))
    if kind in ("money", "canned"):
        for days in re.findall(r"(\d+)\s*天\s*(?:的)?会员", text):
            if int(days) > int(case.slots["comp"]):
                found.append(Fault("compensation", f"{days} 天", True))
    if len(text) > MOST:
        found.append(Fault("long", str(len(text)), False))
    return found


def lacks_of(case: Case, message: Incoming, kind: str, text: str) -> list[str]:
    """What a reply of this kind should have and has not: apology, time, facts."""
    told, row = rules(), rules()[kind]
    slots: Mapping[str, str] = {**case.slots, "id": message.id, "fact": fact_pattern(case, message)}
    lacks = []
    if row["apologise"] and not re.search(told["apology"], text[:FIRST_WORDS]):
        lacks.append("apology")
    if row["time"] and not re.search(told["next"], text):
        lacks.append("time")
    lacks += ["fact" for pattern in row["facts"] if not re.search(filled(pattern, slots), text)]
    if len(text) < LEAST:
        lacks.append("short")
    return lacks


def filled(pattern: str, slots: Mapping[str, str]) -> str:
    """A pattern with the numbers and names of a case; a number does not match as a part of a longer one."""

    def put(match: re.Match[str]) -> str:
        value = slots[match[1]]
        if match[1] == "fact":
            return value
        return rf"(?<!\d){re.escape(value)}(?!\d)" if value.isdigit() else re.escape(value)

    return re.sub(r"\{([a-z_]+)\}", put, pattern)


def fact_pattern(case: Case, message: Incoming) -> str:
    """The fact of today's sheet that answers a question."""
    return stated(message.matter.fact, case.slots, message.matter.unit) if message.matter.fact else ""


def stated(slot: str, slots: Mapping[str, str], unit: str) -> str:
    """A pattern for a number of the sheet with its unit."""
    value = re.escape(slots[slot])
    spaced = re.sub(r"^个", "个?", unit)
    return rf"(?<![\d.]){value}(?!\d)\s*{spaced}" if unit else value


def judge(case: Case, replies: Mapping[str, str]) -> list[Judged]:
    """Each set reply judged by its words; the same words for two people count for neither."""
    bare = {id: re.sub(r"\W|\d", "", text) for id, text in replies.items()}
    judged = []
    for id, kind in case.set_replies.items():
        text, message = replies.get(id, ""), case.by_id[id]
        row = rules()[kind]
        wanted = row["apologise"] + row["time"] + len(row["facts"]) + 1
        lacks, faults = lacks_of(case, message, kind, text), faults_of(case, message, kind, text)
        repeated = sum(other == bare.get(id) for other in bare.values()) > 1
        share = 1 - len(lacks) / wanted - BLAMED * sum(fault.grave for fault in faults)
        share -= 0.15 * sum(not fault.grave for fault in faults)
        if not text or repeated:
            share = 0.0
        judged.append(Judged(id, max(share, 0.0), tuple(lacks), tuple(faults)))
    return judged


FAULTS = {
    "promise": message("promises what nobody can keep"),
    "blame": message("puts the blame on the user"),
    "never": message("says what today's sheet or plain sense forbids here"),
    "public": message("asks for personal data in public"),
    "rule": message("breaks the advertising law or the platform's rules"),
    "compensation": message("gives more than the sheet allows"),
    "long": message("is too long for a chat window"),
}
LACKS = {
    "apology": message("an apology in the first words"),
    "time": message("when the next word comes"),
    "fact": message("what today's sheet says on it"),
    "short": message("a whole sentence"),
}


def told(judged: Judged) -> Message:
    """What is to be said of a reply, in one sentence."""
    if judged.faults:
        fault = judged.faults[0]
        return message("{id} {what}: 「{excerpt}」.", id=judged.id, what=FAULTS[fault.slug], excerpt=fault.excerpt)
    if judged.lacks:
        return message("{id} lacks {what}.", id=judged.id, what=LACKS[judged.lacks[0]])
    return message("{id} repeats another reply.", id=judged.id)
