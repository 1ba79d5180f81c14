"""The frame holds: lists of dependencies agree, the wheel carries what it should, the gates do reject."""

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("simulations", "curriculum", "grading")
TIERS = ("basic", "advanced", "expert")
UNPUBLISHED = ("curriculum/sources/", "grading/demo/")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
FOR_TESTS = [Requirement(line) for line in PROJECT["optional-dependencies"]["test"]]

# Started as a process, loaded by another package by name, or read for its font: needed, yet never imported.
USED_UNSEEN = {"ipykernel", "jupyterlab", "jupyterlab-language-pack-zh-cn", "openpyxl", "zhplot"}


def committed_files() -> list[str]:
    """What git has or would take, as paths relative to the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return sorted({name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()})


# --- dependencies ---


def pins() -> dict[str, list[Requirement]]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[Requirement]] = {}
    for line in lines:
        if text := line.partition("#")[0].strip():
            pin = Requirement(text)
            found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def test_every_pin_is_one_exact_version_from_no_particular_place() -> None:
    for pin in (pin for several in pins().values() for pin in several):
        assert pin.url is None, pin
        assert [clause.operator for clause in pin.specifier] == ["=="], pin


def test_pins_lie_within_the_ranges_of_pyproject() -> None:
    for requirement in RUNTIME + FOR_TESTS:
        for pin in pins()[canonicalize_name(requirement.name)]:
            (exact,) = pin.specifier
            assert requirement.specifier.contains(exact.version), f"{pin} is outside {requirement}"


def test_everything_that_gets_installed_is_pinned() -> None:
    pinned, seen = pins(), set()
    waiting = [(requirement, "") for requirement in RUNTIME + FOR_TESTS]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": extra})
        if not applies or (name, extra) in seen:
            continue
        seen.add((name, extra))
        assert name in pinned, f"{name} is installed but constraints.txt does not pin it"
        needs = [Requirement(line) for line in importlib.metadata.requires(name) or []]
        waiting += [(need, extra) for need in needs for extra in ("", *requirement.extras)]


def test_conda_installs_the_same_from_the_same_two_files() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    *packages, by_pip = environment["dependencies"]
    python = next(Requirement(line) for line in packages if line.startswith("python "))
    assert environment["name"] == PROJECT["name"]
    assert PROJECT["requires-python"] in str(python.specifier).split(",")
    assert {"pip", "git", "make"} <= set(packages)
    assert by_pip == {"pip": ["--constraint constraints.txt", "--editable .[test]"]}


def test_no_committed_file_names_a_package_registry() -> None:
    hosts = ("pypi.", "pythonhosted.", "npmjs.", "anaconda.")
    registry = re.compile("|".join(rf"\b{re.escape(host)}org\b" for host in hosts) + "|index[-]url|find[-]links")
    assert registry.search(f"https://files.{hosts[1]}org/packages")
    for name in committed_files():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a catalog, a picture
            continue
        assert not registry.search(text), f"{name}: {registry.search(text)}"


# --- what is imported ---


def imported_modules(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"), source.name)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def imports_of(*folders: str) -> dict[str, Path]:
    sources = [source for folder in folders for source in sorted((ROOT / folder).rglob("*.py"))]
    return {module: source for source in sources for module in imported_modules(source)}


def test_imports_and_declared_dependencies_are_the_same_set() -> None:
    imported = {
        module: source
        for module, source in imports_of(*PACKAGES).items()
        if module not in sys.stdlib_module_names and module not in PACKAGES
    }
    providers = importlib.metadata.packages_distributions()
    declared = {canonicalize_name(requirement.name) for requirement in RUNTIME}
    used = set(USED_UNSEEN)
    for module, source in imported.items():
        distributions = {canonicalize_name(name) for name in providers.get(module, [module])}
        assert distributions & declared, f"{source} imports {module}: declare one of {distributions}"
        used |= distributions
    assert declared <= used, f"declared and never used: {declared - used}"


# --- wheel ---


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    with zipfile.ZipFile(next(out.glob("*.whl"))) as archive:
        yield archive


def test_wheel_is_the_packages_and_the_notebooks_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    committed = committed_files()
    expected = {
        name
        for name in committed
        if name.startswith(tuple(f"{package}/" for package in PACKAGES)) and not name.startswith(UNPUBLISHED)
    }
    expected |= {f"curriculum/notebooks/{name}" for name in committed if name.partition("/")[0] in TIERS}
    assert {name for name in wheel.namelist() if ".dist-info/" not in name and ".data/" not in name} == expected


def test_wheel_puts_labs_extension_where_every_jupyter_server_looks(wheel: zipfile.ZipFile) -> None:
    source = ROOT / "curriculum" / "labextension"
    there = "data/share/jupyter/labextensions/"
    shared = {name.partition(".data/")[2]: wheel.read(name) for name in wheel.namelist() if ".data/" in name}
    expected = {f"{there}{path.relative_to(source).as_posix()}": path for path in source.rglob("*") if path.is_file()}
    assert shared == {name: path.read_bytes() for name, path in expected.items()}
    assert f"{there}new-media-academy/package.json" in shared


def test_wheel_carries_lessons_translations_and_cases_but_no_solution(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert any(re.fullmatch(r"curriculum/notebooks/basic/[a-z_]+/[a-z_]+\.ipynb", name) for name in names)
    assert any(re.fullmatch(r"simulations/locale/zh_CN/LC_MESSAGES/[a-z]+\.mo", name) for name in names)
    assert any(re.fullmatch(r"simulations/projects/[a-z_]+/criteria\.yaml", name) for name in names)
    assert not [name for name in names if name.startswith(UNPUBLISHED)]
    assert not [name for name in names if b"### BEGIN SOLUTION" in wheel.read(name) and name.endswith(".ipynb")]


def test_wheel_installs_the_command_and_the_licence(wheel: zipfile.ZipFile) -> None:
    described = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "academy = grading.cli:main" in wheel.read(described["entry_points.txt"]).decode()
    assert "licenses/LICENSE" in described


def test_installed_from_the_wheel_the_command_runs_and_finds_its_notebooks(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    wheel.extractall(tmp_path / "installed")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "PYTHONUTF8": "1"}
    code = """
        from curriculum.lab import learner_notebooks
        print(*learner_notebooks().values(), sep="\\n")
        from grading.cli import main
        main()
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), "--help"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    notebooks = [Path(line) for line in run.stdout.splitlines() if line.endswith(".ipynb")]
    assert len(notebooks) > 1
    assert all(notebook.is_relative_to(tmp_path / "installed") for notebook in notebooks)


