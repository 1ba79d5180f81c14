"""The house keeps its plan: imports go one way, catalogs are complete, plain `import simulations` is cheap."""

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from simulations.language import Message
from tools import messages

REPOSITORY = Path(__file__).parents[1]
FLOORS = ("simulations", "curriculum", "grading")
HEAVY = ("pandas", "matplotlib", "scipy", "ipywidgets", "nbgrader", "IPython")


def imports_of(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("floor", range(3))
def test_no_floor_imports_from_above(floor: int) -> None:
    above = set(FLOORS[floor + 1 :])
    sources = [path for path in (REPOSITORY / FLOORS[floor]).rglob("*.py") if "sources" not in path.parts]
    assert sources
    assert not [path for path in sources if imports_of(path) & above]


def test_the_world_knows_nothing_of_tasks_and_projects() -> None:
    for path in (REPOSITORY / "simulations" / "world").rglob("*.py"):
        assert not re.search(r"simulations\.(task|projects|coach|evaluate)", path.read_text(encoding="utf-8")), path


def test_a_task_can_be_found_without_heavy_imports() -> None:
    code = (
        "import sys, simulations.projects as p; p.find_task('two_hour_post'); "
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert out.stdout.strip() == "[]"


def test_no_sentence_hides_from_the_extractor_inside_an_f_string() -> None:
    hidden = []
    for floor in FLOORS:
        for path in (REPOSITORY / floor).rglob("*.py"):
            for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(text, ast.JoinedStr):
                    calls = [node for node in ast.walk(text) if isinstance(node, ast.Call)]
                    names = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
                    if names & {"_", "message"}:
                        hidden.append(f"{path}:{text.lineno}")
    assert hidden == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_translated_with_its_placeholders() -> None:
    catalog = messages.read()
    in_code = set(messages.messages_in_code())
    translated = {row.id: row.string for row in catalog if row.id}
    assert in_code - translated.keys() == set(), "run `python tools/messages.py`"
    assert translated.keys() - in_code == set(), "run `python tools/messages.py`"
    assert [text for text, chinese in translated.items() if not chinese] == []
    assert [text for text, chinese in translated.items() if fields(text) != fields(chinese)] == []


@pytest.mark.parametrize("path", [messages.CATALOG, messages.COMMANDLINE], ids=lambda path: path.stem)
def test_a_compiled_catalog_is_the_catalog(path: Path) -> None:
    from babel.messages.mofile import read_mo

    with path.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    assert {row.id: row.string for row in compiled if row.id} == {
        row.id: row.string for row in messages.read(path) if row.id
    }


def test_a_message_is_rendered_late_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Message.model_validate_json(Message(id="must be at least {least}", values={"least": 3}).model_dump_json())
    monkeypatch.setenv("ACADEMY_LANG", "en")
    assert str(told) == "must be at least 3"
    monkeypatch.setenv("ACADEMY_LANG", "zh_CN")
    assert "3" in str(told)
    assert "must" not in str(told)


def test_the_example_of_the_readme_runs() -> None:
    (code,) = re.findall(
        r"```python\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert "xiaohongshu" in shown.stdout
