"""The case of the topic bank: which candidates a trainee gets, and the tables that tell what they are worth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulations.brands import brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.topic_bank.pool import KINDS, Asset, Case, Date, Keyword, Line, Own, Rival, Topic
from simulations.projects.topic_bank.voices import LOUD_PAIN, draw_voices
from simulations.reading import read_yaml
from simulations.world.rulebook.rules import rule
from simulations.written import pick

FOLDER = Path(__file__).parent
TASK = "topic_bank"
CANDIDATES, TRAPS, DECOYS = 45, 10, 3
PLATFORMS = ("微信", "小红书", "抖音")


@dataclass
class _Rows:
    """Tables while they are being drawn, under names that become ids once everything is in its final order."""

    keywords: list[Keyword] = field(default_factory=list)
    rivals: list[Rival] = field(default_factory=list)
    history: list[Own] = field(default_factory=list)
    assets: list[Asset] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)


@lru_cache(maxsize=64)
def draw_case(context: Context) -> Case:
    """The case of this trainee: brand, season, candidates, traps and every number follow from the variant."""
    slug, variant = brand_of(context), context.variant(TASK)
    rng = variant_rng(variant, "pool")
    data, words = read_yaml(FOLDER / f"{slug}.yaml"), read_yaml(FOLDER / "material.yaml")
    season = read_yaml(FOLDER / "seasons.yaml")[int(rng.integers(3))]
    monday = season["monday"]
    dates = {row["name"]: Date(f"D{n:02d}", row["name"], row["day"]) for n, row in enumerate(season["dates"], 1)}
    draw = _Drawing(data, words, monday, rng)
    kinds = [str(kind) for kind in rng.permutation(KINDS)[:TRAPS]]
    draw.regulars(CANDIDATES - TRAPS - DECOYS - sum(d.day >= monday for d in dates.values()), "duplicate" in kinds)
    for row in season["dates"]:
        if row["day"] >= monday or "past_date" in kinds:
            draw.dated(row, dates[row["name"]])
    draw.traps([kind for kind in kinds if kind not in ("duplicate", "past_date")])
    draw.decoys()
    draw.beside()
    pains = data["pains"] | {LOUD_PAIN: draw.loud or words["other_pain"]}
    voices = draw_voices(rng, data["segments"], tuple(data["pains"]), words, monday, draw.loud_who)
    topics = [
        replace(topic, supports=frozenset(v.id for v in voices if v.pain == LOUD_PAIN), enough=2)
        if topic.kind == "loud_voices"
        else topic
        for topic in draw.rows.topics
    ]
    brand = brands()[slug]
    brief = [line.format(readers=brand.readers, tone=brand.tone) for line in words["brief"]]
    rules = [(name, rule(name)) for name in words["rules"]]
    case = _numbered(draw.rows, topics, rng)
    ids = {name: f"L{n:02d}" for n, (name, _rule) in enumerate(rules, 1)}
    final = {
        id: replace(topic, supports=frozenset(ids.get(row, row) for row in topic.supports))
        for id, topic in case["topics"].items()
    }
    return Case(
        brand_slug=slug,
        brand=brand,
        monday=monday,
        segments=data["segments"],
        pains=pains,
        topics=final,
        keywords=case["keywords"],
        rivals=case["rivals"],
        voices={voice.id: voice for voice in voices},
        history=case["history"],
        dates={row.id: row for row in dates.values()},
        assets=case["assets"],
        brief={f"B{n:02d}": Line(f"B{n:02d}", text) for n, text in enumerate(brief, 1)},
        rules={ids[name]: Line(ids[name], f"{row.name}：{row.about}") for name, row in rules},
        traps=tuple(id for id, topic in final.items() if topic.kind),
    )


class _Drawing:
    """Draws candidates one after the other, each with the rows it points to."""

    def __init__(self, data: Mapping[str, Any], words: Mapping[str, Any], monday: date, rng: np.random.Generator):
        self.data, self.words, self.monday, self.rng = data, words, monday, rng
        self.slots = {"thing": data["thing"], "role": data["role"]}
        self.forms: Mapping[str, Any] = read_yaml(FOLDER / "traps.yaml")
        self.rows, self.loud, self.loud_who = _Rows(), "", ""
        self.spare: list[tuple[Any, Any]] = []

    def one(self, options: Iterable[Any]) -> Any:
        """One of several."""
        choices = list(options)
        return choices[int(self.rng.integers(len(choices)))]

    def say(self, text: str) -> str:
        """A written text with the brand's words."""
        return text.format(**self.slots)

    def add(self, title: str, keyword: Keyword, pillar: str, form: str, asset: Asset, **key: Any) -> None:
        """A candidate with its keyword and its material."""
        n = len(self.rows.topics)
        self.rows.keywords.append(replace(keyword, id=f"k{n}"))
        self.rows.assets.append(replace(asset, id=f"m{n}"))
        pitch = self.one(self.words["pitches"])
        self.rows.topics.append(
            Topic(f"t{n}", title, f"k{n}", key.pop("rival", ""), f"m{n}", pillar, form, pitch, **key)
        )

    def keyword(self, word: str, low: float = 900, high: float = 22_000, **given: Any) -> Keyword:
        """Figures of a keyword: index on a log scale, a change that is none to speak of or a rise."""
        index = int(round(float(np.exp(self.rng.uniform(np.log(low), np.log(high)))), -2))
        shown: dict[str, Any] = {
            "change": round(float(self.rng.uniform(-0.12, 0.4)), 2),
            "competition": self.one(("low", "mid", "high")),
            "audience": self.words["readers"].format(n=int(self.rng.integers(52, 74))),
        }
        return Keyword("", word, self.one(PLATFORMS), index, **(shown | given))

    def asset(self, pillar: str, segment: str = "", low: int = 1, high: int = 9) -> Asset:
        """Something to write from that may be used."""
        what = self.one(self.words["assets"][pillar]).format(segment=segment or self.data["role"])
        return Asset("", what, int(self.rng.integers(low, high + 1)), self.words["usable"])

    def rival(self, title: str, reads: int, note: str) -> str:
        """A rival's post; returns the name of its row."""
        name = f"r{len(self.rows.rivals)}"
        day = self.monday - timedelta(days=int(self.rng.integers(3, 29)))
        likes = int(reads * self.rng.uniform(0.006, 0.02))
        self.rows.rivals.append(Rival(name, self.one(self.words["rival_accounts"]), title, day, reads, likes, note))
        return name

    def own(self, title: str, days: int) -> str:
        """A post of our own; returns the name of its row."""
        name = f"h{len(self.rows.history)}"
        day = self.monday - timedelta(days=days)
        self.rows.history.append(Own(name, title, day, int(self.rng.integers(700, 2400))))
        return name

    def regulars(self, count: int, with_duplicate: bool) -> None:
        """Topics of the brand's themes; with a duplicate, one of them stands there twice."""
        every = [(theme, topic) for theme in self.data["themes"] for topic in theme["topics"]]
        order = [every[int(place)] for place in self.rng.permutation(len(every))]
        if with_duplicate:
            first = next(place for place, (_theme, topic) in enumerate(order) if len(topic) > 4)
            order.insert(0, order.pop(first))
        self.spare = order[count:]
        for place, (theme, topic) in enumerate(order[:count]):
            self.regular(theme, topic)
            if place == 0 and with_duplicate:
                self.again(topic)

    def regular(self, theme: Mapping[str, Any], topic: list[str]) -> None:
        """A topic that may be written."""
        title, word, pillar, form = topic[:4]
        segments: tuple[str, ...] = tuple(theme["segments"])
        key: dict[str, Any] = {}
        if self.rng.random() < 0.3:
            reads = int(round(float(np.exp(self.rng.normal(7.3, 0.5))), -1))
            key["rival"] = self.rival(f"{word}，看这一篇", reads, self.one(self.words["rival_notes"]))
        if self.rng.random() < 0.2:
            days = int(self.rng.integers(16, 60))
            self.own(f"{title}（旧文）", days)
            key["own_days"] = days
        segment = self.data["segments"][self.one(segments)]
        self.add(
            title,
            self.keyword(word),
            pillar,
            form,
            self.asset(pillar, segment),
            pains=(theme["pain"],),
            segments=segments,
            fit=theme["fit"],
            **key,
        )

    def again(self, topic: list[str]) -> None:
        """The topic that was added last, in other words."""
        first = self.rows.topics[-1]
        keyword = self.keyword(f"{topic[1]} 职场", 4_000, 12_000)
        self.add(
            topic[4],
            keyword,
            first.pillar,
            first.form,
            self.asset(first.pillar, low=4),
            kind="duplicate",
            twin=first.id,
            supports=frozenset({first.id}),
            pains=first.pains,
            segments=first.segments,
            fit=first.fit,
        )
        self.rows.topics[-2] = replace(first, twin=self.rows.topics[-1].id)

    def dated(self, row: Mapping[str, Any], event: Date) -> None:
        """A topic of a festival, past or to come."""
        past = event.day < self.monday
        key: dict[str, Any] = {"kind": "past_date", "supports": frozenset({event.id})} if past else {}
        keyword = self.keyword(row["word"], 6_000, 30_000)
        form = self.one(("long", "steps", "scene"))
        self.add(self.say(row["title"]), keyword, "date", form, self.asset("date", low=3), hook=event.id, **key)

    def traps(self, kinds: Iterable[str]) -> None:
        """One tempting candidate of each kind."""
        for kind in kinds:
            form = self.one(self.forms[kind]["forms"])
            pillar, shape = self.one(("method", "story")), self.one(("long", "steps", "scene"))
            n = len(self.rows.topics)
            key: dict[str, Any] = {"kind": kind}
            given: dict[str, Any] = {}
            asset, supports = self.asset(pillar, low=4), frozenset({f"k{n}"})
            if kind == "off_brand":
                given["audience"], supports = form["audience"], frozenset({f"k{n}", "B02"})
            elif kind == "expired":
                given["change"] = -round(float(self.rng.uniform(0.55, 0.78)), 2)
            elif kind == "loud_voices":
                self.loud, self.loud_who, key["pains"] = form["pain"], form["who"], (LOUD_PAIN,)
            elif kind in ("paid_hit", "rumour"):
                reads = int(round(self.rng.uniform(42_000, 98_000), -2))
                key["rival"] = self.rival(form["rival"], reads, form["note"])
                supports = frozenset({key["rival"], *(["false_claims"] if kind == "rumour" else [])})
            elif kind == "just_written":
                supports = frozenset({self.own(self.say(form["own"]), int(self.rng.integers(3, 7)))})
            elif kind == "no_material":
                asset = Asset("", form["asset"], int(self.rng.integers(6, 10)), form["state"])
                supports = frozenset({f"m{n}"})
            else:
                supports = frozenset({form.get("rule") or self.forms[kind]["rule"]})
            keyword = self.keyword(form["word"], 9_000, 40_000, **given)
            self.add(self.say(form["title"]), keyword, pillar, shape, asset, supports=supports, **key)

    def decoys(self) -> None:
        """Candidates that look like a trap and are none."""
        forms = self.forms["decoys"]
        for place in self.rng.permutation(len(forms))[:DECOYS]:
            form = forms[int(place)]
            key: dict[str, Any] = {}
            if "rival" in form:
                key["rival"] = self.rival(form["rival"], int(self.rng.integers(900, 2800)), form["note"])
            if "own" in form:
                self.own(self.say(form["own"]), form["days"])
                key["own_days"] = form["days"]
            keyword = self.keyword(form["word"], 3_000, 15_000)
            shape = self.one(("steps", "scene"))
            self.add(self.say(form["title"]), keyword, "method", shape, self.asset("method", low=3), fit="core", **key)

    def beside(self) -> None:
        """Rows of history and rivals that belong to no candidate."""
        for title in self.words["fillers"]:
            self.own(title, int(self.rng.integers(4, 50)))
        for _theme, topic in self.spare[:4]:
            reads = int(self.rng.integers(600, 3500))
            self.rival(f"聊聊{topic[1]}", reads, self.one(self.words["rival_notes"]))


