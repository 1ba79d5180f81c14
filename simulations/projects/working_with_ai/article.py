"""The article "written by the model": twenty claims, eight of them invented, and the material that decides them.

Every claim stands in a sentence with one value in it. In the material a row has the true value; the article has the
true or an invented one. Three claims have no row at all: nobody here can verify them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simulations.reading import read_yaml
from simulations.written import fill, one_of, pick

FOLDER = Path(__file__).parent
CLAIMS, INVENTED, UNVERIFIABLE = 20, 8, 3


@dataclass(frozen=True)
class Row:
    """A row of the material; `paper` is the letter of the paper it stands in."""

    id: str
    text: str
    paper: str


@dataclass(frozen=True)
class Claim:
    """A sentence of the article that claims something.

    Attributes
    ----------
    truth : str
        `true`, `invented` or `unverifiable`.
    row : str
        The row that decides it; empty where none does.
    value, said : str
        What is true, and what the article says; `value` is empty where nobody knows.
    about : str
        The sentence without its value.
    """

    id: str
    text: str
    part: int
    truth: str
    row: str
    value: str
    said: str
    about: str
    why: str


@dataclass(frozen=True)
class Article:
    """Title, claims in their order, the few words around them, and the material."""

    title: str
    claims: Mapping[str, Claim]
    rows: Mapping[str, Row]
    papers: Mapping[str, str]
    connectors: Mapping[Any, str]

    def paragraph(self, part: int) -> list[Claim]:
        """The claims of a paragraph."""
        return [claim for claim in self.claims.values() if claim.part == part]


def draw_article(slug: str, rng: np.random.Generator) -> Article:
    """The article about a brand's trouble, with this trainee's values and this trainee's inventions."""
    data = read_yaml(FOLDER / "claims.yaml")
    brand = data["brands"][slug]
    sites = [*data["sites"], *brand["sites"]]
    wrong = set(pick(rng, [site["id"] for site in sites])[:INVENTED])
    papers = {letter: data["papers"][letter] for letter in pick(rng, list(data["papers"]))}
    drawn, lines = [], []
    for place, site in enumerate(sites):
        true, false = str(one_of(rng, site["right"])), str(one_of(rng, site["wrong"]))
        said = false if site["id"] in wrong else true
        slots = {"job": brand["job"]}
        drawn.append((site["part"], float(place), site, true, said, slots))
        lines.append((site["paper"], fill(site["row"], {"x": true, **slots}), site["id"]))
        if "old" in site:
            lines.append(("O", fill(site["old"], {"x": false, **slots}), ""))
    for line in data["neutral"]:
        lines.append((line["paper"], line["row"], ""))
    for site in pick(rng, data["unverifiable"])[:UNVERIFIABLE]:
        said = str(one_of(rng, site["values"]))
        own = [place for place, known in enumerate(sites) if known["part"] == site["part"]]
        drawn.append((site["part"], float(one_of(rng, own)) + 0.5, site, "", said, {}))
    rows, row_of = _rows(papers, pick(rng, lines))
    claims = {}
    for number, (part, _place, site, true, said, slots) in enumerate(sorted(drawn, key=lambda one: one[:2]), start=1):
        id = f"C{number:02d}"
        truth = "unverifiable" if not true else "invented" if said != true else "true"
        claims[id] = Claim(
            id=id,
            text=fill(site["say"], {"x": said, **slots}),
            part=part,
            truth=truth,
            row=row_of.get(site.get("id", ""), ""),
            value=true,
            said=said,
            about=fill(site["say"], {"x": "", **slots}),
            why=site.get("why", ""),
        )
    return Article(brand["title"], claims, rows, papers, data["connectors"])


def _rows(papers: Mapping[str, str], lines: list[tuple[str, str, str]]) -> tuple[dict[str, Row], dict[str, str]]:
    """Rows by id, paper by paper, and which row decides which site."""
    rows: dict[str, Row] = {}
    row_of: dict[str, str] = {}
    for letter in papers:
        for paper, text, site in lines:
            if paper == letter:
                id = f"M{len(rows) + 1:02d}"
                rows[id] = Row(id, text, letter)
                row_of |= {site: id} if site else {}
    return rows, row_of
