"""A badly laid-out article, and what a repair has made of it: nothing lost, nothing left over, readable on a phone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np

from simulations.projects.editing_and_compliance.drafts import FOLDER
from simulations.reading import read_yaml
from simulations.world.text.body import HEADING, LONG_PARAGRAPH, PICTURE
from simulations.world.text.words import characters, hanzi
from simulations.written import fill, numbers, pick

WALLS, LEFTOVERS, BOLD_SHARE = 3, 4, 0.35
LEFT = (
    "◆◇◆◇◆◇◆◇◆",
    "～～～～～～～～～～",
    "请输入标题",
    "点击上方蓝字关注我们 ↑↑↑",
    "&nbsp;&nbsp;&nbsp;",
    "▼ ▼ ▼",
    "此处插入分割线样式 0372",
)
JUNK = re.compile(r"[◆◇▼↑]|～{2,}|请输入标题|点击上方蓝字(?:关注我们)?|&nbsp;|(?:此处插入)?分割线样式(?: ?\d+)?|　")
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
MARKS = re.compile(r"[*_`~>\s]|^#+", re.M)
MOST_BOLD = 0.12
HEADINGS, LONGEST_HEADING = (2, 5), 18


@dataclass(frozen=True)
class Article:
    """An article: its paragraphs in good order, where its pictures belong, and how it came to the desk."""

    slug: str
    title: str
    paragraphs: tuple[str, ...]
    pictures: dict[str, dict[str, Any]]
    numbers: dict[str, int]
    spoiled: str


@dataclass(frozen=True)
class LayoutFeatures:
    """What a layout is like; shares from 0 to 1.

    Attributes
    ----------
    kept : float
        Share of the article's characters that are still there, in order.
    added : float
        Prose that was not there, as a share of the article.
    numbers_kept : bool
    long_share : float
        Share of the text in paragraphs of more than 120 characters.
    headings : tuple of str
    placed : int
        Pictures that stand with the paragraph they belong to.
    missing : int
        Pictures that are gone.
    bold_share : float
    junk : int
        Leftovers of the styles it was pasted from.
    """

    kept: float
    added: float
    numbers_kept: bool
    long_share: float
    headings: tuple[str, ...]
    placed: int
    missing: int
    bold_share: float
    junk: int


def draw_article(rng: np.random.Generator) -> Article:
    """One of the articles with numbers of this trainee's own, and what a paste from an editor has made of it."""
    row = pick(rng, read_yaml(FOLDER / "articles.yaml"), 1)[0]
    drawn = numbers(row["numbers"], rng)
    paragraphs = tuple(fill(text, drawn) for text in row["paragraphs"])
    places = rng.permutation(len(row["pictures"]))
    pictures = {f"p{i}": row["pictures"][place] for i, place in enumerate(places, start=1)}
    return Article(row["slug"], row["title"], paragraphs, pictures, drawn, _spoil(paragraphs, pictures, rng))


def _spoil(paragraphs: tuple[str, ...], pictures: Mapping[str, Mapping[str, Any]], rng: np.random.Generator) -> str:
    """Walls of text, bold everywhere, leftovers of styles, all pictures in one heap."""
    walls = [list(part) for part in np.array_split(np.array(paragraphs, dtype=object), WALLS)]
    blocks = []
    for wall in walls:
        pieces = re.findall(r"[^，。？！]+[，。？！]+[」』]?", "".join(wall))
        blocks.append("　　" + "".join(_shout(piece) if rng.random() < BOLD_SHARE else piece for piece in pieces))
    left = pick(rng, list(LEFT), LEFTOVERS)
    heap = [f"![{picture['caption']}](pic:{id})" for id, picture in pictures.items()]
    body = [left[0], blocks[0], left[1], blocks[1], left[2], blocks[2], left[3]]
    return "\n\n".join([*heap, *body] if rng.random() < 0.5 else [*body, *heap])


def _shout(piece: str) -> str:
    words = piece.rstrip("，。？！」』")
    return f"**{words}**{piece[len(words) :]}"


def _plain(text: str) -> str:
    return re.sub(r"[^\w]", "", MARKS.sub("", text))


def read_layout(body: str, article: Article) -> LayoutFeatures:
    """Features of a repair."""
    prose, lengths, headings = "", [], []
    at: dict[str, int] = {}
    for line in body.splitlines():
        for picture in PICTURE.finditer(line):
            at.setdefault(picture[2].removeprefix("pic:"), len(prose))
        line = PICTURE.sub("", line).strip()
        heading = HEADING.match(line)
        if heading:
            headings.append(MARKS.sub("", heading[1]))
        elif text := _plain(JUNK.sub("", line)):
            prose += text
            lengths.append(characters(MARKS.sub("", line)))
    original = _plain("".join(article.paragraphs))
    matcher = SequenceMatcher(None, original, prose[: 3 * len(original)], autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1) / len(original)
    ends = np.cumsum([len(_plain(paragraph)) for paragraph in article.paragraphs])
    placed = sum(
        ends[row["after"]] - len(_plain(article.paragraphs[row["after"]])) * 0.5
        <= at[id]
        <= ends[min(row["after"] + 1, len(ends) - 1)]
        for id, row in article.pictures.items()
        if id in at
    )
    bold = sum(hanzi(words) for words in BOLD.findall(body))
    return LayoutFeatures(
        kept=min(kept, 1.0),
        added=max(len(prose) / len(original) - kept, 0.0),
        numbers_kept=all(re.search(rf"(?<!\d){number}(?!\d)", body) for number in article.numbers.values()),
        long_share=sum(n for n in lengths if n > LONG_PARAGRAPH) / max(sum(lengths), 1),
        headings=tuple(headings),
        placed=int(placed),
        missing=sum(id not in at for id in article.pictures),
        bold_share=bold / max(hanzi(body), 1),
        junk=len(JUNK.findall(body)),
    )


def good_headings(headings: tuple[str, ...]) -> bool:
    """Two to five headings that differ and say something."""
    said = {heading for heading in headings if hanzi(heading) >= 4 and characters(heading) <= LONGEST_HEADING}
    return HEADINGS[0] <= len(headings) <= HEADINGS[1] and len(said) == len(headings)
