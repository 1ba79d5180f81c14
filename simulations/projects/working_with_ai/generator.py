"""An offline stand-in for a model: fifty ideas whose quality hangs on what the prompt tells it.

Like its big sisters it has seen what everybody writes: without user, limits and example it answers with what could
stand on any account, and it makes things up. How much a good prompt helps is this project's assumption. The same
prompt qualities bring the same list, so that grading can replay what a trainee saw; no network is asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulations.projects.working_with_ai.answer import PARTS, PromptPart
from simulations.projects.working_with_ai.article import FOLDER
from simulations.projects.working_with_ai.wording import likeness
from simulations.reading import read_yaml
from simulations.written import fill, one_of, pick

OFFERED = 50
GOOD_AT_LEAST, GOOD_AT_MOST = 6, 22  # of 24 that there are (assumption)
BAITS_AT_LEAST, BAITS_AT_MOST = 4, 8
SPOILED = 4  # seeds that a rival has published already
OTHER_GROUP, TOO_LATE, HANDLED = (
    0.5,
    0.2,
    0.3,
)  # worth of an idea for other readers, of a rival's, of a wise no (assumption)
HARM = -0.5  # an invented story that is kept, a second piece on the same thing
SHORTEST_PART = 6
SAME = 0.6  # from which likeness on two parts of a prompt say the same
JOBS = re.compile(r"编辑|主编|运营|策划|写手|作者|同事|选题|记者")
PAINS = re.compile(r"麻烦|痛|烦|怕|难|说不清|耽误|没人|催|拖|累|愁|卡|问题|吵|差")
COUNT = re.compile(r"\d+|五十|二十|三十|十")
NO = re.compile(r"不要|别|不得|不写|不用|不能|避免|禁|不许|不准|去掉")
LIMITS = (
    re.compile(r"编造|虚构|编(?!辑)|出处|来源|数字|数据|研究|名人"),
    re.compile(r"雷同|重复|同行|写过|撞|别家|竞品|一样"),
    re.compile(r"字以内|字以下|\d+\s*字|长度|个字"),
    re.compile(r"标题党|夸张|绝对|最|第一|口号|大词|套话|清单"),
)
EACH = re.compile(r"每条|每行|一行|编号|表格|逐条|分列|列成|列出")
FIELDS = re.compile(r"用户|人物|谁|场景|冲突|理由|标题|痛点|依据|处境")


@dataclass(frozen=True)
class Idea:
    """An idea of the model.

    Attributes
    ----------
    kind : str
        `good`, `spoiled` (a rival has done it), `bland` or `bait` (made up).
    seed : int
        Ideas of one seed are one idea in two wordings; -1 for the others.
    worth : float
        Of keeping it, 0-1; less than 0 does harm.
    """

    id: str
    text: str
    kind: str
    seed: int
    worth: float


@dataclass(frozen=True)
class Room:
    """Everything the generator can say to this trainee, in the order in which it would, and what rivals published."""

    ideas: Mapping[str, Idea]
    order: Mapping[str, tuple[str, ...]]
    rivals: tuple[str, ...]
    topic_words: frozenset[str]
    thing: str
    group: str
    group_words: tuple[str, ...]
    pain: str
    private: tuple[str, ...]


def draw_room(slug: str, brand: str, customer: Mapping[str, str], rng: np.random.Generator) -> Room:
    """The room of a brand: whose month it is, what rivals have done, and every idea under an id of its own."""
    data = read_yaml(FOLDER / "ideas.yaml")
    own = data[slug]
    who = str(one_of(rng, ["a", "b"]))
    slots = {"thing": own["thing"], "brand": brand}
    spoiled = {
        place
        for side in ("a", "b")
        for place in pick(rng, [n for n, seed in enumerate(own["seeds"]) if seed[0] == side])[: SPOILED // 2]
    }
    drawn: list[tuple[str, str, int, float]] = []
    for place, (side, *texts, _rival) in enumerate(own["seeds"]):
        worth = TOO_LATE if place in spoiled else 1.0 if side == who else OTHER_GROUP
        drawn += [(text, "spoiled" if place in spoiled else "good", place, worth) for text in texts]
    for kind, worth in (("bait", HARM), ("bland", 0.0)):
        for text in data[f"{kind}s" if kind == "bait" else kind]:
            drawn.append((fill(text, slots | {"n": int(rng.integers(3, 12))}), kind, -1, worth))
    ideas = {f"I{number:02d}": Idea(f"I{number:02d}", *one) for number, one in enumerate(pick(rng, drawn), start=1)}
    order = {
        "good": tuple(pick(rng, [id for id, idea in ideas.items() if idea.seed >= 0])),
        "bait": tuple(pick(rng, [id for id, idea in ideas.items() if idea.kind == "bait"])),
        "bland": tuple(pick(rng, [id for id, idea in ideas.items() if idea.kind == "bland"])),
    }
    rivals = [own["seeds"][place][3] for place in spoiled]
    rivals += [fill(text, slots | {"n": int(rng.integers(3, 12))}) for text in data["rivals"]]
    return Room(
        ideas=ideas,
        order=order,
        rivals=tuple(pick(rng, rivals)),
        topic_words=frozenset(own["topic_words"]),
        thing=own["thing"],
        group=own["groups"][who],
        group_words=tuple(own["group_words"][who]),
        pain=own["pain"],
        private=tuple(customer.values()),
    )


def prompt_parts(prompt: Mapping[PromptPart, str], room: Room) -> dict[PromptPart, float]:
    """How much each part of a prompt tells the model about this job: 0, a half or 1. Saying a thing twice is once."""
    said: dict[PromptPart, float] = {}
    texts: list[str] = []
    for part in PARTS:
        text = prompt.get(part, "")
        repeated = any(likeness(text, before) > SAME for before in texts)
        said[part] = 0.0 if len(text) < SHORTEST_PART or repeated else _told(part, text, room)
        texts.append(text)
    return said


def _told(part: PromptPart, text: str, room: Room) -> float:
    topic = any(word in text for word in (room.thing, *room.topic_words))
    if part == "role":
        return 0.5 * bool(JOBS.search(text)) + 0.5 * (topic and bool(JOBS.search(text)))
    if part == "user":
        known = any(word in text for word in room.group_words)
        return 0.5 * known + 0.5 * (known and bool(PAINS.search(text)))
    if part == "goal":
        return 0.5 * topic + 0.5 * (topic and bool(COUNT.search(text)))
    if part == "limits":
        return min(sum(bool(kind.search(text)) for kind in LIMITS), 2) / 2 if NO.search(text) else 0.0
    if part == "example":
        return 0.5 * topic + 0.5 * (
            topic and len(text) >= 15 and all(likeness(text, row) < SAME for row in room.rivals)
        )
    return 0.5 * bool(EACH.search(text)) + 0.5 * (bool(EACH.search(text)) and bool(FIELDS.search(text)))


def quality(prompt: Mapping[PromptPart, str], room: Room) -> float:
    """Mean of the parts, in twelfths, 0-1."""
    return sum(prompt_parts(prompt, room).values()) / len(PARTS)


def leaked(prompt: Mapping[PromptPart, str], room: Room) -> list[str]:
    """What of a customer's data stands in a prompt."""
    text = "".join(prompt.values()).replace(" ", "")
    return [word for word in room.private if word in text or (word[:3].isdigit() and word.replace("-", "") in text)]


