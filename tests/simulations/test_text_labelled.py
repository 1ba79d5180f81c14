"""What the text reader sees of texts that were labelled by hand: floors a little below what was measured."""

from pathlib import Path

import pytest

from simulations.brands import brands
from simulations.reading import read_yaml
from simulations.world.text.compliance import Verdict
from simulations.world.text.measured import FEATURES, PAIN, Measured, measure_titles, measure_verdicts, verdict_on

LABELLED = Path(__file__).parent / "labelled"
TITLES, PASSAGES = LABELLED / "titles.yaml", LABELLED / "passages.yaml"
BRANDS = frozenset().union(*(brand.words for brand in brands().values()))
MARGIN = 0.05  # a word more or less in the lexicon
# Measured 2026-11-22 on 208 titles and 72 passages: precision, recall.
MEASURED = {
    "question": (0.78, 0.41),
    "number": (0.68, 0.75),
    "conflict": (0.54, 0.33),
    "person": (0.84, 0.82),
    "scene": (0.67, 0.44),
    "flat_list": (0.93, 0.61),
    "loud": (0.89, 0.53),
    "brand": (1.00, 1.00),
    "pain": (0.71, 0.10),
    "pain, two or more": (0.50, 0.20),
    "forbidden": (0.67, 0.44),
    "needs_proof": (1.00, 0.33),
    "allowed": (0.44, 0.81),
    "breach": (0.83, 0.50),
}


@pytest.fixture(scope="module")
def table() -> dict[str, Measured]:
    rows = [*measure_titles(TITLES, BRANDS), *measure_verdicts(PASSAGES, BRANDS)]
    return {row.name: row for row in rows}


def test_there_are_enough_of_them_and_each_is_whole() -> None:
    titles, passages = read_yaml(TITLES), read_yaml(PASSAGES)
    assert len({row["title"] for row in titles}) == len(titles) >= 200
    assert len({row["text"] for row in passages}) == len(passages) >= 60
    assert {name for row in titles for name in row["has"]} == set(FEATURES)
    assert {row["pain"] for row in titles} == {0, *PAIN.values()}
    assert all(row["words"] in row["text"] for row in passages)
    assert {Verdict(row["verdict"]) for row in passages} == set(Verdict)


@pytest.mark.parametrize("name", MEASURED)
def test_the_reader_sees_no_less_than_it_did(name: str, table: dict[str, Measured]) -> None:
    precision, recall = MEASURED[name]
    assert table[name].precision >= precision - MARGIN, name
    assert table[name].recall >= recall - MARGIN, name


def test_every_feature_and_verdict_has_its_floor(table: dict[str, Measured]) -> None:
    assert table.keys() == MEASURED.keys()


def test_seeing_nothing_is_precise_and_useless() -> None:
    blind, greedy = Measured("x", there=4, seen=0, both=0), Measured("x", there=4, seen=40, both=4)
    assert (blind.precision, blind.recall) == (1.0, 0.0)
    assert (greedy.precision, greedy.recall) == (0.1, 1.0)


def test_only_a_verdict_on_the_words_asked_about_counts() -> None:
    text = "最好先看一眼，再说轻序是行业第一的工具。"
    assert verdict_on({"text": text, "words": "最好先"}, BRANDS) is Verdict.ALLOWED
    assert verdict_on({"text": text, "words": "行业第一"}, BRANDS) is Verdict.FORBIDDEN
