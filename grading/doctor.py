"""Whether everything here works: one row a check, and for what is amiss, what to do."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from curriculum.lab import default_work
from curriculum.syllabus import syllabus
from simulations.language import LOCALE_DIR, _

LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True)
class Check:
    """One thing looked at: what it is, whether it is well, what was found, what to do if not."""

    what: str
    well: bool
    found: str
    do: str = ""


def checks() -> Iterator[Check]:
    """All checks, one after the other."""
    for check in (_python, _packages, _words, _font, _notebooks, _lab, _disk, _secrecy):
        yield check()


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    return Check(
        _("Python 3.11 or newer"), sys.version_info >= (3, 11), found, _("install a newer Python, then `make venv`")
    )


def _packages() -> Check:
    wrong = []
    try:
        needed = requires("new-media-academy") or []
    except PackageNotFoundError:
        return Check(_("packages"), False, _("the academy itself is not installed"), _("run `make venv` again"))
    for text in needed:
        need = Requirement(text)
        if need.marker is not None and not need.marker.evaluate({"extra": ""}):
            continue
        try:
            have = version(need.name)
        except PackageNotFoundError:
            wrong.append(_("{package} is missing").format(package=need.name))
            continue
        if not need.specifier.contains(have, prereleases=True):
            wrong.append(f"{need.name} {have} ({need.specifier})")
    return Check(_("packages"), not wrong, "、".join(wrong) or _("all there"), _("run `make venv` again"))


def _words() -> Check:
    there = (LOCALE_DIR / "zh_CN" / "LC_MESSAGES" / "academy.mo").exists()
    return Check(_("Chinese texts"), there, _("there") if there else _("missing"), _("run `python tools/messages.py`"))


def _font() -> Check:
    from curriculum.look import font_path

    path = font_path()
    return Check(_("Chinese font for pictures"), path.exists(), path.name, _("reinstall the package zhplot"))


def _notebooks() -> Check:
    missing = [module.slug for module in syllabus().modules if not module.notebook.exists()]
    found = "、".join(missing) or _("{n} modules").format(n=len(syllabus().modules))
    return Check(_("learner notebooks"), not missing, found, _("run `academy build`"))


def _lab() -> Check:
    names = ("jupyterlab", "ipywidgets", "anywidget", "nbgrader", "papermill", "ipykernel")
    failing = [name for name in names if not _loads(lambda name=name: import_module(name))]  # type: ignore[misc]
    return Check(
        _("JupyterLab and its forms"), not failing, "、".join(failing) or _("they load"), _("run `make venv` again")
    )


def _loads(load: Callable[[], object]) -> bool:
    try:
        load()
    except ImportError:
        return False
    return True


def _disk() -> Check:
    work = default_work()
    place = next(folder for folder in (work, *work.parents) if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            writable = True
    except OSError:
        writable = False
    free = shutil.disk_usage(place).free
    found = _("{place}: {free:.1f} GB free").format(place=place, free=free / 1e9)
    if not writable:
        found = _("{place} cannot be written to").format(place=place)
    return Check(
        _("room to work in"), writable and free > LEAST_FREE_BYTES, found, _("free some space or use `--work`")
    )


def _secrecy() -> Check:
    """Secrets are files that only their owner reads; that needs a file system which knows owners."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "secret"
        path.touch(mode=0o600)
        path.chmod(0o600)
        kept = os.name == "nt" or path.stat().st_mode & 0o077 == 0
    found = _("kept from others") if kept else _("others may read them")
    return Check(_("a cohort's secrets"), kept, found, _("keep cohorts on a file system that knows permissions"))
