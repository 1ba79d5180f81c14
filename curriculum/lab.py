"""The front doors: JupyterLab in Chinese on somebody's first page; a trainee's opens on a work folder of one's own.

Nothing of the user's own Jupyter settings is touched: all of Lab's settings live in the folder that is opened.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from curriculum.files import write_whole
from curriculum.syllabus import REPOSITORY, syllabus
from curriculum.workplace import MARK
from simulations.language import language

START = "start_here.ipynb"
SETTINGS = ".academy"
LABEXTENSIONS = Path(__file__).parent / "labextension"

# Panels for those who author and grade, tools for programmers, news from the internet: nothing a trainee looks for.
SWITCHED_OFF = (
    "@jupyter/nbgrader",
    "@jupyter-notebook/lab-extension",
    "jupyterlab-jupytext",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/cell-toolbar-extension",
    "@jupyterlab/celltags-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:language-server",
)
TOOLS_SWITCHED_OFF = ("cut", "copy", "paste", "cellType")
SERVER_SWITCHED_OFF = (
    "jupyter_lsp",
    "jupyterlab_jupytext",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "notebook",
)


@dataclass(frozen=True)
class Door:
    """A way into JupyterLab; as it stands, the trainee's.

    Attributes
    ----------
    root : Path
        The folder that Lab shows.
    start : str
        The notebook it opens on.
    settings : str
        Folder in `root` for Lab's own settings.
    lab_off, server_off : tuple of str
        Extensions of Lab and of its server that are switched off.
    variables : mapping
        What kernels find in their environment: who came in.
    inside : bool
        Whether Lab's process runs in `root`, where nbgrader looks for a course's configuration. In a trainee's folder
        it must not: what lies there would be imported in place of Lab's own modules.
    """

    root: Path
    start: str = START
    settings: str = SETTINGS
    lab_off: tuple[str, ...] = SWITCHED_OFF
    server_off: tuple[str, ...] = SERVER_SWITCHED_OFF
    variables: Mapping[str, str] = field(default_factory=dict)
    inside: bool = False


@dataclass(frozen=True)
class Prepared:
    """What became of the learner notebooks: paths relative to the work folder."""

    work: Path
    new: tuple[str, ...]
    updated: tuple[str, ...]
    kept: tuple[str, ...]


def default_work() -> Path:
    """`work/` in a clone (ignored by git), else a folder in the user's home."""
    in_clone = (REPOSITORY / ".git").exists() and (REPOSITORY / "pyproject.toml").exists()
    return REPOSITORY / "work" if in_clone else Path.home() / "new-media-academy"


def learner_notebooks() -> dict[str, Path]:
    """Every learner notebook, by where it goes in a work folder."""
    found = {f"{module.tier}/{module.slug}/{module.slug}.ipynb": module.notebook for module in syllabus().modules}
    found[START] = Path(__file__).parent / START
    return {place: source for place, source in found.items() if source.exists()}


def prepare_work(work: Path) -> Prepared:
    """Make or update a work folder; a notebook that the trainee has changed is kept as it is.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    work = work.expanduser().resolve()
    work.mkdir(parents=True, exist_ok=True)
    mark = work / MARK
    if not mark.exists():
        write_whole(mark, b"")
    ours = work / SETTINGS / "notebooks.json"
    delivered = _read_json(ours)
    fate: dict[str, list[str]] = {"new": [], "updated": [], "kept": []}
    for place, source in learner_notebooks().items():
        if (work / Path(place).name).exists() and place != START:
            continue  # an assignment's folder: the cohort's own copy lies at its root
        data, target = source.read_bytes(), work / place
        fingerprint = sha256(data).hexdigest()
        if not target.exists():
            fate["new"].append(place)
        elif fingerprint == delivered.get(place):
            continue
        elif sha256(target.read_bytes()).hexdigest() == delivered.get(place):
            fate["updated"].append(place)
        else:
            fate["kept"].append(place)
            continue
        write_whole(target, data)
        delivered[place] = fingerprint
    _write_json(ours, delivered)
    return Prepared(work, tuple(fate["new"]), tuple(fate["updated"]), tuple(fate["kept"]))


def lab_command(door: Door | Path, *, browser: bool = True, port: int | None = None) -> list[str]:
    """Write Lab's settings for a door (a path is a trainee's work folder) and give the command that starts it."""
    config = _write_settings(door if isinstance(door, Door) else Door(door))
    command = [sys.executable, "-m", "jupyterlab", f"--config={config}"]
    if not browser:
        command.append("--no-browser")
    if port is not None:
        command.append(f"--port={port}")
    return command


def lab_environment() -> dict[str, str]:
    """The environment Lab runs in: the kernel of this Python, whatever else the user has installed."""
    return {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1", "PYTHONUTF8": "1"}


def open_lab(work: Path | None = None, *, browser: bool = True, port: int | None = None) -> int:
    """Prepare the work folder and run JupyterLab on the first page until it is closed.

    Parameters
    ----------
    work : Path, optional
        The trainee's folder; default: `work/` in a clone, else `~/new-media-academy`.
    browser : bool
        Whether to open the browser.
    port : int, optional
        Default: the first free one from 8888 on.

    Returns
    -------
    int
        Lab's exit status.
    """
    prepared = prepare_work(work or default_work())
    return run_lab(Door(prepared.work), browser=browser, port=port)


def run_lab(door: Door, *, browser: bool = True, port: int | None = None) -> int:
    """Run JupyterLab behind a door until it is closed; returns its exit status."""
    command = lab_command(door, browser=browser, port=port)
    environment = {**lab_environment(), **door.variables}
    try:
        return subprocess.run(command, env=environment, cwd=door.root if door.inside else None, check=False).returncode
    except KeyboardInterrupt:  # Lab got the same signal and has shut down
        return 0


def _write_settings(door: Door) -> Path:
    home = door.root / door.settings
    locale = "en" if language() == "en" else "zh_CN"
    _write_json(home / "lab" / "page_config.json", {"disabledExtensions": dict.fromkeys(door.lab_off, True)})
    _write_json(
        home / "lab" / "overrides.json",
        {
            "@jupyterlab/translation-extension:plugin": {"locale": locale},
            "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
            "@jupyterlab/statusbar-extension:plugin": {"visible": False},
            "@jupyterlab/notebook-extension:panel": {
                "toolbar": [{"name": name, "disabled": True} for name in TOOLS_SWITCHED_OFF]
            },
            "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none", "showHiddenCellsButton": False},
        },
    )
    settings: dict[str, Any] = {
        "ServerApp": {
            "root_dir": str(door.root),
            "jpserver_extensions": dict.fromkeys(door.server_off, False),
        },
        "LabApp": {
            "default_url": f"/lab/tree/{quote(door.start)}",
            "app_settings_dir": str(home / "lab"),
            "user_settings_dir": str(home / "user-settings"),
            "workspaces_dir": str(home / "workspaces"),
            "extra_labextensions_path": [str(LABEXTENSIONS)],
        },
    }
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container, where there is nobody else to be
        settings["ServerApp"]["allow_root"] = True
    config = home / "jupyter_server_config.json"
    _write_json(config, settings)
    return config


def _read_json(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _write_json(path: Path, content: object) -> None:
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")
