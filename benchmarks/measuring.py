"""Times, memory and the table they are printed in: medians over repeats, with the least and the most."""

import gc
import os
import platform as machine
import time
import tracemalloc
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median


def seconds(run: Callable[[], object]) -> float:
    """Wall time of one run."""
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def turns(repeats: int, *runs: Callable[[], object]) -> list[list[float]]:
    """Wall times of several runs that take turns, after one round that does not count."""
    rounds = [[seconds(run) for run in runs] for _ in range(repeats + 1)]
    return [list(times) for times in zip(*rounds[1:], strict=True)]


def peak_megabytes(run: Callable[[], object]) -> float:
    """The most memory that Python and NumPy held at a time for a run."""
    gc.collect()
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def row(what: str, times: list[float], scale: float = 1.0, unit: str = "s") -> float:
    """Print median and range of times; the median in seconds."""
    middle, least, most = (scale * figure for figure in (median(times), min(times), max(times)))
    print(f"{what:<64} {middle:>10.4g} {unit:<3} ({least:.4g}-{most:.4g}, n={len(times)})")
    return median(times)


def figure(what: str, amount: float, unit: str = "") -> None:
    """Print one figure."""
    print(f"{what:<64} {amount:>10,.4g} {unit}".rstrip())


def title(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'-' * len(text)}")


def on_which_machine() -> None:
    """Say where this was measured and with what."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    cpu = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), machine.processor())
    packages = [name for name in ("numpy", "scipy", "pydantic", "mesa") if name != "mesa" or find_spec("mesa")]
    print(f"{machine.system()} {machine.machine()}; {cpu or machine.machine()}, {os.cpu_count()} cores, one used")
    print(f"Python {machine.python_version()}; {', '.join(f'{name} {version(name)}' for name in packages)}")
