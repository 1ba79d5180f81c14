"""The case of community service: a day of messages, today's policy sheet, a stale handbook, eight replies to write."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.community_service.matters import Matter, matters
from simulations.reading import read_yaml
from simulations.written import fill

FOLDER = Path(__file__).parent
TASK = "community_service"
OPENS = 9  # the hour at which the day begins
QUESTIONS, PEOPLE_PER_NEED = (3, 3, 3, 3, 3, 3, 2), (2, 3, 3, 4)
DAYLIGHT, EVENING, NIGHT = (0.2, 8.5), (9.5, 13.0), (13.3, 22.0)  # hours after the day's begin
CURVE = (0.7, 1.0, 1.0, 1.3, 1.2, 0.8, 0.7, 0.7, 0.8, 1.0, 1.2, 1.6, 1.6, 1.2, 0.6, 0.3) + (0.12,) * 6 + (0.3, 0.5)
"""How much comes in each hour from 9:00 on, relative (assumption; peaks at noon and 20-22 as practitioners report)."""


@dataclass(frozen=True)
class Incoming:
    """A message, and what it is about.

    Attributes
    ----------
    hour : float
        Hours after 9:00.
    person : str
        Whoever writes twice counts once.
    sorted : str
        The bin the back end has put it into.
    """

    id: str
    hour: float
    channel: str
    person: str
    segment: str
    text: str
    matter: Matter
    sorted: str

    @property
    def when(self) -> str:
        minutes = round((self.hour + OPENS) * 60)
        day, rest = divmod(minutes, 24 * 60)
        return f"{'次日 ' if day else ''}{rest // 60:02d}:{rest % 60:02d}"

    @property
    def who(self) -> str:
        channel = {"comment": "评论", "private": "私信"}[self.channel]
        return f"{self.person} · {read_yaml(FOLDER / 'sheet.yaml')['segments'][self.segment]} · {channel}"

    @property
    def urgency_key(self) -> str:
        """Under which name the profiles know how soon it should be answered."""
        return f"question_{self.channel}" if self.matter.urgency == "question" else self.matter.urgency

    @property
    def route_key(self) -> str:
        """Under which name the profiles know who should answer: a comment gets no auto-reply."""
        by_machine = self.matter.group in ("question", "fixed") and self.channel == "comment"
        return f"{self.matter.route}_comment" if by_machine else self.matter.route


@dataclass(frozen=True)
class Line:
    """A line of the policy sheet or of the old handbook."""

    id: str
    about: str
    text: str


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it.

    Attributes
    ----------
    set_replies : dict
        Message id to the name of what its reply must do.
    slots, stale : mapping
        Numbers and names of today's sheet, and those of the old handbook where they differ.
    active : tuple of Matter
        What people write about these days, seen or not.
    """

    brand_slug: str
    brand: Brand
    brief: str
    colleague: str
    messages: tuple[Incoming, ...]
    policy: tuple[Line, ...]
    old: tuple[Line, ...]
    directory: tuple[dict[str, str], ...]
    set_replies: dict[str, str]
    slots: Mapping[str, str]
    stale: Mapping[str, str]
    active: tuple[Matter, ...]

    @cached_property
    def by_id(self) -> dict[str, Incoming]:
        """Messages by id."""
        return {message.id: message for message in self.messages}

    def ids_of(self, matter: str) -> tuple[str, ...]:
        """Ids of the messages about a matter."""
        return tuple(message.id for message in self.messages if message.matter.slug == matter)

    def people_of(self, matter: str) -> int:
        """How many different people write about it."""
        return len({message.person for message in self.messages if message.matter.slug == matter})

    def of_group(self, *groups: str) -> tuple[Matter, ...]:
        """Active matters of these groups, in the order of the material."""
        return tuple(matter for matter in self.active if matter.group in groups)