def generate(prompt: Mapping[PromptPart, str], room: Room) -> tuple[Idea, ...]:
    """The fifty ideas that a prompt brings; a better prompt keeps the good ones of a worse and adds to them."""
    reached = quality(prompt, room)
    good = round(GOOD_AT_LEAST + (GOOD_AT_MOST - GOOD_AT_LEAST) * reached)
    baits = round(BAITS_AT_MOST - (BAITS_AT_MOST - BAITS_AT_LEAST) * reached)
    ids = [*room.order["good"][:good], *room.order["bait"][:baits]]
    ids += room.order["bland"][: OFFERED - len(ids)]
    return tuple(room.ideas[id] for id in sorted(ids))


def worth_of(picks: Mapping[str, str], offered: tuple[Idea, ...]) -> dict[str, float]:
    """What each pick (idea to decision) earns; an idea that was not offered earns nothing.

    A kept idea earns its worth, a second one of the same seed does harm; merging earns a little where its twin is kept,
    dropping where there is something wrong with it.
    """
    known: dict[str, Any] = {idea.id: idea for idea in offered}
    kept = {known[id].seed for id, decision in picks.items() if decision == "keep" and id in known}
    earned, counted = {}, set[int]()
    for id, decision in picks.items():
        idea = known.get(id)
        earned[id] = 0.0
        if idea is None:
            continue
        if decision == "keep":
            earned[id] = HARM if idea.seed in counted else idea.worth
            counted |= {idea.seed} - {-1}
        elif decision == "merge":
            earned[id] = HANDLED if idea.seed in kept - {-1} else 0.0
        elif idea.kind in ("bait", "spoiled"):
            earned[id] = HANDLED
    return earned


def best_picks(offered: tuple[Idea, ...], count: int) -> dict[str, str]:
    """What a senior would pick of a list: one of each good seed, then twins to merge, and what is to be left."""
    picks: dict[str, str] = {}
    seeds: set[int] = set()
    for idea in sorted(offered, key=lambda idea: -idea.worth):
        if idea.kind == "good" and idea.seed not in seeds:
            picks[idea.id] = "keep"
            seeds.add(idea.seed)
    for idea in offered:
        if idea.id not in picks and idea.kind == "good":
            picks[idea.id] = "merge"
    for idea in offered:
        if idea.kind in ("bait", "spoiled"):
            picks[idea.id] = "drop"
    return dict(list(picks.items())[:count])
