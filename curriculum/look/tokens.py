"""The tokens of `tokens.css` as values: for plots, and as variables for pages that stand outside a form."""

import re
from functools import cache
from typing import Literal

from curriculum.look import LOOK

Theme = Literal["light", "dark"]
BLOCK, TOKEN = re.compile(r"\{([^}]*)\}"), re.compile(r"--([\w-]+):\s*([^;]+);")


@cache
def tokens(theme: Theme = "light") -> dict[str, str]:
    """All tokens of a theme by name, without the dashes; what the dark theme does not decide is as in the light one."""
    light, dark = (dict(TOKEN.findall(block)) for block in BLOCK.findall((LOOK / "tokens.css").read_text("utf-8")))
    return light if theme == "light" else {**light, **dark}


def token_rule(selector: str, theme: Theme = "light") -> str:
    """A CSS rule that sets the tokens of a theme as variables.

    Examples
    --------
    >>> token_rule(".sheet").startswith(".sheet { color-scheme: light; --ink: #")
    True
    """
    values = " ".join(f"--{name}: {value};" for name, value in tokens(theme).items())
    return f"{selector} {{ color-scheme: {theme}; {values} }}"


def page_tokens() -> str:
    """The tokens for a page of its own: as the reader's system has it on screen, always light in print."""
    return f"{token_rule(':root')}\n@media screen and (prefers-color-scheme: dark) {{ {token_rule(':root', 'dark')} }}"
