"""Benchmarks run and end in a line that a machine can read; how long anything takes, they say, and no test does."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WITHOUT_MESA = "import sys; sys.modules['mesa'] = None; from benchmarks.world import main; main(sys.argv[1:])"


def benchmark(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT_MESA, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")


def test_the_world_benchmark_runs_and_its_last_line_is_its_figures() -> None:
    run = benchmark("--smoke")
    assert run.returncode == 0, run.stderr
    figures = json.loads(run.stdout.splitlines()[-1])
    assert figures.keys() == {"seconds_200_worlds", "ratio_mesa", "flatness", "import_ratio"}
    assert figures.pop("ratio_mesa") is None
    assert all(figure > 0 for figure in figures.values())


def test_without_mesa_the_whole_benchmark_says_what_to_install() -> None:
    run = benchmark()
    assert run.returncode != 0
    assert "pip install mesa" in run.stderr
