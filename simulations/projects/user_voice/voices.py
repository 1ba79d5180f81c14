"""What readers left, who they are, and what is at stake: comments with their causes, segments by quarter, calls."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulations.projects.user_voice.content import FOLDER, Sentence
from simulations.projects.user_voice.segments import Quarter, draw_quarters
from simulations.reading import read_yaml
from simulations.world.parameters import parameters
from simulations.written import one_of, pick

SIZES = (4, 3, 3, 2)  # comments of the causes that are not the silent readers' own
OF_SILENT, OF_EXPLAIN, OF_ACCEPT, OF_NOISE = 2, 4, 5, 2
RULE_HOURS, OTHERS_HOURS = 40, 30  # a month: to change a rule whenever somebody asks, to serve those who are not ours
TALKING = ("staff", "newbie")
ABOUT = {"A": "文章", "N": "笔记", "V": "视频"}
DISCLOSED, KEPT = 3, 2  # sentences on which comments are shown; complaints each reader keeps that none gives away


@dataclass(frozen=True)
class Comment:
    """A comment as the back end exports it, its cause and (for those on one's own three pieces) its sentence."""

    id: str
    when: str
    where: str
    segment: str
    likes: int
    text: str
    cause: str
    about: str
    sentence: str = ""

    @property
    def who(self) -> str:
        """Whose it is, as an inbox shows it."""
        return f"{self.id} {self.segment}"


@dataclass(frozen=True)
class Line:
    """A row that can be cited."""

    id: str
    text: str
    who: str = ""


@dataclass(frozen=True)
class Cause:
    """A cause of complaints.

    Attributes
    ----------
    sort : str
        mend, explain or accept: what sort of cause it is, which is not always the best decision.
    segments : tuple of str
        Whom it hits: those who wrote, and those who said so on the telephone.
    hours : float
        What mending takes in a month.
    """

    slug: str
    name: str
    sort: str
    segments: tuple[str, ...]
    stake_yuan: float
    hours: float

    @property
    def worths(self) -> dict[str, float]:
        """What each decision is worth in a year, in yuan."""
        explain_cost = value("explain_hours") * value("hour_yuan")
        saved = value("explained_share") if self.sort == "explain" else 0.0
        mending = 0.0 if self.sort == "accept" else value("mended_share")
        yearly = self.hours * value("months") * value("hour_yuan")
        return {
            "mend": mending * self.stake_yuan - yearly,
            "explain": saved * self.stake_yuan - explain_cost,
            "accept": 0.0,
        }

    @property
    def best(self) -> str:
        """The decision that is worth most."""
        return max(self.worths, key=self.worths.__getitem__)


@dataclass(frozen=True)
class Voices:
    """All that readers have left and the back end knows of them."""

    comments: tuple[Comment, ...]
    quarters: tuple[Quarter, ...]
    calls: tuple[Line, ...]
    facts: tuple[Line, ...]
    costs: tuple[Line, ...]
    causes: dict[str, Cause]
    segments: dict[str, str]
    silent: str
    silent_cause: str


def value(name: str) -> float:
    """A number of the case's reckoning."""
    return parameters("worth", FOLDER)[name].value


def stake(payers: float) -> float:
    """What a cause puts at stake in a year among so many paying readers, in yuan."""
    return payers * value("lost_share") * value("margin_yuan") * value("months") / 12


def data() -> Any:
    """The written pool."""
    return read_yaml(FOLDER / "comments.yaml")


def kind_of(trigger: str) -> str:
    """The kind of complaint that a trigger calls forth."""
    return str(next(slug for slug, row in data()["kinds"].items() if trigger in row["triggers"]))


def draw_voices(sentences: Sequence[Sentence], minds: Sequence[Collection[str]], rng: np.random.Generator) -> Voices:
    """Comments of seven causes on old and own pieces, one cause nearly unheard whose readers go silently.

    Parameters
    ----------
    minds : sequence
        What each reader minds: everybody is left something that no comment gives away.
    """
    told = data()
    silent, mixed, quiet = pick(rng, ["lead", "senior", "owner"])
    hurt = [trigger for trigger, row in told["triggers"].items() if silent in row["by"] and trigger in told["left"]]
    silent_trigger = one_of(rng, hurt)
    silent_kind = kind_of(silent_trigger)
    others = pick(rng, [kind for kind in told["kinds"] if kind != silent_kind], len(SIZES))
    explain, accept = one_of(rng, list(told["explain"])), one_of(rng, list(told["accept"]))
    drawn: list[dict[str, Any]] = []
    sizes = {silent_kind: OF_SILENT, **dict(zip(others, SIZES, strict=True))}
    own = _own(sentences, list(sizes), minds, rng)
    for kind, size in sizes.items():
        drawn += _of_kind(kind, size, own.get(kind), (silent, mixed, quiet), rng)
    for row in pick(rng, told["explain"][explain]["older"], OF_EXPLAIN):
        drawn.append(_written(row, explain, one_of(rng, [*TALKING, mixed])))
    for row in pick(rng, told["accept"][accept]["older"], OF_ACCEPT):
        drawn.append(_written(row, accept, "loud"))
    for row in pick(rng, told["noise"], OF_NOISE):
        drawn.append(_written(row, "", one_of(rng, list(TALKING))))
    names = {**told["segments"], "loud": told["accept"][accept]["segment"]}
    ids = {slug: f"S{place}" for place, slug in enumerate(pick(rng, list(names)), start=1)}
    comments = tuple(_comment(place, row, names, rng) for place, row in enumerate(pick(rng, drawn), start=1))
    payers, quarters = draw_quarters(ids, names, (silent, mixed, quiet), rng)
    calls, called = _calls(silent, silent_trigger, mixed, quiet, sizes, names, rng)
    hit = {cause: [row["by"] for row in drawn if row["cause"] == cause] for cause in (*sizes, explain, accept)}
    hit[silent_kind] += [silent]
    if called:
        hit[called] += [mixed]
    causes = {}
    for slug, by in hit.items():
        segments = tuple(ids[one] for one in dict.fromkeys(by))
        row = told["kinds"].get(slug) or told["explain"].get(slug) or told["accept"][slug]
        sort = "mend" if slug in told["kinds"] else "explain" if slug == explain else "accept"
        hours = row.get("hours", RULE_HOURS if sort == "explain" else OTHERS_HOURS)
        causes[slug] = Cause(slug, row["name"], sort, segments, stake(sum(payers[s] for s in segments)), hours)
    facts = pick(rng, [*told["facts"], *(row["fact"] for row in told["explain"].values())])
    return Voices(
        comments=comments,
        quarters=quarters,
        calls=calls,
        facts=tuple(Line(f"F{place:02d}", text) for place, text in enumerate(facts, start=1)),
        costs=_costs(rng),
        causes=causes,
        segments={id: names[slug] for slug, id in ids.items()},
        silent=ids[silent],
        silent_cause=silent_kind,
    )


def _written(row: Sequence[str], cause: str, by: str) -> dict[str, Any]:
    return {"about": row[0], "text": row[1], "cause": cause, "by": by, "sentence": ""}


def _own(
    sentences: Sequence[Sentence], kinds: Sequence[str], minds: Sequence[Collection[str]], rng: np.random.Generator
) -> dict[str, Sentence]:
    """Up to three flawed sentences, of different kinds, on which comments were left."""
    flawed = [sentence for sentence in sentences if sentence.trigger]
    found: dict[str, Sentence] = {}
    for sentence in pick(rng, flawed):
        kind = kind_of(sentence.trigger)
        left = [one.trigger for one in flawed if one not in found.values() and one is not sentence]
        kept = all(len([trigger for trigger in left if trigger in minded]) >= KEPT for minded in minds)
        if kind in kinds and kind not in found and kept and len(found) < DISCLOSED:
            found[kind] = sentence
    return found


def _of_kind(
    kind: str, size: int, own: Sentence | None, roles: tuple[str, str, str], rng: np.random.Generator
) -> list[dict[str, Any]]:
    """Comments of a kind, none of them by the silent; the quiet write only where nobody else would."""
    told, (_silent, mixed, quiet) = data(), roles
    written = list[dict[str, Any]]()

    def by(trigger: str) -> list[str]:
        talking = [slug for slug in told["triggers"][trigger]["by"] if slug in (*TALKING, mixed)]
        return talking or [slug for slug in told["triggers"][trigger]["by"] if slug == quiet]

    triggers = [trigger for trigger in told["kinds"][kind]["triggers"] if by(trigger)]
    if own and own.trigger in triggers:
        for text in pick(rng, told["triggers"][own.trigger]["own"], 2 if size > 2 else 1):
            row = _written((ABOUT[own.id[0]], text.replace("{bit}", own.bit)), kind, one_of(rng, by(own.trigger)))
            written.append({**row, "sentence": own.id})
    pool = [(trigger, row) for trigger in triggers for row in told["triggers"][trigger]["older"]]
    for trigger, row in pick(rng, pool, size - len(written)):
        written.append(_written(row, kind, one_of(rng, by(trigger))))
    return written


def _comment(place: int, row: Mapping[str, Any], names: Mapping[str, str], rng: np.random.Generator) -> Comment:
    where = f"本期{row['about']}" if row["sentence"] else f"往期{row['about']}"
    return Comment(
        id=f"C{place:02d}",
        when=f"{int(rng.integers(7, 10)):02d}-{int(rng.integers(1, 29)):02d}",
        where=where,
        segment=names[row["by"]],
        likes=int(rng.integers(0, 40)) if row["by"] != "loud" else int(rng.integers(30, 120)),
        text=row["text"],
        cause=row["cause"],
        about=row["about"],
        sentence=row["sentence"],
    )


def _calls(
    silent: str,
    trigger: str,
    mixed: str,
    quiet: str,
    kinds: Mapping[str, int],
    names: Mapping[str, str],
    rng: np.random.Generator,
) -> tuple[tuple[Line, ...], str]:
    """Five calls, and the kind that the one of the mixed readers names, if there is one."""
    told = data()
    said = [(silent, told["left"][trigger])]
    known = kind_of(trigger)
    also = [
        other
        for other in told["left"]
        if mixed in told["triggers"][other]["by"] and kind_of(other) in kinds and kind_of(other) != known
    ]
    named = one_of(rng, also) if also else ""
    if named:
        said.append((mixed, told["left"][named]))
    kind_ones = pick(rng, told["polite"], 5 - len(said))
    said += zip(("staff", "newbie", quiet, "staff"), kind_ones, strict=False)
    lines = tuple(Line(f"H{n:02d}", text, names[slug]) for n, (slug, text) in enumerate(pick(rng, said), start=1))
    return lines, kind_of(named) if named else ""


def _costs(rng: np.random.Generator) -> tuple[Line, ...]:
    rows = [f"{row['mend']}：每月 {row['hours']} 小时" for row in data()["kinds"].values()]
    rows += [
        f"照着抱怨改规矩（留言随到随放、不分上下篇、每个版本各配一套截图）：每月 {RULE_HOURS} 小时",
        f"给不是我们读者的人另做一套内容：每月 {OTHERS_HOURS} 小时",
    ]
    return tuple(Line(f"K{place:02d}", text) for place, text in enumerate(pick(rng, rows), start=1))
