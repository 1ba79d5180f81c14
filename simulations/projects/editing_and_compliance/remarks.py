"""What there is to say of a story and of a layout by the rules alone, before handing in as in a mark's reason."""

from collections.abc import Iterator

from simulations.language import Message, message
from simulations.projects.editing_and_compliance.layout import MOST_BOLD, LayoutFeatures, good_headings
from simulations.projects.editing_and_compliance.story import LONGEST, SHORTEST, StoryFeatures


def on_story(read: StoryFeatures) -> Iterator[Message]:
    """Length, person and scene, naming, manual's words, numbers without a row."""
    if not SHORTEST <= read.length <= LONGEST:
        yield message("{n} characters; asked for {least} to {most}.", n=read.length, least=SHORTEST, most=LONGEST)
    if not (read.person and read.scene):
        yield message("A reader looks for somebody, and for when and where it happened.")
    if read.named != 1:
        yield message("The product is named {n} times; once, where it helps, is enough.", n=read.named)
    if read.listed or read.manual_speak > 1:
        yield message("It still speaks like the manual: lists, or words that nobody says aloud.")
    if read.unsupported:
        yield message("Not in the rows cited: {numbers}.", numbers="、".join(read.unsupported[:4]))


def on_layout(read: LayoutFeatures) -> Iterator[Message]:
    """Walls, headings, bold, leftovers."""
    if read.long_share > 0:
        yield message("{share:.0%} of the text stands in walls of more than 120 characters.", share=read.long_share)
    if not good_headings(read.headings):
        yield message("Two to five headings that differ and say what comes.")
    if not 0 < read.bold_share <= MOST_BOLD:
        yield message(
            "{share:.0%} is bold; a little, up to {most:.0%}, leads the eye.", share=read.bold_share, most=MOST_BOLD
        )
    if read.junk:
        yield message("{n} leftovers of pasted styles.", n=read.junk)
