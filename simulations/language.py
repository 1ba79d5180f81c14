"""What people read on screen: English in the code, Chinese by default, chosen late.

A sentence that is stored (a reason, a finding, an error) is kept as a `Message`, its id and its values, and is
rendered when somebody reads it. `ACADEMY_LANG=en` gives English; anything else gives Simplified Chinese.
"""

import gettext
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

LOCALE_DIR = Path(__file__).parent / "locale"
DOMAIN = "academy"


def language() -> str:
    """The reader's language: `en` if `ACADEMY_LANG` starts with it, else `zh_CN`."""
    return "en" if os.environ.get("ACADEMY_LANG", "").lower().startswith("en") else "zh_CN"


@cache
def _catalog(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, languages=[lang], fallback=lang == "en")


def _(msgid: str) -> str:
    """Translate a literal into the reader's language."""
    return _catalog(language()).gettext(msgid)


def sentences(*parts: str) -> str:
    """Sentences one after the other; Chinese has no space between them."""
    return (" " if language() == "en" else "").join(parts)


def listed(items: Iterable[str]) -> str:
    """Several things in a row, with the comma of the reader's language."""
    return _(", ").join(items)


class Message(BaseModel):
    """A sentence to be rendered late.

    Parameters
    ----------
    id : str
        The English sentence with `{name}` placeholders; also the catalog's key.
    values : dict
        What the placeholders stand for: numbers, texts or further messages.
    """

    model_config = ConfigDict(frozen=True)
    id: str
    values: dict[str, "Message | int | float | str"] = {}

    def __str__(self) -> str:
        return _(self.id).format(**self.values)


def message(id: str, /, **values: Any) -> Message:
    """Short form: `message("Title has {n} characters", n=12)`. The first argument must be a literal."""
    return Message(id=id, values=values)
