"""What the world's sections and numbers are called on its page, and how sure they are."""

from collections import Counter
from functools import cache
from pathlib import Path

from simulations.language import _, language, listed
from simulations.reading import read_yaml
from simulations.world.parameters import Parameter, Sureness, sections
from simulations.world.platforms import platform_name, platform_slugs
from simulations.world.sensitivity import own

NAMES = Path(__file__).parent / "parameter_names.yaml"


def section_name(section: str) -> str:
    """A section of the parameters in the reader's language."""
    if section in platform_slugs():
        return platform_name(section)
    names = {
        "article": _("articles"),
        "audience": _("audience"),
        "commerce": _("shop"),
        "content": _("content quality"),
        "desk": _("what reaches the desk"),
        "enforcement": _("rulings"),
        "journeys": _("channel journeys"),
        "live": _("live sessions"),
        "opinion": _("public opinion"),
        "platforms": _("all platforms"),
        "private_domain": _("private domain"),
        "promotion": _("promotion"),
        "returning": _("returning viewers"),
        "script": _("video scripts"),
        "service": _("customer service"),
    }
    return names.get(section, section)


def number_name(section: str, name: str) -> str:
    """A number in the reader's language; as it stands in the data where nobody has named it yet."""
    names: dict[str, str] = read_yaml(NAMES) if language() != "en" else {}
    return names.get(f"{section}.{name}") or names.get(name) or name.replace("_", " ")


def segment_name(kind: str) -> str:
    """A part of a live session's run sheet."""
    names = {
        "warm_up": _("warming up"),
        "benefit": _("benefit round"),
        "product": _("product pitch"),
        "demo": _("product demo"),
        "qa": _("questions and answers"),
        "raffle": _("prize draw"),
        "break": _("pause"),
    }
    return names[kind]


def mark_name(mark: Sureness) -> str:
    """How a number is known."""
    names = {
        Sureness.PUBLISHED: _("published"),
        Sureness.COMPUTED: _("computed from public data"),
        Sureness.PRACTITIONER: _("practitioners' rule of thumb"),
        Sureness.ASSUMPTION: _("our assumption"),
    }
    return names[mark]


@cache
def numbers() -> dict[str, dict[str, Parameter]]:
    """All numbers by section and name, each where it is decided."""
    return {section: own(section) for section in sections()}


def how_sure(*of: str) -> str:
    """A sentence on how the numbers of some sections are known."""
    marks = Counter(row.mark for section in of for row in numbers()[section].values())
    parts = [f"{mark_name(mark)} {marks[mark]}" for mark in Sureness if marks[mark]]
    return _("How sure: of the {n} numbers behind it, by origin: {parts}.").format(n=marks.total(), parts=listed(parts))