def _numbered(rows: _Rows, topics: list[Topic], rng: np.random.Generator) -> dict[str, Any]:
    """Rows in the order in which they are shown, under their final ids, with what points to them."""
    tables = {
        "T": pick(rng, topics),
        "K": pick(rng, rows.keywords),
        "R": sorted(pick(rng, rows.rivals), key=lambda row: row.day),
        "H": sorted(pick(rng, rows.history), key=lambda row: row.day, reverse=True),
        "M": pick(rng, rows.assets),
    }
    ids = {row.id: f"{letter}{n:02d}" for letter, table in tables.items() for n, row in enumerate(table, 1)}
    final = [
        replace(
            topic,
            id=ids[topic.id],
            keyword=ids[topic.keyword],
            rival=ids.get(topic.rival, ""),
            asset=ids[topic.asset],
            twin=ids.get(topic.twin, ""),
            supports=frozenset(ids.get(row, row) for row in topic.supports),
        )
        for topic in tables["T"]
    ]
    named = {letter: {ids[row.id]: replace(row, id=ids[row.id]) for row in tables[letter]} for letter in "KRHM"}
    return {
        "topics": {topic.id: topic for topic in final},
        "keywords": named["K"],
        "rivals": named["R"],
        "history": named["H"],
        "assets": named["M"],
    }
