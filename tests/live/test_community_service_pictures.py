"""The pictures of 社群答疑与响应: they draw, follow their controls, and the world still says what the lesson says."""

from typing import Any

from curriculum.live import community_service as lesson
from curriculum.live.community_service import desk, machine, messages, stage
from curriculum.syllabus import module
from simulations.projects.community_service.answer import MOST_EXCEPTIONS
from simulations.projects.community_service.matters import matters
from simulations.projects.community_service.plan import MOST_DESK_HOURS
from simulations.world.parameters import values

SOURCE = module("community_service").source


def test_every_question_can_be_answered_to_the_end(view: Any) -> None:
    shown = view(lesson.triage())
    for asked in stage.examples().triage:
        before = shown.said
        shown.buttons[asked.right].click()
        assert "failed" not in shown.html
        assert len(shown.said) > len(before) + 20
        shown.buttons[-1].click()


# --- the world still says what the lesson says of it ---


def test_reading_and_order_save_complaints_and_the_evening_saves_comments() -> None:
    usual = desk.play_queue(13, "arrival", False, False, False).now
    read = desk.play_queue(13, "urgency", True, True, False).now
    assert read["complaint"] > usual["complaint"] + 0.15
    assert desk.play_queue(13, "urgency", True, True, True).now["complaint"] > read["complaint"] + 0.15
    evening, morning = (desk.play_queue(start, "urgency", True, True, False).now for start in (13, 9))
    assert evening["comment"] > morning["comment"] + 0.1


def test_what_spreads_is_worth_being_woken_for_and_questions_are_not() -> None:
    spreads = desk.play_night(outage=True, leak=True, rumour=True, lost=True)
    assert spreads.prevented > spreads.cost
    questions = desk.play_night(question=True)
    assert questions.cost > questions.prevented == 0


def test_a_rule_for_troubles_before_the_others_ends_the_misfires() -> None:
    tables = stage.examples().keywords.tables
    misfires = [machine.keywords_html(tables[name]).count("✕") for name in ("broad", "narrow", "ordered")]
    assert misfires[0] > misfires[1] > misfires[2] == 0


def test_the_sample_replies_are_what_they_are_called() -> None:
    bad = {slug: messages.reply_html(text).count("✕") for slug, text in stage.examples().replies.items()}
    assert bad["good"] == 0
    assert min(bad[slug] for slug in ("canned", "blame", "promise")) > 0


def test_the_numbers_of_the_prose_are_those_of_world_and_task() -> None:
    service, words = values("service"), SOURCE.read_text(encoding="utf-8")
    for said in (
        f"投诉 {service['complaint_deadline']:g} 小时、评论 {service['comment_deadline']:g} 小时、"
        f"私信 {service['message_deadline']:g} 小时",
        f"也就 {service['minutes_per_hand_hour']:g} 分钟上下",
        f"窗口是 {service['message_patience'] * 24:g} 小时",
        f"平时也就 {values('opinion')['negative_base']:.1%} 上下",
        f"不超过 {MOST_EXCEPTIONS} 个",
        f"坐 {MOST_DESK_HOURS} 个小时",
    ):
        assert said in words, said
    assert (service["comment_minutes"], service["message_minutes"], service["complaint_minutes"]) == (1, 3, 15)
    assert 0.3 < service["faq_saving"] < 0.4


def test_standing_apart_needs_another_order_too() -> None:
    apart, ordered = (desk.play_queue(13, order, False, False, False) for order in ("arrival", "urgency"))
    assert apart.now["comment"] < apart.usual["comment"] < ordered.now["comment"] - 0.2


def test_the_lessons_messages_are_none_of_the_graded_ones() -> None:
    written = {text for matter in matters() for text in matter.texts}
    own = {sample.text for sample in stage.examples().keywords.messages}
    assert not own & written


def test_what_a_trainee_types_is_shown_as_text() -> None:
    assert "<img" not in messages.reply_html("<img src=x>保证一定会好")
    assert "<script" not in machine.keywords_html("<script> = <script>\n扣 = <script>")
