"""Exports look like the platforms' own, are read back as the same figures, and say what does not fit."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook

from simulations.errors import Mendable
from simulations.world.content import Content
from simulations.world.draws import Worlds
from simulations.world.exports import export, figures, read_export, shape_of, shapes, write_exports
from simulations.world.exports.cells import heading, read
from simulations.world.live.plan import Goods, LiveSession, Segment
from simulations.world.outcome import Outcome
from simulations.world.plan import Plan, Post, Setting
from simulations.world.platforms import platform_slugs
from simulations.world.play import play
from simulations.world.promotion.paid import PaidReach

FORMATS = {"gongzhonghao": "article", "xiaohongshu": "note", "weibo": "text"}
TITLES = ("=1+1，等于几？周报", "开会被点名, “三句话”接住")  # a formula, a comma and quotes to a spreadsheet


def live(slug: str) -> LiveSession:
    return LiveSession(
        id=f"{slug}-live",
        platform=slug,
        day=5,
        hour=20,
        minute=0,
        minutes=12,
        host=0.6,
        segments=(Segment(minutes=12, kind="product", product="book", energy=0.6),),
        goods=(Goods(id="book", price_yuan=49.9, cost_yuan=10, appeal=0.6, stock=100, role="profit"),),
    )


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    posts = tuple(
        Post(
            id=f"{slug}/{k}",
            platform=slug,
            day=2 + 6 * k,
            hour=20,
            title="" if slug == "weibo" else title,
            text=f"{title}\n第二行" if slug == "weibo" else "",
            content=Content(format=FORMATS.get(slug, "video"), niche="workplace", tags=0),
        )
        for slug in platform_slugs()
        for k, title in enumerate(TITLES)
    )
    ad = PaidReach(id="ad", tool="feed_ads", platform="douyin", day=4, days=2, budget_yuan=2000)
    accounts = dict.fromkeys(platform_slugs(), 50_000)
    setting = Setting(start=date(2026, 9, 1), days=14, niche="workplace", accounts=accounts)
    plan = Plan(posts=posts, lives=(live("douyin"), live("shipinhao")), paid=(ad,))
    return play(plan, setting, Worlds(b"t", 3))


@pytest.fixture(scope="module")
def folder(outcome: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exports")
    for kind in ("csv", "xlsx"):
        write_exports(outcome, made, world=1, kind=kind)
    return made


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "下载.csv"
    path.write_bytes(text.encode(encoding))
    return path


# ------------------------------------------------------------------------------------------------------- shapes
@pytest.mark.parametrize("slug", shapes())
def test_every_shape_is_dated_and_its_names_tell_its_columns_apart(slug: str) -> None:
    shape = shape_of(slug)
    assert shape.as_of == date(2026, 11, 1)
    assert shape.platform in platform_slugs()
    assert sum(column.required for column in shape.columns) >= 3
    names = [heading(n)[0] for c in shape.by_field.values() for n in (c.column, *c.aliases)]
    assert len(set(names)) == len(names)
    assert shape.by_field[shape.time].required


def test_every_platform_exports_posts_and_followers_by_day() -> None:
    for slug in platform_slugs():
        assert {"posts", "daily"} <= {shape.table for shape in shapes().values() if shape.platform == slug}


# --------------------------------------------------------------------------------------------------- round trip
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("slug", shapes())
def test_what_was_written_is_read_back(outcome: Outcome, folder: Path, slug: str, kind: str) -> None:
    shape, made = shape_of(slug), figures(outcome, slug, world=1)
    if kind == "csv":
        back = read_export(folder / f"{slug}.csv")  # the shape is found from the columns
    else:
        back = read_export(folder / f"{shape.platform}.xlsx", slug)
    assert list(back) == list(made)
    assert len(back) == len(made) > 0
    for column in shape.columns:
        ours, theirs = made[column.field], back[column.field]
        assert ours.dtype == theirs.dtype
        if column.kind == "rate":
            np.testing.assert_allclose(theirs, ours, atol=0.5e-4 + 1e-12)
        elif column.kind == "datetime" and "%H" not in shape.time_format:
            assert (theirs == ours.dt.floor("D")).all()
        elif column.field == "title":
            assert list(theirs) == [" ".join(text.split()) for text in ours]
        else:
            assert (theirs == ours).all()


def test_csv_opens_in_excel_and_has_the_platforms_names(folder: Path) -> None:
    data = (folder / "xiaohongshu_posts.csv").read_bytes()
    assert data.startswith("\ufeff笔记标题,首次发布时间,体裁,曝光,观看量,封面点击率,".encode())
    assert "2026年09月03日20时00分00秒,图文,".encode() in data


def test_advertisements_are_no_works_and_sessions_are_exported_where_there_were_any(
    outcome: Outcome, folder: Path
) -> None:
    assert len(export(outcome, "douyin_posts")) == len(TITLES)
    assert {path.stem for path in folder.glob("*.csv")} == set(shapes())
    assert {path.stem for path in folder.glob("*.xlsx")} == set(platform_slugs())


def test_a_file_without_posts_is_read_as_no_posts(tmp_path: Path) -> None:
    setting = Setting(start=date(2026, 9, 1), days=2, niche="workplace", accounts={"douyin": 10})
    quiet = play(Plan(), setting, Worlds(b"t", 1))
    posts, daily = write_exports(quiet, tmp_path / "new")
    assert read_export(posts).empty
    assert (read_export(posts).dtypes == figures(quiet, "douyin_posts").dtypes).all()
    assert len(read_export(daily)) == 2


def test_files_are_replaced_whole_or_not_at_all(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_exports(outcome, tmp_path)[0]
    before = first.read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        write_exports(outcome, tmp_path, world=2)
    assert first.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


# --------------------------------------------------------------------------------------------------- real files
REAL = """最多导出排序后前1000条笔记,,,,,,,,,,,,
笔记标题,首次发布时间,体裁,曝光,观看量,封面点击率,点赞,评论,收藏,涨粉,分享,人均观看时长,备注
新人周报模板,2026年09月03日20时15分00秒,图文,"12,345",1.2万,9.7%,"1,024",12,300,5,7,12.5秒,好
,2026/9/4 8:05,视频,1.2万,800,-,3,--,0,0,0,1分5秒,
直播切片,20260905,直播回放,900,80,0.081,3,1,0,0,0,00:01:05,
合计,,,"25,245","12,880",,,,,,,,
"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_a_downloaded_file_is_read_in_its_own_spellings(tmp_path: Path, encoding: str) -> None:
    notes = read_export(written(tmp_path, REAL, encoding))
    assert set(notes["platform"]) == {"xiaohongshu"}
    assert list(notes["published_at"]) == [
        pd.Timestamp(2026, 9, 3, 20, 15),
        pd.Timestamp(2026, 9, 4, 8, 5),
        pd.Timestamp(2026, 9, 5),
    ]
    assert list(notes["impressions"]) == [12_345, 12_000, 900]
    assert list(notes["reads"]) == [12_000, 800, 80]
    assert notes["reads"].dtype == "int64"
    np.testing.assert_allclose(notes["click_rate"], [0.097, np.nan, 0.081])
    assert notes["comments"].dtype == "Int64"
    assert list(notes["comments"].isna()) == [False, True, False]
    assert pd.isna(notes["title"][1])
    assert list(notes["format"]) == ["note", "video", "直播回放"]  # a word we do not know stays as it is
    assert list(notes["mean_seconds"]) == [12.5, 65, 65]
    assert "备注" not in notes


