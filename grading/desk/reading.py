"""Reading where a cohort stands, beside the main thread: one reading at a time, so no old one comes after a new one."""

from collections.abc import Callable
from pathlib import Path

from curriculum.workbench.background import in_background
from curriculum.workbench.guard import guarded, log, sentence
from grading.desk.state import CohortState, read_state


class Reading:
    """Reads the state of a cohort's folder.

    Parameters
    ----------
    show : callable
        Gets what was read, in the main thread.
    complain : callable
        Gets a sentence if it could not be read, or not be shown.
    """

    def __init__(self, root: Path, show: Callable[[CohortState], None], complain: Callable[[str], None]) -> None:
        self._root, self._show, self._complain = root, guarded(complain)(show), complain
        self._reads = self._again = False

    def begin(self) -> None:
        """Read; asked for while one is under way, read once more after it."""
        if self._reads:
            self._again = True
            return
        self._reads = True
        in_background(lambda: read_state(self._root), self._came, self._failed)

    def _came(self, state: CohortState) -> None:
        self._show(state)
        self._over()

    def _failed(self, error: BaseException) -> None:
        log.debug("reading %s", self._root, exc_info=error)
        self._complain(sentence(error))
        self._over()

    def _over(self) -> None:
        self._reads = False
        if self._again:
            self._again = False
            self.begin()
