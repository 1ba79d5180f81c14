"""What has been changed in a form, so that it can be taken back: which field, what stood there and stands now."""

import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

FUSE_S = 2.0  # changes of one field that follow each other faster are one change
MOST = 200


@dataclass(frozen=True)
class Change:
    """One change; `at` in seconds of a clock that only goes forward. None stands for a field that is not there."""

    name: str
    before: Any
    after: Any
    at: float


@dataclass
class History:
    """The changes one can take back, and those one can make again."""

    past: list[Change] = field(default_factory=list)
    future: list[Change] = field(default_factory=list)

    def note(self, name: str, before: Any, after: Any, at: float | None = None) -> None:
        """Remember a change; what had been taken back before can no longer be made again."""
        at = time.monotonic() if at is None else at
        fuses = not self.future and self.past and self.past[-1].name == name and at - self.past[-1].at <= FUSE_S
        self.future.clear()
        change = replace(self.past.pop(), after=after, at=at) if fuses else Change(name, before, after, at)
        if change.before != change.after:
            self.past.append(change)
            del self.past[:-MOST]

    def back(self) -> Change | None:
        """The last change, to be taken back."""
        return self._move(self.past, self.future)

    def again(self) -> Change | None:
        """The change taken back last, to be made again."""
        return self._move(self.future, self.past)

    def forget(self, names: Collection[str]) -> None:
        """Drop all changes of some fields."""
        for changes in (self.past, self.future):
            changes[:] = [change for change in changes if change.name not in names]

    @staticmethod
    def _move(source: list[Change], target: list[Change]) -> Change | None:
        if not source:
            return None
        change = source.pop()
        target.append(replace(change, at=float("-inf")))  # never fuses with what is typed next
        return change