@lru_cache(maxsize=256)
def draw_case(context: Context) -> Case:
    """The case of this trainee: brand, numbers, matters, people and times follow from the variant."""
    variant, sheet = context.variant(TASK), read_yaml(FOLDER / "sheet.yaml")
    slug = brand_of(context)
    rng = variant_rng(variant, "slots")
    words = {**sheet["brands"][slug], "brand": brands()[slug].name}
    slots, stale = _numbers(rng, sheet)
    slots = words | slots
    active = _active(variant_rng(variant, "matters"), slots)
    messages = _messages(variant_rng(variant, "messages"), active, sheet, slots)
    questions = [matter for matter in active if matter.group in ("question", "fixed")]
    lines = [(matter.name, matter.policy) for matter in questions]
    lines += [(row["about"], row["text"]) for row in sheet["policy"]]
    order = variant_rng(variant, "sheet").permutation(len(lines))
    policy = tuple(
        Line(f"P{n:02d}", fill(lines[place][0], slots), fill(lines[place][1], slots))
        for n, place in enumerate(order, start=1)
    )
    old = tuple(
        Line(f"H{n:02d}", fill(matter.name, slots), fill(matter.policy, slots | stale))
        for n, matter in enumerate([matter for matter in questions if matter.fact in stale], start=1)
    )
    colleague = str(rng.choice(sheet["colleagues"]))
    return Case(
        brand_slug=slug,
        brand=brands()[slug],
        brief=sheet["brief"].format(colleague=colleague).strip(),
        colleague=colleague,
        messages=messages,
        policy=policy,
        old=old,
        directory=tuple(sheet["directory"]),
        set_replies=_set_replies(variant_rng(variant, "replies"), messages),
        slots=slots,
        stale=stale,
        active=active,
    )


