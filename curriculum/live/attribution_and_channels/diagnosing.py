"""Read much, sold little: a funnel in a line; guess where it breaks, then read why."""

from html import escape
from typing import Any

from curriculum.live.attribution_and_channels.stage import posts
from curriculum.live.guess import Question, Revealed, guess_first


def steps() -> Any:
    """Five posts to diagnose."""
    causes, asked = posts()

    def reveal(number: int, guess: int) -> Revealed:
        post = asked[number]
        said = f'<p class="said"><strong>{escape(causes[post.right])}</strong>　{escape(post.why)}</p>'
        return Revealed(said, guess == post.right)

    return guess_first([Question(post.funnel, causes) for post in asked], reveal)