def test_a_unit_in_the_header_is_heeded(tmp_path: Path) -> None:
    text = "作品标题,发布时间,播放,完播率（%）,5s完播率,涨粉量\n早会,2026-09-03 20:00:00,1234567\t,0.8,46%,3\n"
    works = read_export(written(tmp_path, text))
    assert works.loc[0, "finish_rate"] == pytest.approx(0.008)
    assert works.loc[0, "reads"] == 1_234_567


def test_a_workbook_with_real_dates_and_numbers_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["数据时间：2026-09-01 至 2026-09-07"])
    sheet.append(["日期", "新增人数", "取消关注人数", "净增人数", "累积人数"])
    sheet.append([pd.Timestamp(2026, 9, 1).to_pydatetime(), 12, 3.0, 9, "50,009"])
    book.save(tmp_path / "用户分析.xlsx")
    (day,) = read_export(tmp_path / "用户分析.xlsx").to_dict("records")
    assert day["date"] == pd.Timestamp(2026, 9, 1)
    assert (day["gained"], day["lost"], day["net"], day["followers"]) == (12, 3, 9, 50_009)


# ------------------------------------------------------------------------------------------------ what is wrong
def test_a_missing_column_is_named_with_the_nearest_export(tmp_path: Path) -> None:
    with pytest.raises(Mendable) as told:
        read_export(written(tmp_path, REAL.replace("首次发布时间", "何时").replace("涨粉", "粉")))
    for part in ("下载.csv", shape_of("xiaohongshu_posts").name, "首次发布时间", "涨粉", "何时"):
        assert part in str(told.value)


