"""Reports can be read: no cut or missing characters, nothing fetched, nothing executed, one person or many."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import openpyxl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from curriculum.look import use_style
from grading.course import Cohort
from grading.records import store
from grading.records.store import SubmissionRecord
from grading.reports import cohort_findings, cohort_page, figures, summaries, trainee_page
from grading.reports.export import escaped, export_cohort
from grading.reports.html import notebook_html
from grading.reports.run import Report, report_cohort, report_trainees
from grading.reports.standing import standing
from grading.reports.tables import Records, read_records
from grading.reports.trainee_details import details

MODULE = "two_hour_post"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)  # two days after the cohort was due
NewCohort = Callable[[Path, str], Cohort]

# --- figures ---


@pytest.fixture(params=["zh_CN", "en"])
def style(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMY_LANG", request.param)
    use_style()


def assert_readable(figure: Figure) -> None:
    """All that is drawn lies inside the picture; a missing glyph is a warning and fails by itself."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    for ax in figure.axes:
        box = ax.get_tightbbox()
        assert box is not None
        assert min(box.x0, box.y0) >= -1
        assert box.x1 <= width + 1
        assert box.y1 <= height + 1


def test_a_text_beyond_the_edge_is_not_readable() -> None:
    figure, ax = figures.canvas(4, 3)
    ax.text(1.5, 0.5, "cut off").set_in_layout(False)
    assert_readable(figure)
    ax.texts[0].set_in_layout(True)
    figure.set_layout_engine("none")
    with pytest.raises(AssertionError):
        assert_readable(figure)


@pytest.mark.usefixtures("style")
def test_every_figure_is_readable(cohort: Cohort) -> None:
    records = read_records(cohort)
    ann, people = records.of("ann"), standing(records, MODULE, NOW).dropna(subset="share")
    tried = summaries.trials(records.submissions)
    summary = summaries.criteria_summary(records.marks)
    wide = figures.WIDTH
    drawn = {
        "criteria": lambda ax: figures.criteria(ax, ann.marks, summaries.median_shares(records.marks, MODULE)),
        "forecasts": lambda ax: figures.forecasts(ax, tried),
        "totals": lambda ax: figures.totals(ax, people["share"], people["name"]),
        "histogram": lambda ax: figures.totals(ax, pd.concat([people["share"]] * 9), people["name"]),
        "spread": lambda ax: figures.criteria_spread(ax, summary, records.marks),
        "learning": lambda ax: figures.forecast_learning(ax, summaries.forecasts_by_number(tried), 0.8),
        "mentors": lambda ax: figures.mentor_load(ax, summaries.mentor_load(records, MODULE)),
    }
    for plot in drawn.values():
        figure, ax = figures.canvas(wide, 4.5)
        assert plot(ax) is ax
        assert_readable(figure)


@pytest.mark.usefixtures("style")
def test_the_radar_names_each_competency_with_evidence(cohort: Cohort) -> None:
    records = read_records(cohort)
    profile = summaries.competencies(records.of("bo").marks)
    figure, ax = figures.canvas(5, 4.6, polar=True)
    figures.radar(ax, profile, summaries.median_competencies(records.marks))
    assert_readable(figure)
    named = {text.get_text().split("\n")[0] for text in ax.texts}
    assert named == set(profile.loc[profile["evidence"] > 0, "title"])
    assert "Tools" not in named  # layout alone is evidence for tools, and nobody has judged it


# --- sections ---


def test_one_person_is_no_distribution(alone: Records) -> None:
    view = cohort_page.view(alone, MODULE, NOW)
    assert cohort_findings.distribution(view) == ""
    assert cohort_findings.criteria(view) == ""
    assert "Nobody" in cohort_page.needs(view)
    assert "no mentor" in cohort_findings.mentors(view)
    dossier = trainee_page.open_dossier(alone, "ann", NOW)
    assert "median" not in trainee_page.overview(dossier, MODULE)


def test_the_table_of_need_says_who_and_what(records: Records) -> None:
    said = cohort_page.needs(cohort_page.view(records, MODULE, NOW))
    assert said.index("蔡小满") < said.index("丁未交") < said.index("HYPERLINK")
    for words in ("not gradable", "title: is too long", "5 h late", "30 min over time", "Opening, Content logic"):
        assert words in said


def test_many_who_did_not_hand_in_stand_aside(tmp_path: Path, new_cohort: NewCohort) -> None:
    roster = "id,name,mentor\n" + "".join(f"t{n},学员{n},\n" for n in range(9))
    view = cohort_page.view(read_records(new_cohort(tmp_path / "many", roster)), MODULE, NOW)
    assert "学员3" not in cohort_page.needs(view)
    assert "9 people have not handed in" in cohort_page.needs(view)
    assert "学员3" in cohort_page.late_or_stuck(view)