def test_changelog_names_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *_ = re.findall(r"^## \[(.+?)\]", changelog, flags=re.M)
    assert first == "Unreleased"
    assert PROJECT["version"] in changelog


# --- finding a Python ---


def fake_python(folder: Path, name: str, at_start: str = "") -> None:
    """Put this interpreter on a PATH of its own, after `at_start` has changed what it says of itself."""
    changes = folder / f"{name}-changes"
    changes.mkdir(parents=True)
    (changes / "sitecustomize.py").write_text(at_start, encoding="utf-8")
    script = folder / name
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{changes}" exec "{sys.executable}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)


OLD = "import sys; sys.version_info = (3, 9, 18, 'final', 0)"
WITHOUT_VENV = "import sys; sys.modules['ensurepip'] = None"


def find_python(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    script = ["/bin/sh", str(ROOT / "tools" / "find_python.sh")]
    return subprocess.run(
        script, env={"PATH": str(folder), **environment}, capture_output=True, encoding="utf-8", check=False
    )


def test_an_old_python_is_passed_over_for_a_newer_one(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", OLD)
    fake_python(tmp_path, "python3.11")
    assert find_python(tmp_path).stdout.strip() == str(tmp_path / "python3.11")


def test_a_python_without_venv_is_passed_over(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", WITHOUT_VENV)
    fake_python(tmp_path, "python")
    assert find_python(tmp_path).stdout.strip() == str(tmp_path / "python")


def test_a_shim_that_leads_nowhere_is_passed_over(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3.11")
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    (tmp_path / "python3").chmod(0o755)
    assert find_python(tmp_path).stdout.strip() == str(tmp_path / "python3.11")


def test_only_old_pythons_say_in_both_languages_what_to_install(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", OLD)
    found = find_python(tmp_path)
    assert (found.returncode, found.stdout) == (1, "")
    assert "python3=3.9" in found.stderr
    assert "需要 3.11" in found.stderr
    assert "install Python 3.12" in found.stderr


def test_a_python_without_venv_alone_says_which_package_is_missing(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", WITHOUT_VENV)
    found = find_python(tmp_path)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.count("sudo apt install python3-venv") == 2


def test_PYTHON_decides_alone(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3")
    fake_python(tmp_path / "elsewhere", "mine")
    fake_python(tmp_path / "elsewhere", "old", OLD)
    mine, old = str(tmp_path / "elsewhere" / "mine"), str(tmp_path / "elsewhere" / "old")
    assert find_python(tmp_path, PYTHON=mine).stdout.strip() == mine
    assert find_python(tmp_path, PYTHON=old).returncode == 1


# --- make and .ci/run ---


def test_make_alone_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.M)
    assert targets
    listing = subprocess.run(["make"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert re.findall(r"^  make (\w+)", listing, flags=re.M) == targets[1].split()


def test_make_venv_is_done_until_a_list_of_dependencies_changes(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
        os.utime(tmp_path / name, (1_000, 1_000))
    question = ["make", "--question", "venv"]
    assert subprocess.run(question, cwd=tmp_path, check=False).returncode == 1
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / ".installed").touch()
    assert subprocess.run(question, cwd=tmp_path, check=False).returncode == 0
    os.utime(tmp_path / ".venv" / ".installed", (2_000, 2_000))
    (tmp_path / "constraints.txt").touch()
    assert subprocess.run(question, cwd=tmp_path, check=False).returncode == 1


def test_ci_run_installs_what_is_missing_and_exits_as_make_does(tmp_path: Path) -> None:
    log = tmp_path / "log"
    fakes = {
        "make": 'echo "make $* CI=$CI"; exit 7',
        "apt-get": f'echo "$*" >> "{log}"; exit 100',
        "dpkg-query": "exit 1",
        "id": "echo 0",
    }
    for name, body in fakes.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    run = subprocess.run([ROOT / ".ci" / "run"], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 7
    assert run.stdout.splitlines()[-1] == "make test CI=true"
    update, install = log.read_text(encoding="utf-8").splitlines()
    assert "update" in update
    assert "fonts-noto-cjk" in install


# --- the gates of pytest ---


@pytest.fixture
def inner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A test suite of its own under the project's conftest, without the plugins installed (a second each)."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers =\n    server\n    browser\n")
    return pytester


@pytest.fixture
def skipping(inner: pytest.Pytester) -> pytest.Pytester:
    """A suite that skips in every way there is: in a test, by a mark, in a fixture, a whole module."""
    inner.makepyfile(
        test_some="""
            import pytest
            def test_in_itself(): pytest.skip('no such tool')
            @pytest.mark.skip(reason='no such tool')
            def test_by_a_mark(): pass
            @pytest.fixture
            def tool(): pytest.skip('no such tool')
            def test_by_a_fixture(tool): pass
        """,
        test_module="import pytest; pytest.skip('no such tool', allow_module_level=True)",
    )
    return inner


@pytest.mark.parametrize("ci", ["true", "1"])
def test_a_skip_fails_in_ci_and_shows_its_reason(
    skipping: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str
) -> None:
    monkeypatch.setenv("CI", ci)
    result = skipping.runpytest("--continue-on-collection-errors")
    assert result.ret != 0
    result.assert_outcomes(failed=1, errors=3)
    assert result.stdout.str().count("\nwith CI set nothing may be skipped: Skipped: no such tool") == 4


@pytest.mark.parametrize("ci", [None, "", "false"])
def test_a_skip_is_a_skip_elsewhere(skipping: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str | None) -> None:
    if ci is None:
        monkeypatch.delenv("CI", raising=False)
    else:
        monkeypatch.setenv("CI", ci)
    skipping.runpytest().assert_outcomes(skipped=4)


def test_an_expected_failure_is_no_skip(inner: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    inner.makepyfile("import pytest\n@pytest.mark.xfail\ndef test_it(): assert False")
    inner.runpytest().assert_outcomes(xfailed=1)


def test_quick_tests_run_first_then_servers_then_browsers(inner: pytest.Pytester) -> None:
    inner.makepyfile("""
        import pytest
        @pytest.mark.browser
        def test_a(): pass
        @pytest.mark.server
        def test_b(): pass
        def test_c(): pass
        @pytest.mark.server
        @pytest.mark.browser
        def test_d(): pass
        def test_e(): pass
    """)
    result = inner.runpytest("--verbose")
    assert re.findall(r"::test_(\w)", result.stdout.str()) == ["c", "e", "b", "a", "d"]


def test_without_chromium_a_browser_test_says_where_it_looked(
    inner: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("ACADEMY_CHROMIUM", "/nowhere/chrome")
    inner.makepyfile("def test_it(chromium_path): pass")
    result = inner.runpytest("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*no Chromium: looked for /nowhere/chrome*"])
