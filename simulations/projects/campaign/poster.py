"""What four lines on a poster are worth: whose pain, what promise, what proof, one thing to do."""

import re
from dataclasses import dataclass

from simulations.world.text.compliance import Passage, Verdict, check_compliance

NUMBER = re.compile(r"\d+(?:\.\d+)?")
ASKS = re.compile(r"扫码|报名|点击|点开|回复|预约")
SHARES = re.compile(r"转发|分享|邀请|集赞|朋友圈|拉.{0,3}人|助力")
FEW = 2  # words that ask: 扫码报名 is one thing to do
SHORT = 6  # characters under which a line says nothing


@dataclass(frozen=True)
class Poster:
    """The lines as they were written."""

    pain: str
    promise: str
    proof: str
    action: str

    @property
    def text(self) -> str:
        """The whole poster."""
        return "\n".join((self.pain, self.promise, self.proof, self.action))


def passages(poster: Poster, brand_words: frozenset[str]) -> list[Passage]:
    """What of it the law or the platform forbids."""
    wrong = (Verdict.FORBIDDEN, Verdict.BREACH)
    return [one for one in check_compliance(poster.text, brand_words) if one.verdict in wrong]


def asks_to_share(poster: Poster) -> bool:
    """Whether the poster wants to be passed on."""
    return bool(SHARES.search(poster.text))


def quality(poster: Poster, pain_words: tuple[str, ...], figures: frozenset[str]) -> float:
    """Quality, 0-1: a quarter a line; `figures` are the numbers that stand in our own tables."""
    pain = 1.0 if any(word in poster.pain for word in pain_words) else 0.2
    promise = 1.0 if "21" in poster.promise or "二十一" in poster.promise else 0.4
    told = NUMBER.findall(poster.proof)
    proof = (1.0 if all(number in figures for number in told) else 0.0) if told else 0.3
    asked = len(ASKS.findall(poster.action))
    action = 0.0 if SHARES.search(poster.action) else 1.0 if 1 <= asked <= FEW else 0.5 if asked else 0.2
    lines = (poster.pain, poster.promise, poster.proof, poster.action)
    shares = (pain, promise, proof, action)
    return sum(share for line, share in zip(lines, shares, strict=True) if len(line) >= SHORT) / 4
