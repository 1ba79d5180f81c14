"""What each topic is worth: demand x freshness x fit x material, from the very tables a trainee sees.

    worth = 100 * (s * search + (1 - s) * survey) * freshness * fit * material

The form of the formula and every number in it (`worth.yaml`) are assumptions: a topic's true worth is known to nobody.
"""

import math
from collections.abc import Iterable

from simulations.projects.topic_bank.case import FOLDER
from simulations.projects.topic_bank.pool import HARMFUL, Case, Keyword, Topic
from simulations.world.parameters import parameters

READ = {"会": 1.0, "看情况": 0.5, "不会": 0.0}
UNASKED = 0.5  # survey part of a topic that no pain of the survey stands for
MADE_FOR = {"long": "gongzhonghao", "steps": "xiaohongshu", "scene": "shipinhao"}


def value(name: str) -> float:
    """A number of the formula."""
    return parameters("worth", FOLDER)[name].value


def search_part(index: float, competition: str) -> float:
    """How much the searching counts, 0-1: twice the index is not twice the demand, and many share it."""
    return index / (index + value("heat_half")) * value(f"competition_{competition}")


def freshness(change: float, own_days: int | None) -> float:
    """What is left of the interest: less where it falls, less where we have just written."""
    forgotten = 1.0 if own_days is None else 1 - math.exp(-own_days / value("own_days"))
    return min(max(1 + change, 0.0), 1.2) * forgotten


def material(pieces: int) -> float:
    """How far the usable pieces carry a post."""
    return value("material_full" if pieces >= 6 else "material_some" if pieces >= 3 else "material_thin")


def formula(search: float, survey: float, fresh: float, fit: float, stuff: float) -> float:
    """The worth of a topic out of its parts."""
    share = value("search_share")
    return 100 * (share * search + (1 - share) * survey) * fresh * fit * stuff


def survey_shares(case: Case) -> dict[str, float]:
    """How much each pain is wanted, of the one wanted most."""
    wanted = {
        pain: sum(READ[voice.would_read] for voice in case.voices.values() if voice.pain == pain) for pain in case.pains
    }
    most = max(wanted.values()) or 1.0
    return {pain: score / most for pain, score in wanted.items()}


def worths(case: Case) -> dict[str, float]:
    """Worth by topic; what is to be refused is worth nothing, what should never go out does harm."""
    wanted = survey_shares(case)
    return {id: _worth(case, topic, wanted) for id, topic in case.topics.items()}


def _worth(case: Case, topic: Topic, wanted: dict[str, float]) -> float:
    if topic.kind in HARMFUL:
        return value("harm")
    if topic.kind:
        return 0.0
    return round(plain_worth(case, topic, wanted), 2)


def plain_worth(case: Case, topic: Topic, wanted: dict[str, float]) -> float:
    """What the tables say of a topic, whether or not it is to be refused."""
    keyword: Keyword = case.keywords[topic.keyword]
    survey = max((wanted[pain] for pain in topic.pains), default=UNASKED)
    return formula(
        search_part(keyword.index, keyword.competition),
        survey,
        freshness(keyword.change, topic.own_days),
        value(f"fit_{topic.fit}"),
        material(case.assets[topic.asset].pieces),
    )


def total(case: Case, chosen: Iterable[str]) -> float:
    """Worth of several topics; the second of a pair that is one topic adds nothing, in either order."""
    worth, sum_of, seen = worths(case), 0.0, set[str]()
    for id in dict.fromkeys(chosen):
        topic = case.topics.get(id)
        if topic is None or (topic.twin and topic.twin in seen):
            continue
        seen.add(id)
        sum_of += worth[topic.twin] if topic.kind == "duplicate" else worth[id]
    return sum_of


def best(case: Case, count: int) -> tuple[str, ...]:
    """The most valuable topics, most valuable first."""
    worth = worths(case)
    return tuple(sorted((id for id in worth if not case.topics[id].kind), key=lambda id: -worth[id])[:count])


def slot_worth(case: Case, id: str, platform: str, day: int) -> float:
    """What a topic is worth in a slot: in the form the platform was made for, on a day readers have time."""
    topic = case.topics[id]
    made = 1.0 if MADE_FOR[topic.form] == platform else value("form_off")
    rhythm = case.brand.days[day] if platform == "gongzhonghao" else 1.0
    gained = total(case, [id])
    return gained * made * rhythm if gained > 0 else gained
