"""An account read by its rules: limits, law, words that are searched, what its bio promises."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from simulations.judging import detection
from simulations.language import Message, message
from simulations.projects.platforms_and_duties.answer import LABELS, Sorted
from simulations.projects.platforms_and_duties.case import FOLDER, Material, Profile
from simulations.reading import read_yaml
from simulations.world.rulebook import limits
from simulations.world.text.compliance import Verdict, check_compliance
from simulations.world.text.words import found, hanzi

CONTACT = re.compile(
    r"1\d{10}|(?<!\d)\d{7,}(?!\d)|微信|薇信|威信|V信|(?<![A-Za-z])(?:vx|wx|qq)(?![A-Za-z])|二维码|加我|私我|https?://|@[\w.]+\.\w",
    re.IGNORECASE,
)
UNPROVED = re.compile(r"\d+\s*万?(?:用户|家|人都|团队)|行业第一|第一|国家级|领先|最(?!近|后|初|少|多三)")
LISTED = 0.5  # share of a bio that listed words take up, from which on it is a list and no sentence
LEAST_BIO, LEAST_NAME, LEAST_PINNED = 12, 2, 6  # Chinese characters below which little is said


@dataclass(frozen=True)
class AccountCheck:
    """What was found; shares lie in 0-1.

    Attributes
    ----------
    over, breaches : tuple of Message
        Beyond a limit; against law or rules.
    written : float
        Whether there is anything to judge.
    hits, chosen : int
        Tags that these readers search, and tags in all.
    piled : bool
        Whether words are piled up where a sentence should stand; then nothing of it counts.
    """

    over: tuple[Message, ...]
    breaches: tuple[Message, ...]
    written: float
    hits: int
    chosen: int
    tags: float
    found: float
    readers: float
    rhythm: float
    pinned: float
    piled: bool


def check_account(answer: Sorted, case: Material) -> AccountCheck:
    """Read the account that was set up."""
    profile = case.profile
    good = tuple(word.id for word in profile.words if word.kind == "good")
    tags = detection(answer.tags, good)
    harm = sum(profile.word(id).kind == "rival" for id in tags.false_alarms)
    spoken = f"{answer.name}\n{answer.bio}"
    subject = (*profile.good_words, profile.theme_name)
    told = min(hanzi(answer.bio) / LEAST_BIO, hanzi(answer.name) / LEAST_NAME, hanzi(answer.pinned) / LEAST_PINNED, 1.0)
    listed = (*profile.good_words, *profile.readers, *profile.promise)
    piled = _covered(answer.bio, listed) > LISTED or len(found(answer.name, profile.good_words)) > 1
    piled = piled or len(found(answer.pinned, profile.good_words)) > 2
    clear = min(told, 1.0) * (0.0 if piled else 1.0)
    worth = (len(tags.hits) - len(tags.false_alarms) - harm) / max(len(answer.tags), 1)
    return AccountCheck(
        over=tuple(said for _field, said in over_limits(answer, profile)),
        breaches=tuple(said for _field, said in breaches(answer, case)),
        written=told,
        hits=len(tags.hits),
        chosen=len(set(answer.tags)),
        tags=max(worth, 0.0) * min(len(tags.hits) / 3, 1.0),
        found=clear * any(word in spoken for word in profile.good_words),
        readers=clear * any(word in answer.bio for word in profile.readers),
        rhythm=clear * _rhythm(answer.bio, profile),
        pinned=clear * any(word in answer.pinned for word in subject),
        piled=piled,
    )


def over_limits(answer: Sorted, profile: Profile) -> list[tuple[str, Message]]:
    """What the platform would not take, by field."""
    title = limits(profile.platform).get("title", {"max": read_yaml(FOLDER / "accounts.yaml")["pinned_most"]})
    sizes = (
        ("name", len(answer.name), profile.limits["name"]),
        ("bio", len(answer.bio), profile.limits["bio"]),
        ("pinned", len(answer.pinned), title),
    )
    return [
        (
            field,
            message(
                "{field}: {n} characters, {least} to {most} are allowed.",
                field=LABELS[field],
                n=n,
                least=row.get("min", 1),
                most=row["max"],
            ),
        )
        for field, n, row in sizes
        if not row.get("min", 1) <= n <= row["max"]
    ]


def breaches(answer: Sorted, case: Material) -> list[tuple[str, Message]]:
    """What may not stand on an account's page, by field."""
    profile = case.profile
    fields = {"name": answer.name, "bio": answer.bio, "pinned": answer.pinned}
    rivals = [word.text for word in profile.words if word.kind == "rival"]
    wrong: list[tuple[str, Message]] = []
    for field, text in fields.items():
        wrong += [(field, said) for said in _against_law(text, field, case)]
        if hit := CONTACT.search(text):
            said = message("{field}: 「{words}」 leads people off the platform.", field=LABELS[field], words=hit[0])
            wrong.append((field, said))
        if "官方" in text and answer.verification != "enterprise":
            said = message("「官方」 stands for a verified enterprise; without it the name is refused.")
            wrong.append((field, said))
        if any(rival in text for rival in rivals):
            wrong.append((field, message("A rival's trade mark stands on the page.")))
    return wrong


def _against_law(text: str, field: str, case: Material) -> list[Message]:
    """The first thing in a field that the law or the platform forbids, or that would need a proof beside it."""
    for passage in check_compliance(text, case.brand.words, platform=case.profile.platform):
        if passage.verdict is not Verdict.ALLOWED:
            return [message("{field}: 「{words}」. {why}", field=LABELS[field], words=passage.words, why=passage.why)]
    if hit := UNPROVED.search(text):
        return [
            message(
                "{field}: 「{words}」 needs a proof that a page has no room for.", field=LABELS[field], words=hit[0]
            )
        ]
    return []


def _covered(text: str, words: Collection[str]) -> float:
    """Share of a text's Chinese characters that these words take up."""
    return sum(len(word) for word in found(text, words)) / max(hanzi(text), 1)


def _rhythm(bio: str, profile: Profile) -> float:
    """Whether the bio promises a rhythm, and one that the team can keep."""
    if re.search(read_yaml(FOLDER / "accounts.yaml")["too_often"], bio):
        return 0.0
    promised = any(word in bio for word in profile.promise)
    return float(promised and not ("每周" in bio and "每月" in bio))
