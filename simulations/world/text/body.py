"""What can be read off an article's Markdown body: opening, structure, rhythm, use, advertising."""

import re
from dataclasses import dataclass

from simulations.world.text.title import NUMBER
from simulations.world.text.words import characters, content_words, found, lexicon

LONG_PARAGRAPH = 120
OPENING = 120
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
HEADING = re.compile(r"^#{1,6}\s+(.*)$")


@dataclass(frozen=True)
class BodyFeatures:
    """What an article's body is like; shares and scores run from 0 to 1.

    Attributes
    ----------
    length : int
        Characters of the text without pictures and marks.
    headings, pictures : int
        How many there are.
    long_share : float
        Share of the text that stands in paragraphs of more than 120 characters.
    opening : float
        How gripping the first 120 characters are: pain, person, scene, number, question; a quarter each, at most 1.
    pain, solution, case : float
        How strongly each part of pain -> solution -> case is there.
    ordered : float
        1 if those that are there come in that order.
    steps : int
        Steps a reader could follow.
    advertising : float
        Brand names and selling words per 100 characters beyond a tolerated 0.8, at most 1.
    stuffing : float
        Pain words per 100 characters beyond a tolerated 2, at most 1.
    promise : float
        Share of the title's content words and numbers that the body takes up.
    on_topic : float
        How much the text is about its topic: 1 from 4 topic words per 1,000 characters on.
    """

    length: int
    headings: int
    pictures: int
    long_share: float
    opening: float
    pain: float
    solution: float
    case: float
    ordered: float
    steps: int
    advertising: float
    stuffing: float
    promise: float
    on_topic: float

    @property
    def structure(self) -> float:
        """Pain, solution and case count a quarter each, the right order the last quarter."""
        return (self.pain + self.solution + self.case + self.ordered * min(self.pain, self.solution)) / 4


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's plain text and whether it is a heading."""

    text: str
    heading: bool


def paragraphs(body: str) -> list[Paragraph]:
    """Headings and paragraphs of a Markdown body, as a phone shows them: a line break ends a paragraph."""
    parts = []
    for line in body.splitlines():
        line = PICTURE.sub("", line).strip()
        heading = HEADING.match(line)
        text = heading[1] if heading else re.sub(r"^(?:[-*>]|\d+[.、)])\s*", "", line)
        text = re.sub(r"[*_`#~]", "", text).strip()
        if text:
            parts.append(Paragraph(text, bool(heading)))
    return parts


def read_body(body: str, title: str, *, topic_words: frozenset[str], brand_words: frozenset[str]) -> BodyFeatures:
    """Features of a body under its title, for a topic and a brand."""
    parts = paragraphs(body)
    text = "\n".join(part.text for part in parts)
    prose = [part.text for part in parts if not part.heading]
    length = characters(text)
    per_hundred = 100 / max(length, 100)
    lengths = [characters(paragraph) for paragraph in prose]
    centres = {name: _centre(prose, name) for name in ("pain", "solution", "case")}
    there = [centre for _, centre in centres.values() if centre is not None]
    opening = text[:OPENING]
    hooks = [
        bool(found(opening, lexicon("pain"))),
        bool(found(opening, lexicon("person"))),
        bool(found(opening, lexicon("scene"))),
        bool(NUMBER.search(opening)),
        bool(re.search(r"[?？「“]", opening)),
    ]
    promised = content_words(title)
    selling = len(found(text, brand_words | lexicon("advertising")))
    return BodyFeatures(
        length=length,
        headings=sum(part.heading for part in parts),
        pictures=len(PICTURE.findall(body)),
        long_share=sum(n for n in lengths if n > LONG_PARAGRAPH) / max(sum(lengths), 1),
        opening=min(sum(hooks) / 4, 1.0),
        pain=centres["pain"][0],
        solution=centres["solution"][0],
        case=centres["case"][0],
        ordered=float(len(there) >= 2 and there == sorted(there)),
        steps=len(found(text, lexicon("steps")))
        + sum(bool(re.match(r"\s*\d+[.、]", line)) for line in body.splitlines()),
        advertising=min(max(selling * per_hundred - 0.8, 0) / 1.5, 1.0),
        stuffing=min(max(len(found(text, lexicon("pain"))) * per_hundred - 2, 0) / 2, 1.0),
        promise=len(promised & content_words(text)) / len(promised) if promised else 1.0,
        on_topic=min(len(found(text, topic_words)) * 1000 / max(length, 300) / 4, 1.0),
    )


def _centre(prose: list[str], part: str) -> tuple[float, float | None]:
    """How strongly a part is there (0-1, saturating at four cues) and where its first half of cues has passed.

    A case needs somebody else and a number near its cue words: without them it is only advice told as a story.
    """
    cues = []
    for place, paragraph in enumerate(prose):
        hits = len(found(paragraph, lexicon(part)))
        near = "\n".join(prose[max(place - 1, 0) : place + 2])
        if part == "case" and not (NUMBER.search(near) and found(near, lexicon("third_person"))):
            hits = 0
        cues.append(min(hits, 3))
    total = sum(cues)
    if not total:
        return 0.0, None
    passed = 0
    for place, hits in enumerate(cues):
        passed += hits
        if passed * 2 >= total:
            return min(total / 4, 1.0), place / len(prose)
    raise AssertionError("unreachable: the cues sum to the total")