def test_another_export_than_the_one_asked_for_is_refused(folder: Path) -> None:
    with pytest.raises(Mendable, match=r"weibo_daily\.csv.*新关注人数"):
        read_export(folder / "weibo_daily.csv", "gongzhonghao_daily")


def test_a_file_that_fits_two_exports_asks_for_the_shape(tmp_path: Path) -> None:
    text = "时间,新增人数,新增关注,取关人数,取消关注,净增人数,净增关注,累积人数,总关注者\n2026-09-01,1,1,0,0,1,1,9,9\n"
    path = written(tmp_path, text)
    with pytest.raises(Mendable, match=r"gongzhonghao_daily.*shipinhao_daily.*shape="):
        read_export(path)
    assert read_export(path, "shipinhao_daily").loc[0, "followers"] == 9


@pytest.mark.parametrize(
    ("was", "given", "column", "row"),
    [
        ("1.2万,9.7%", "一万二,9.7%", "观看量", 3),
        ("1.2万,9.7%", "1234.5,9.7%", "观看量", 3),
        ("0.081", "8.1", "封面点击率", 5),
        ("2026/9/4 8:05", "2026/13/4", "首次发布时间", 4),
        ("1分5秒", "一会儿", "人均观看时长", 4),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path: Path, was: str, given: str, column: str, row: int) -> None:
    assert was in REAL
    with pytest.raises(Mendable) as told:
        read_export(written(tmp_path, REAL.replace(was, given)))
    value = given.split(",")[0]
    for part in ("下载.csv", str(row), column, value):
        assert part in str(told.value)
    assert "\n" not in str(told.value)


def test_an_unquoted_comma_does_not_shift_figures(tmp_path: Path) -> None:
    with pytest.raises(Mendable, match="3"):
        read_export(written(tmp_path, REAL.replace("新人周报模板", "新人,周报").replace(",好\n", ",好,多\n")))


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00\xd8", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old"]
)
def test_a_file_that_is_no_export_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "什么.xlsx"
    path.write_bytes(data)
    with pytest.raises(Mendable, match="什么"):
        read_export(path)


def test_unknown_shapes_and_kinds_are_told(outcome: Outcome, tmp_path: Path) -> None:
    with pytest.raises(Mendable, match=r"kuaishou.*douyin_posts"):
        export(outcome, "kuaishou")
    with pytest.raises(Mendable, match=r"pdf.*xlsx"):
        write_exports(outcome, tmp_path, kind="pdf")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.2w", "count", 12_000),
        ("-3", "count", -3),
        ("１，２３４", "count", 1234),
        ("¥1,234.50", "yuan", 1234.5),
        ("1.5万元", "yuan", 15_000),
        ("100.00%", "rate", 1),
        ("5e-05", "rate", 5e-5),
        ("1小时2分", "seconds", 3720),
    ],
)
def test_spellings(text: str, kind: str, value: float) -> None:
    assert read(text, kind) == value  # type: ignore[arg-type]
