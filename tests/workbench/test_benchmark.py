"""The benchmark of the form runs and ends in a line that a machine can read; no test asserts a time."""

import json

import pytest

from benchmarks.workbench import main


def test_its_last_line_is_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--smoke"])
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures.keys() == {"field_to_picture_ms", "p95_ms"}
    assert all(figure > 0 for figure in figures.values())