def _numbers(rng: np.random.Generator, sheet: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Today's numbers, and other ones for the old handbook."""
    slots = {name: str(rng.choice(values)) for name, values in sheet["slots"].items()}
    slots["lead_name"] = slots["lead"].removeprefix("客服主管")
    stale = {}
    for matter in matters():
        if matter.group == "question":
            today, before = rng.permutation(np.array(matter.values))[:2]
            slots[matter.fact], stale[matter.fact] = str(today), str(before)
    return slots, stale


def _active(rng: np.random.Generator, slots: Mapping[str, str]) -> tuple[Matter, ...]:
    """Which matters this trainee meets: seven questions, four needs, a wish, a mended fault, six troubles, a rumour."""
    by_group: dict[str, list[Matter]] = {}
    for matter in matters():
        by_group.setdefault(matter.group, []).append(matter)

    def some(group: str, count: int) -> list[Matter]:
        return [by_group[group][place] for place in rng.permutation(len(by_group[group]))[:count]]

    chosen = some("question", len(QUESTIONS)) + some("need", len(PEOPLE_PER_NEED)) + some("wish", 1) + some("fixed", 1)
    troubles = {matter.slug: matter for matter in by_group["complaint"]}
    money = ("charged", "refund")[int(rng.integers(2))]
    chosen += [troubles[slug] for slug in (money, "canned", "lost", "manners", "leak", "outage")]
    return tuple(chosen + some("rumour", 1) + by_group["other"])


def _set_replies(rng: np.random.Generator, messages: Iterable[Incoming]) -> dict[str, str]:
    """One message for each of the eight kinds of reply, by the time it came in."""
    kinds: dict[str, list[str]] = {}
    for message in messages:
        if message.matter.reply:
            kinds.setdefault(message.matter.reply, []).append(message.id)
    chosen = {str(rng.choice(ids)): kind for kind, ids in kinds.items() if kind != "leak"}
    return dict(sorted(chosen.items()))


def bins() -> dict[str, str]:
    """The back end's bins by id."""
    return {str(row["id"]): str(row["name"]) for row in read_yaml(FOLDER / "profiles.yaml")["bins"]}


def sorted_into(text: str, channel: str) -> str:
    """The bin that the back end puts a message into."""
    bins = read_yaml(FOLDER / "profiles.yaml")["bins"]
    return next(
        str(row["id"]) for row in bins if row["channel"] in ("any", channel) and re.search(row["pattern"], text)
    )


def _hours(rng: np.random.Generator, count: int, span: tuple[float, float] = (0.0, 24.0)) -> list[float]:
    """Times within a span, by the day's curve."""
    edges = np.arange(25.0)
    inside = np.clip(np.minimum(edges[1:], span[1]) - np.maximum(edges[:-1], span[0]), 0, 1) * np.array(CURVE)
    hours = rng.choice(24, count, p=inside / inside.sum())
    low, high = np.maximum(hours, span[0]), np.minimum(hours + 1, span[1])
    return [float(hour) for hour in low + (high - low) * rng.random(count)]


@dataclass(frozen=True)
class _Raw:
    """A message before it has its number."""

    matter: Matter
    text: str
    person: int
    hour: float


def _messages(
    rng: np.random.Generator, active: tuple[Matter, ...], sheet: Any, slots: Mapping[str, str]
) -> tuple[Incoming, ...]:
    raw: list[_Raw] = []
    people = iter(range(10_000))

    def add(matter: Matter, texts: Iterable[str], hours: Iterable[float], person: int | None = None) -> None:
        for text, hour in zip(texts, hours, strict=True):
            raw.append(_Raw(matter, text, next(people) if person is None else person, hour))

    def texts(matter: Matter, count: int) -> list[str]:
        return [matter.texts[place] for place in rng.permutation(len(matter.texts))[:count]]

    questions, needs = ([m for m in active if m.group == group] for group in ("question", "need"))
    for matter, count in zip(questions, QUESTIONS, strict=True):
        add(matter, texts(matter, count), _hours(rng, count))
    for place, (matter, count) in enumerate(zip(needs, rng.permutation(PEOPLE_PER_NEED), strict=True)):
        said = texts(matter, int(count) + (place < 2))
        add(matter, said[:count], _hours(rng, int(count)))
        if place < 2:  # somebody asks a second time
            again = raw[-1]
            add(matter, said[count:], [min(again.hour + 1.5, 23.9)], again.person)
    (wish,), (mended,) = ([m for m in active if m.group == group] for group in ("wish", "fixed"))
    add(wish, texts(wish, 3), sorted(_hours(rng, 3)), next(people))
    add(mended, texts(mended, 3), _hours(rng, 3))
    for matter in active:
        if matter.group == "complaint":
            _trouble(rng, matter, add)
    (rumour,) = (matter for matter in active if matter.group == "rumour")
    add(rumour, texts(rumour, 2), [_hours(rng, 1, EVENING)[0], _hours(rng, 1, (13.0, 15.5))[0]])
    for matter in active:
        if matter.group == "other":
            count = 1 if matter.slug in ("trivial", "lead", "exposed") else 2
            add(matter, texts(matter, count), _hours(rng, count))
    names = rng.permutation(sheet["nicknames"])
    segments = rng.choice(list(sheet["segments"]), len(names), p=[0.35, 0.4, 0.25])
    told = []
    for number, one in enumerate(sorted(raw, key=lambda one: one.hour), start=1):
        channel = "comment" if rng.random() < one.matter.comment else "private"
        text = fill(one.text, slots)
        told.append(
            Incoming(
                id=f"M{number:02d}",
                hour=one.hour,
                channel=channel,
                person=str(names[one.person % len(names)]),
                segment=str(segments[one.person % len(names)]),
                text=text,
                matter=one.matter,
                sorted=sorted_into(text, channel),
            )
        )
    return tuple(told)


def _trouble(rng: np.random.Generator, matter: Matter, add: Any) -> None:
    """Complaints: half of them put politely; some of them at night."""
    if matter.slug == "outage":
        begins = 13.4 + 1.6 * float(rng.random())
        said = [matter.texts[place] for place in rng.permutation(len(matter.texts))[:3]]
        add(matter, said, sorted(begins + 1.5 * rng.random(3)))
        return
    count = 2 if matter.slug in ("charged", "refund") else 1
    spans = [(0.2, 8.5), (16.0, 21.0)][:count] if count == 2 else [NIGHT if matter.slug == "leak" else (0.2, 12.5)]
    polite = [True, bool(rng.random() < 0.5)][:count]
    calm, loud = (list(rng.permutation(np.array(words))) for words in (matter.calm, matter.loud))
    for span, is_polite in zip(spans, polite, strict=True):
        add(matter, [str((calm if is_polite else loud).pop())], _hours(rng, 1, span))