@pytest.mark.parametrize(
    ("trainee", "words"),
    [
        ("cai", "not the same as 0 points"),
        ("er", "through no fault of yours"),
        ("ding", "was due 2 days ago"),
        ("bo", "40 points wait for the mentor"),
        ("ge", "the notebook is damaged; the answers are graded"),
    ],
)
def test_a_trainee_is_told_where_the_work_stands(records: Records, trainee: str, words: str) -> None:
    dossier = trainee_page.open_dossier(records, trainee, NOW)
    assert words in trainee_page.overview(dossier, MODULE)
    assert "What next" in trainee_page.next_steps(dossier)


def test_what_people_wrote_is_shown_and_never_run(records: Records) -> None:
    dossier = trainee_page.open_dossier(records, "fu", NOW)
    page = trainee_page.head(dossier) + details(dossier, MODULE) + trainee_page.next_steps(dossier)
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5
    for words in ("+9% (+5% to +14%)", "22:00 instead of 18:00"):
        assert words in page


# --- pages ---


class References(HTMLParser):
    """What a page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]


def assert_opens_offline(page: str) -> None:
    references = References()
    references.feed(page)
    assert all(address.startswith(("data:", "#")) for address in references.fetched)
    assert references.tags.isdisjoint({"script", "link", "iframe", "object"})
    assert "@import" not in page
    assert "url(" not in page


def test_a_page_shows_outputs_and_no_code() -> None:
    html = {"output_type": "display_data", "data": {"text/html": "<p>结果</p>", "text/plain": "x"}, "metadata": {}}
    noise = {"output_type": "stream", "name": "stderr", "text": "a warning"}
    outputs = [nbformat.from_dict(output) for output in (html, noise)]
    cells = [nbformat.v4.new_code_cell("secret = 1", outputs=outputs), nbformat.v4.new_code_cell("1 + 1")]
    page = notebook_html(nbformat.v4.new_notebook(cells=cells), "A & B")
    assert "<p>结果</p>" in page
    assert "<title>A &amp; B</title>" in page
    for hidden in ("secret", "a warning", "1 + 1"):
        assert hidden not in page
    assert_opens_offline(page)


@pytest.mark.server
def test_reports_are_run_kept_and_open_offline(cohort: Cohort) -> None:
    told: list[Report] = []
    pages = [report_cohort(cohort), *report_trainees(cohort, ["ann"], progress=told.append)]
    assert [page.name for page in pages] == ["cohort", "ann"]
    assert told == pages[1:]
    for page in pages:
        assert page.problem == ""
        assert page.html is not None
        text = page.html.read_text(encoding="utf-8")
        assert_opens_offline(text)
        assert "read_records" not in text
        notebook = nbformat.read(page.notebook, as_version=4)
        nbformat.validate(notebook)
        assert notebook.metadata.papermill.parameters.cohort_root == str(cohort.root)
    assert "Growth archive: 安以宁" in (cohort.root / "reports" / "trainees" / "ann.html").read_text(encoding="utf-8")


@pytest.mark.server
def test_a_report_that_fails_is_named_and_the_rest_go_on(
    tmp_path: Path, new_cohort: NewCohort, hand_in: Callable[..., SubmissionRecord]
) -> None:
    damaged = new_cohort(tmp_path / "damaged", "id,name,mentor\nann,安以宁,\nbo,薄一行,\n")
    with store.connect(damaged.db_url) as connection:
        store.save_submission(connection, hand_in("bo", trials=({"number": 1},)))
    old = damaged.root / "reports" / "trainees" / "bo.html"
    old.parent.mkdir(parents=True)
    old.write_text("last week's", encoding="utf-8")
    ann, bo = report_trainees(damaged, workers=1)
    assert ann.html is not None
    assert bo.html is None
    assert "Trial" in bo.problem
    assert not old.exists()
    assert bo.notebook.exists()


def test_a_stranger_has_no_report(cohort: Cohort) -> None:
    with pytest.raises(ValueError, match="not on the roster: nobody"):
        report_trainees(cohort, ["ann", "nobody"])


# --- spreadsheets ---


def test_csv_opens_in_excel_and_starts_no_formula(cohort: Cohort, tmp_path: Path) -> None:
    table, _book = export_cohort(cohort, tmp_path)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")))}
    assert len(rows) == 8
    assert rows["fu"]["Name"] == '\'=HYPERLINK("x")'
    assert (rows["ann"]["Topic"], rows["ann"]["Of points judged"]) == ("4", "100")
    assert rows["cai"]["Points"] == ""
    assert rows["fu"]["Hours late"] == "5"


def test_xlsx_holds_numbers_as_numbers_and_no_formula(cohort: Cohort, tmp_path: Path) -> None:
    _table, path = export_cohort(cohort, tmp_path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    header, *rows = sheet.iter_rows()
    assert sheet.title == "A post in two hours"
    column = [cell.value for cell in header].index("Points")
    assert isinstance(rows[0][column].value, int | float)
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_never_starts_a_formula(start: str) -> None:
    assert escaped(f"{start}1+1") == f"'{start}1+1"
    assert escaped(f"1{start}1") == f"1{start}1"
