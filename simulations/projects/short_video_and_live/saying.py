"""What may not be said: absolute terms, claims without proof, prices nobody ever paid, numbers that do not hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulations.language import Message, message
from simulations.projects.short_video_and_live.answer import Session
from simulations.projects.short_video_and_live.case import Case
from simulations.world.rulebook.rules import rule
from simulations.world.text.compliance import SENTENCE, Verdict, check_compliance

NEVER = re.compile(r"全网最低|史上最低|最低价|国家级|行业第一|根治|第一品牌|顶级|永久|百分百|100%")
DENIED = re.compile(r"不(?:说|写|是|敢|会|能|许|喊|要)|没有|别(?:说|写|信)|禁")
NUMBER = re.compile(r"(\d+)\s*(?:件|份|单|个|套|名|台)")
SESSION = ("blocks", "goods", "rescue")  # what is said on air


@dataclass(frozen=True)
class Wrong:
    """Something that may not be said: in which field, against which rule, the words, why."""

    field: str
    rule: str
    words: str
    why: Message


def wrong_in(answer: Session, case: Case) -> list[Wrong]:
    """Everything said or shown in the answer that breaks a rule."""
    return [*_texts(answer, case), *_prices(answer, case), *_numbers(answer, case)]


def false_statements(answer: Session, case: Case) -> set[str]:
    """Rules that something of the session breaks."""
    return {one.rule for one in wrong_in(answer, case) if one.field in SESSION}


def _texts(answer: Session, case: Case) -> Iterator[Wrong]:
    texts = [("shots", f"{shot.words}。{shot.caption}") for shot in answer.shots]
    texts += [("packages", f"{row.title}。{row.call}。{'。'.join(row.tags)}") for row in answer.packages]
    texts += [("blocks", block.cue) for block in answer.blocks]
    texts += [("rescue", row.told) for row in answer.rescue]
    traps = [point for point in case.points if point.right in ("unproven", "forbidden")]
    for field, text in texts:
        found = set()
        for passage in check_compliance(text, case.brand.words, "douyin"):
            if passage.verdict in (Verdict.FORBIDDEN, Verdict.BREACH):
                found.add(passage.rule)
                yield Wrong(field, passage.rule, passage.words, passage.why)
        for match in SENTENCE.finditer(text):
            if DENIED.search(match[0]):
                continue
            if (hit := NEVER.search(match[0])) and "absolute_terms" not in found:
                held = rule("absolute_terms")
                why = message("{rule}: {about}", rule=held.name, about=held.about)
                yield Wrong(field, held.slug, hit[0], why)
            for point in traps:
                hit = point.says.search(match[0])
                if hit and point.right == "unproven":
                    why = message("{id} has no proof: {evidence}.", id=point.id, evidence=point.evidence)
                    yield Wrong(field, "false_claims", hit[0], why)


def _prices(answer: Session, case: Case) -> Iterator[Wrong]:
    for row in answer.goods:
        good = next(one for one in case.goods if one.id == row.item)
        if row.use != "off" and row.compared_yuan > good.lowest_yuan:
            why = message(
                "{name}: struck-out price {said:g}, but in the seven days before it was sold at {lowest:g}.",
                name=good.name, said=row.compared_yuan, lowest=good.lowest_yuan,
            )  # fmt: skip
            yield Wrong("goods", "live_commerce", f"{row.compared_yuan:g}", why)
        if row.use != "off" and row.stock > good.stock:
            why = message("{name}: {said} on sale, {there} in the store.", name=good.name, said=row.stock,
                          there=good.stock)  # fmt: skip
            yield Wrong("goods", "live_commerce", str(row.stock), why)


def _numbers(answer: Session, case: Case) -> Iterator[Wrong]:
    """A limited number that is said must be the number on sale."""
    rows = {row.item: row for row in answer.goods}
    for block in answer.blocks:
        if block.offer != "limited":
            continue
        said = NUMBER.search(block.cue)
        row = rows.get(block.product) if block.product != "none" else None
        if said is None:
            why = message("Minute {n}: a limited number without the number.", n=block.start)
        elif row is None or row.stock > int(said[1]):
            there = row.stock if row else 0
            why = message("Minute {n}: {said} are said, {there} are on sale.", n=block.start, said=said[1], there=there)
        else:
            continue
        yield Wrong("blocks", "false_scarcity", block.cue[:30], why)
