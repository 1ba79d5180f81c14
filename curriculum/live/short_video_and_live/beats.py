"""One beat: type what is said and what is seen, and read what the world reads off it."""

from html import escape
from typing import Any

from curriculum.live.controls import line, sample_text, slider
from curriculum.live.frame import framed, live
from curriculum.live.short_video_and_live.stage import case, lines
from curriculum.live.tables import table_html
from simulations.language import _
from simulations.projects.short_video_and_live.answer import Shot
from simulations.projects.short_video_and_live.wording import read_script, speed

LONGEST = 160  # characters that one shot may say


def beat() -> Any:
    """A sentence to rewrite, its picture, its seconds."""
    chosen, words = sample_text(_("A first sentence; rewrite it"), lines(), rows=2)
    picture = line(_("Picture"), "产品图")
    seconds = slider(_("Seconds"), [2, 3, 4, 6, 8, 12, 20], 4)
    return framed(chosen, live(beat_html, words=words, picture=picture, seconds=seconds))


def beat_html(words: str, picture: str, seconds: int) -> str:
    """How interesting it is, and why."""
    shot = Shot(seconds=seconds, kind="hook", picture=picture[:120], words=words[:LONGEST])
    read = read_script([shot], case())[0]
    notes = [(str(note),) for note in read.notes] or [(_("nothing special"),)]
    said = _("Interest {n:.0f} of 100 (ordinary: 50), {rate:.1f} characters a second. The lesson's users say: {words}.")
    told = said.format(n=100 * read.beat.interest, rate=speed(shot), words="、".join(case().user_words))
    table = table_html((_("Read off it"),), notes)
    return f'{table}<p class="said" aria-live="polite">{escape(told)}</p>'
