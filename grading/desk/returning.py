"""Noticing that somebody comes back to a page from another tab of the browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from curriculum.workbench.front import Drawn


class Returning(Drawn):
    """Shows nothing; calls `back` when its page is looked at again."""

    _esm = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

    def __init__(self, back: Callable[[], None], **traits: Any) -> None:
        super().__init__(**traits)

        def told(_widget: Any, content: dict[str, Any], _buffers: Any) -> None:
            if content.get("act") == "back":
                back()

        self.on_msg(told)
