"""A JupyterLab that runs while somebody looks at it: browser tests, and the pictures of docs/screenshots."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from curriculum.lab import lab_command, lab_environment

REPOSITORY = Path(__file__).parents[1]
PATIENCE = 90  # seconds for a slow machine to start Lab, or a kernel
TOKEN = "on-this-machine-only"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def places_of_its_own(home: Path) -> dict[str, str]:
    """Environment variables that keep Jupyter's own files in a folder, and let kernels find the packages."""
    return {
        "JUPYTER_TOKEN": TOKEN,
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH", "")])),
    }


@contextmanager
def serving(command: list[str], port: int, folder: Path, environment: Mapping[str, str], log: Path) -> Iterator[str]:
    """Run a server until the block ends; gives its addresses as `.../lab/tree/{path}`, with the token.

    Raises
    ------
    RuntimeError
        If it ends before it answers, or does not answer in time; with what it wrote.
    """
    address = f"http://127.0.0.1:{port}"
    with (
        log.open("wb") as sink,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=sink, stderr=sink) as process,
    ):
        try:
            deadline = time.monotonic() + PATIENCE
            while not _answers(f"{address}/api?token={TOKEN}"):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(log.read_text(encoding="utf-8"))
                time.sleep(0.2)
            yield f"{address}/lab/tree/{{path}}?token={TOKEN}"
        finally:
            process.terminate()


@contextmanager
def trainees_lab(work: Path, home: Path, **variables: str) -> Iterator[str]:
    """Lab on a work folder as `academy lab` starts it, its own files in `home`; gives addresses as `serving` does."""
    port = free_port()
    environment = lab_environment() | places_of_its_own(home) | variables
    with serving(lab_command(work, browser=False, port=port), port, work, environment, home / "lab.log") as address:
        yield address


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False
