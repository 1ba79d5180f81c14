"""What the text reader sees, what it must not see, and that stuffing does not pay."""

from dataclasses import replace

import pytest

from simulations.projects.two_hour_post import colleague
from simulations.world.article import click_effect, finish_effect, share_effect
from simulations.world.text.body import read_body
from simulations.world.text.compliance import Verdict, check_compliance
from simulations.world.text.title import TitleFeatures, read_title
from simulations.world.text.words import found, lexicon

MEETING = frozenset({"会议", "纪要", "开会"})
BRAND = frozenset({"轻序"})


def title(text: str) -> TitleFeatures:
    return read_title(text, topic_words=MEETING, brand_words=BRAND)


def test_a_flat_list_is_told_from_a_counted_fact() -> None:
    assert title("职场人必备的8个效率工具推荐").flat_list
    assert not title("她把3小时的会议纪要写成了20分钟").flat_list
    assert title("她把3小时的会议纪要写成了20分钟").conflict


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("为什么没人看你的会议纪要", "question"),
        ("散会10分钟，纪要已经在群里了", "number"),
        ("纪要写得最快的同事，开会却从来不记笔记", "conflict"),
        ("震惊！！开会必看", "loud"),
        ("轻序会议纪要上新", "brand"),
    ],
)
def test_a_title_shows_its_features(text: str, feature: str) -> None:
    assert getattr(title(text), feature) == 1.0


def test_a_word_inside_another_word_is_not_found() -> None:
    assert found("第一步先打开设置", {"第一步"}) == ["第一步"]
    assert found("今天真累，也很烦", lexicon("pain")) == ["累", "烦"]
    assert found("积累经验", lexicon("pain")) == []


def test_a_third_pain_word_takes_away_what_two_gave() -> None:
    plan = colleague()
    effects = [click_effect(replace(plan, title=replace(plan.title, pain=n))) for n in range(6)]
    assert effects[1] > effects[0]
    assert effects[2] > effects[1]
    assert effects[3] < effects[0]
    assert effects[5] <= effects[3]


def test_the_best_title_is_worth_about_a_fifth_not_a_multiple() -> None:
    plan = colleague()
    best = replace(plan.title, number=1, person=1, conflict=1, scene=1, pain=2)
    assert 0.1 < click_effect(replace(plan, title=best)) - click_effect(plan) < 0.3


def test_a_wall_of_text_loses_readers_and_layout_wins_some_back() -> None:
    sentence = "会开完了，纪要写了三页，第二天还是有人来问我到底定了什么，我把这句话记在了本子上。"
    wall = "\n\n".join([sentence * 8] * 4)
    laid_out = "## 一\n\n" + "\n\n".join([sentence * 2] * 16) + "\n\n## 二\n\n![图](pic:p1)"
    effects = [
        finish_effect(replace(colleague(), body=read_body(body, "会议纪要", topic_words=MEETING, brand_words=BRAND)))
        for body in (wall, laid_out)
    ]
    assert effects[1] - effects[0] > 0.3


def test_a_case_needs_somebody_and_a_number() -> None:
    told = "后来她试了三周，每次纪要从70分钟降到25分钟。上周她说，同事开始看了。"
    general = "后来试了一阵，效率高多了，现在谁都愿意看。"
    cases = [read_body(text, "会议纪要", topic_words=MEETING, brand_words=BRAND).case for text in (told, general)]
    assert cases[0] > cases[1] == 0


def test_advertising_is_not_passed_on() -> None:
    plan = colleague()
    sold = replace(plan, body=replace(plan.body, advertising=1.0))
    assert share_effect(sold) < share_effect(plan) - 0.5


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("轻序是全网最好用的会议工具。", Verdict.FORBIDDEN),
        ("国家级的数据防护。", Verdict.FORBIDDEN),
        ("用了它，开会效率提升10倍。", Verdict.NEEDS_PROOF),
        ("九成用户一周就见效。", Verdict.NEEDS_PROOF),
        ("转发到朋友圈，截图即可领取资料包。", Verdict.BREACH),
        ("升级之前，最好先备份文件。", Verdict.ALLOWED),
        ("这不是唯一的办法，也别信万能模板。", Verdict.ALLOWED),
        ("会议录音的最佳使用时间是散会前。", Verdict.ALLOWED),
    ],
)
def test_compliance_says_forbidden_needs_proof_or_allowed_with_the_reason(text: str, verdict: Verdict) -> None:
    passages = check_compliance(text, BRAND)
    assert verdict in {passage.verdict for passage in passages}
    assert all(str(passage.why) and passage.sentence in text for passage in passages)


@pytest.mark.parametrize(
    "text", ["第一步，打开设置。", "她第一次开会就写了三页。", "据我们组四周的记录，效率提升了30%。"]
)
def test_ordinary_speech_is_no_finding(text: str) -> None:
    assert all(passage.verdict is Verdict.ALLOWED for passage in check_compliance(text, BRAND))
