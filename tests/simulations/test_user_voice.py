"""The user's voice: cases are whole, scores order hand-ins, peeking, tricks and neighbours earn little."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.user_voice import Case, Workshop, draw_case, seal_of
from simulations.projects.user_voice.answer import CHOICE_LABELS, KIND_LABELS, MOST_EACH, REACTION_LABELS
from simulations.projects.user_voice.case import FOLDER
from simulations.projects.user_voice.content import TRIGGERS, WORDS, Sentence
from simulations.projects.user_voice.grouping import agreement, cause_agreement
from simulations.projects.user_voice.mending import flaws_in, lacks
from simulations.projects.user_voice.segments import QUARTERS
from simulations.projects.user_voice.voices import value
from simulations.reading import read_yaml
from simulations.task import JudgedBy
from simulations.world.parameters import parameters
from simulations.written import fill

TASK = find_task("user_voice")
CONTEXTS = [Context("voices", f"t{i}", b"secret") for i in range(20)]
WRITTEN = hand_ins("user_voice")


def made(hand_in: HandIn, context: Context, **changes: Any) -> Workshop:
    return Workshop.model_validate({**answer_for(hand_in, context), **changes})


def points(answer: Workshop, context: Context) -> float:
    return TASK.score(answer, context).points


def total_of(hand_in: HandIn, context: Context) -> float:
    return points(made(hand_in, context), context) + sum(mark.points for mark in hand_in.mentor.values())


def test_points_sum_to_a_hundred_and_a_mentor_has_about_a_third() -> None:
    assert TASK.max_points == 100
    mentor = TASK.judged_by(JudgedBy.MENTOR)
    assert sum(criterion.points for criterion in mentor) == 32
    assert all(len(criterion.anchors) >= 4 for criterion in mentor)


def test_every_number_of_the_reckoning_has_its_mark_and_range() -> None:
    assert all(row.low is not None for row in parameters("worth", FOLDER).values())


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(context) for context in CONTEXTS]
    assert {case.brand_slug for case in cases} == set(WORDS)
    flaws = {tuple((id, s.trigger) for id, s in case.sentences.items() if s.trigger) for case in cases}
    assert len(flaws) == len(cases)


@pytest.mark.parametrize("context", CONTEXTS[:10], ids=lambda context: context.trainee)
def test_a_case_is_whole_and_can_be_read(context: Context) -> None:
    case = draw_case(context)
    assert {s.trigger for s in case.sentences.values() if s.trigger} == set(TRIGGERS)
    assert sum(bool(s.trigger) for s in case.sentences.values()) == len(TRIGGERS) + 2
    assert sum(bool(s.decoy) for s in case.sentences.values()) >= 1
    assert any("30 岁，主管" in persona.who for persona in case.personas)
    assert "{" not in "".join(s.text + s.bit + s.clean for s in case.sentences.values()) + case.brief
    for persona in case.personas:
        mine = [pair for pair in case.truth if pair[0] == persona.id]
        assert len(mine) >= 2
        assert len(set(persona.lines)) == len(persona.lines) == 5
    assert all(s.bit in s.text for s in case.sentences.values())
    assert len({comment.text for comment in case.voices.comments}) == len(case.voices.comments)


@pytest.mark.parametrize("context", CONTEXTS[:10], ids=lambda context: context.trainee)
def test_the_silent_show_in_the_table_and_never_comment(context: Context) -> None:
    voices = draw_case(context).voices
    name = voices.segments[voices.silent]
    assert name not in {comment.segment for comment in voices.comments}
    fell = {}
    for segment in voices.segments:
        before, now = (row for row in voices.quarters if row.segment == segment)
        assert (before.quarter, now.quarter) == QUARTERS
        fell[segment] = now.comments < 0.01 * now.reads and now.finish < before.finish - 5
    assert [segment for segment, did in fell.items() if did] == [voices.silent]
    assert [line.who for line in voices.calls].count(name) == 1
    loud = next(cause for cause in voices.causes.values() if cause.sort == "accept")
    assert sum(c.cause == loud.slug for c in voices.comments) > sum(
        c.cause == voices.silent_cause for c in voices.comments
    )
    assert voices.causes[voices.silent_cause].stake_yuan > 100 * loud.stake_yuan


def test_what_is_at_stake_can_be_reckoned_from_what_is_shown() -> None:
    for context in CONTEXTS[:6]:
        voices = draw_case(context).voices
        ids = {name: id for id, name in voices.segments.items()}
        payers = {row.segment: row.payers for row in voices.quarters if row.quarter == QUARTERS[1]}
        for cause in voices.causes.values():
            hit = {ids[c.segment] for c in voices.comments if c.cause == cause.slug}
            said = {ids[line.who] for line in voices.calls} if set(cause.segments) - hit else set()
            assert hit <= set(cause.segments) <= hit | said
            most = sum(payers[one] for one in cause.segments) * value("lost_share") * value("margin_yuan")
            assert cause.stake_yuan == pytest.approx(most)


def test_decisions_differ_from_cause_to_cause() -> None:
    found = [cause.best for context in CONTEXTS for cause in draw_case(context).voices.causes.values()]
    shares = {choice: found.count(choice) / len(found) for choice in CHOICE_LABELS}
    assert all(share > 0.1 for share in shares.values())


def test_every_flaw_can_be_mended_and_no_clean_sentence_has_one() -> None:
    for context in CONTEXTS:
        case = draw_case(context)
        for sentence in case.sentences.values():
            if not sentence.trigger:
                assert flaws_in(sentence.text, case.brand.name) == ()
                continue
            assert sentence.trigger in flaws_in(sentence.text, case.brand.name)
            assert lacks(sentence.clean, sentence, case.brand.name, case.brand.words) is None
            assert lacks(sentence.text, sentence, case.brand.name, case.brand.words)


WELL = {
    "junior": "上个月我们跟了财务部的七位同事，看他们的{thing}在哪儿做砸。",
    "jargon": "返工的头一个原因，是写的人跟看的人想的不是一件事，用 Excel 也一样。",
    "promise": "念一遍三分钟，照做的几个人里有人还是返工，不一定都管用。",
    "price": "能自动标出漏掉的那一项，一个月 12 块，不用私信问。",
    "down": "七份里有五份出了错，换我来写也会漏，这是个笨办法：再问一圈。",
    "gender": "这张检查单，男生女生都一样用，部门里谁手边有空谁来。",
    "deadend": "道理就是这些，旧的{thing}先改一处，改完发给我看。",
    "privacy": "要对照表的，手机上点开文末就能看，不用填手机号。",
    "age": "学新办法快慢不一样，这一条发之前叫人念一遍。",
    "senior": "旁边坐着谁就请谁念一遍，三个人的小公司也够用。",
}


@pytest.mark.parametrize("trigger", list(WELL))
def test_a_rewrite_in_ones_own_words_counts_and_a_polite_one_does_not(trigger: str) -> None:
    """What somebody would write, not only the key's own sentence; adding a polite word mends nothing."""
    story = read_yaml(FOLDER / "pieces.yaml")["article"][0]
    row = next(row for row in story["lines"] if trigger in row)
    fixed, (text, bit) = {"thing": "会议纪要", "slip": "漏写了负责人", "brand": "轻序"}, row[trigger]
    sentence = Sentence("A01", fill(text, fixed), trigger, fill(bit, fixed), fill(row["say"], fixed))
    words = frozenset({"轻序"})
    assert lacks(fill(WELL[trigger], fixed), sentence, "轻序", words) is None
    assert lacks(f"{sentence.text}谢谢大家理解。", sentence, "轻序", words)
    assert lacks("感谢您的宝贵意见，我们会继续努力改进的。", sentence, "轻序", words)


def test_nothing_of_the_key_is_in_what_is_shown() -> None:
    kinds = {row["name"] for row in read_yaml(FOLDER / "comments.yaml")["kinds"].values()}
    for context in CONTEXTS[:4]:
        case = draw_case(context)
        shown = [case.brief, *(s.text for s in case.sentences.values())]
        shown += [line for persona in case.personas for line in (persona.who, persona.life, *persona.lines)]
        shown += [f"{c.where}{c.segment}{c.text}" for c in case.voices.comments]
        shown += [line.text for lines in (case.voices.calls, case.voices.facts, case.voices.costs) for line in lines]
        text = "".join(shown)
        assert not any(name in text for name in kinds)
        assert not any(trigger in text for trigger in TRIGGERS)


def test_hand_ins_are_ordered_as_ranked_for_every_trainee() -> None:
    table = np.array([[total_of(hand_in, context) for context in CONTEXTS[:6]] for hand_in in WRITTEN])
    assert (np.diff(table, axis=0) < 0).all()
    means = table.mean(axis=1)
    assert means[0] > 90
    assert means[-1] < 5
    assert all(first - second > 2.5 for first, second in pairwise(means))


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    own, others = [], []
    for mine, neighbour in zip(CONTEXTS, CONTEXTS[1:] + CONTEXTS[:1], strict=True):
        answer = made(WRITTEN[0], mine)
        own.append(points(answer, mine))
        others.append(points(answer, neighbour))
    assert min(own) > 58
    assert max(others) < 0.45 * min(own)
    assert np.mean(others) < 0.2 * np.mean(own)


def perfect(context: Context) -> Workshop:
    """What somebody would hand in who reads every mind."""
    way = WRITTEN[0].answer
    better = {
        "foresee": {**way["foresee"], "found": 1.0, "kinds": 1.1, "reactions": 1.1},
        "grouping": {"by": "cause", "slips": 0},
        "decide": {**way["decide"], "right": 1.0, "noise": 0.0},
    }
    return made(WRITTEN[0].model_copy(update={"answer": {**way, **better}}), context)


def test_somebody_who_reads_every_mind_gets_nearly_every_point() -> None:
    for context in CONTEXTS:
        marks = {mark.criterion: mark for mark in TASK.score(perfect(context), context).marks}
        assert all(
            marks[slug].points == marks[slug].max_points for slug in ("grouping", "decisions", "stakes", "silent")
        )
        assert sum(mark.points or 0 for mark in marks.values()) > 65


def test_looking_at_the_comments_first_gains_nothing() -> None:
    """What is foreseen of a sentence on which comments are shown counts neither way."""
    for context in CONTEXTS[:6]:
        case, answer = draw_case(context), perfect(context)
        assert case.disclosed
        rows = [row.model_dump() for row in answer.complaints]
        without = [row for row in rows if row["sentence"] not in case.disclosed]
        peeked = [
            {**row, "sentence": next(iter(case.disclosed)), "persona": f"U{n}"} for n, row in enumerate(rows[:5], 1)
        ]
        first, second, third = (
            TASK.score(
                answer.model_copy(update={"complaints": tuple(type(answer.complaints[0])(**r) for r in some)}), context
            )
            for some in (rows, without, peeked)
        )
        for slug in ("foreseeing", "reactions"):
            assert first.mark(slug).points == second.mark(slug).points
            assert third.mark(slug).points == 0


def test_a_false_alarm_costs_as_much_as_a_complaint_foreseen() -> None:
    for context in CONTEXTS[:6]:
        case, answer = draw_case(context), perfect(context)
        counted = [row for row in answer.complaints if row.sentence not in case.disclosed]
        fine = next(id for id, sentence in case.sentences.items() if not sentence.trigger)
        first = counted[0]
        wrong = first.model_copy(update={"sentence": fine})
        rows = tuple(wrong if row is first else row for row in answer.complaints)
        before = TASK.score(answer, context).mark("foreseeing")
        after = TASK.score(answer.model_copy(update={"complaints": rows}), context).mark("foreseeing")
        assert before.reached is not None
        assert after.reached == before.reached - 2


def test_groups_by_cause_agree_and_groups_by_subject_do_not() -> None:
    assert agreement("aabbcc", "xxyyzz") == 1
    assert agreement("aabbcc", "xyxyxy") < 0
    assert agreement([0, 0, 1, 1], [0, 0, 1, 2]) == pytest.approx(0.5714, abs=1e-4)  # scikit-learn's own example
    with pytest.raises(ValueError, match="one length"):
        agreement("ab", "abc")
    for context in CONTEXTS:
        voices = draw_case(context).voices

        def by(key: str, comments: Any = voices.comments) -> list[list[str]]:
            names = sorted({getattr(comment, key) for comment in comments} - {""})
            return [[comment.id for comment in comments if getattr(comment, key) == name] for name in names]

        assert cause_agreement(by("cause"), voices) == 1
        assert cause_agreement(by("about"), voices) < 0.25
        assert cause_agreement([[comment.id for comment in voices.comments]], voices) < 0.05


def guessed(case: Case, rng: np.random.Generator) -> dict[str, Any]:
    """An answer at random."""
    readers, sentences = list(case.readers), list(case.sentences)
    pairs = [(who, str(id)) for who in readers for id in rng.permutation(sentences)[: rng.integers(1, MOST_EACH + 1)]]
    comments = [str(id) for id in rng.permutation([comment.id for comment in case.voices.comments])]
    cuts = np.array_split(comments, 7)
    return {
        "complaints": [
            complaint(who, id, str(rng.choice(list(KIND_LABELS))), str(rng.choice(list(REACTION_LABELS))))
            for who, id in pairs
        ],
        "groups": [{"name": "一堆", "comments": tuple(map(str, cut))} for cut in cuts],
        "decisions": [
            decision(n, str(rng.choice(list(CHOICE_LABELS))), int(rng.integers(0, 30_000))) for n in range(1, 8)
        ],
        "silent": f"S{rng.integers(1, 7)}",
        "silent_group": int(rng.integers(1, 8)),
        "silent_rows": tuple(f"D{n:02d}" for n in rng.integers(1, 13, 3)),
        "rewrites": [
            {"sentence": str(id), "text": "换成一句人人爱听的话就好了。"} for id in rng.permutation(sentences)[:3]
        ],
    }


def complaint(who: str, sentence: str, kind: str = "level", reaction: str = "leave") -> dict[str, str]:
    return {"persona": who, "sentence": sentence, "kind": kind, "reaction": reaction, "words": "这一句我不爱听。"}


def decision(group: int, choice: str, stake: int = 10_000) -> dict[str, Any]:
    return {"group": group, "choice": choice, "stake_yuan": stake, "why": "就这么定了"}


def tricks(case: Case) -> dict[str, dict[str, Any]]:
    """Cheap ways to fill in the form, by name; each leaves the rest to chance."""
    everything = guessed(case, np.random.default_rng(1))
    readers, comments = list(case.readers), [comment.id for comment in case.voices.comments]
    suspicious = [id for id, s in case.sentences.items() if flaws_in(s.text, case.brand.name)]
    numbers = [id for id, s in case.sentences.items() if re.search(r"岁|实习|元|手机|男|女", s.text)]
    liked = sorted(case.voices.comments, key=lambda comment: -comment.likes)
    worst = max(case.severity, key=lambda id: case.severity[id])
    stuffed = "带五个人的主管今天自己一个人打开免费版 12 元，用了三次。"
    three = [{"name": f"第{n}堆", "comments": tuple(comments[n::3])} for n in range(3)]
    return {
        "all complain of the same four": {
            "complaints": [complaint(who, id) for who in readers for id in suspicious[:4]]
        },
        "whatever looks like a flaw": {"complaints": [complaint(who, id) for who in readers for id in suspicious[4:8]]},
        "words that sound dangerous": {
            "complaints": [complaint(w, id, "identity") for w in readers for id in numbers[:4]]
        },
        "the first of each piece": {"complaints": [complaint(w, id) for w in readers for id in ("A01", "N01", "V01")]},
        "one row many times": {"complaints": [complaint("U1", "A02")] * 4 + [complaint("U2", "A02")] * 4},
        "one group for all": {"groups": [{"name": "全部", "comments": tuple(comments)}, *three[:2]]},
        "a group each": {"groups": [{"name": "单独", "comments": (id,)} for id in comments[:10]]},
        "mend everything": {"decisions": [decision(n, "mend") for n in range(1, 8)]},
        "accept everything": {"decisions": [decision(n, "accept", 0) for n in range(1, 8)]},
        "explain everything": {"decisions": [decision(n, "explain") for n in range(1, 8)]},
        "the most liked first": {
            "groups": [{"name": "热评", "comments": tuple(c.id for c in liked[:8])}, *three[:2]],
            "decisions": [decision(1, "mend", 90_000), decision(2, "accept"), decision(3, "accept")],
        },
        "every row cited": {"silent": case.voices.silent, "silent_rows": ("D01", "D03", "D05", "D07", "D09", "D11")},
        "one sentence for three": {"rewrites": [{"sentence": worst, "text": stuffed}] * 3},
        "a giant text": {"strategy": "深" * 900, "ai_log": "高" * 800},
        "rows that are not there": {"silent_rows": ("X01",), "groups": [{"name": "没有", "comments": ("C99",)}] * 3},
        "empty days": {
            "changes": [
                {"turn": "keep", "what": "继续保持下去", "measure": "持续关注", "day": "2030-01-01", "rows": ("Z9",)}
            ]
            * 3
        },
        "nothing but guesses": everything,
    }


@pytest.mark.parametrize("name", list(tricks(draw_case(CONTEXTS[0]))))
def test_a_cheap_trick_earns_little(name: str) -> None:
    earned = []
    for context in CONTEXTS[:6]:
        case = draw_case(context)
        fields = {**answer_for(WRITTEN[-1], context), **guessed(case, np.random.default_rng(1)), **tricks(case)[name]}
        earned.append(points(Workshop.model_validate(fields), context))
    assert np.mean(earned) < 9, name
    assert max(earned) < 14, name


def test_a_trick_in_one_place_does_not_beat_work_there() -> None:
    """In an expert's answer, each trick in its place loses against what it replaces."""
    for context in CONTEXTS[:4]:
        best = points(perfect(context), context)
        for name, fields in tricks(draw_case(context)).items():
            if name != "a giant text":
                answer = Workshop.model_validate({**perfect(context).model_dump(), **fields})
                assert points(answer, context) < best - 0.5, name


def searched(context: Context, rounds: int) -> Iterator[float]:
    """Answers at random, each keeping what was best so far in all fields but one."""
    rng, case = np.random.default_rng(7), draw_case(context)
    fields = {**answer_for(WRITTEN[-1], context), **guessed(case, rng)}
    best = points(Workshop.model_validate(fields), context)
    for _round in range(rounds):
        drawn = guessed(case, rng)
        name = str(rng.choice(list(drawn)))
        changed = {**fields, name: drawn[name]}
        reached = points(Workshop.model_validate(changed), context)
        if reached >= best:
            fields, best = changed, reached
        yield best


def test_searching_at_random_even_with_the_score_in_sight_stays_far_below_an_expert() -> None:
    for context in CONTEXTS[:2]:
        assert list(searched(context, 80))[-1] < 0.6 * points(made(WRITTEN[0], context), context)


def test_check_helps_with_slips_and_says_nothing_of_the_key() -> None:
    for context in CONTEXTS[:6]:
        case, answer = draw_case(context), made(WRITTEN[0], context)
        assert [finding for finding in TASK.check(answer, context) if finding.grave] == []
        told = []
        flawed = [id for id, s in case.sentences.items() if s.trigger]
        fine = [id for id, s in case.sentences.items() if not s.trigger]
        for ids in (flawed[:5], fine[:5]):
            rows = [
                complaint(who, id) | {"words": f"我是{who}，我说的。"}
                for who, id in zip(case.readers, ids, strict=True)
            ]
            rewrites = [{"sentence": id, "text": "今天先挑一份旧的，看看哪里卡住。"} for id in ids[:3]]
            changed = {**answer.model_dump(), "complaints": rows, "seal": seal_of(rows), "rewrites": rewrites}
            told.append([finding.what.id for finding in TASK.check(Workshop.model_validate(changed), context)])
        assert told[0] == told[1]


def test_check_finds_rows_that_do_not_exist_groups_undecided_and_complaints_changed_later() -> None:
    context = CONTEXTS[0]
    fields = answer_for(WRITTEN[0], context)
    changed = {
        **fields,
        "seal": "00000000",
        "groups": [*fields["groups"][:-1], {"name": "多出来的", "comments": ("C98",)}],
        "decisions": fields["decisions"][1:],
        "silent_rows": ("D99",),
    }
    found = TASK.check(Workshop.model_validate(changed), context)
    assert {"complaints", "groups", "decisions", "silent_rows"} <= {finding.field for finding in found}


def test_the_seal_follows_what_was_foreseen() -> None:
    rows = [complaint("U1", "A01"), complaint("U2", "N03")]
    assert seal_of(rows) == seal_of([{**row, "words": f" {row['words']} "} for row in rows])
    assert seal_of(rows) != seal_of(rows[::-1])
    context = CONTEXTS[0]
    answer = made(WRITTEN[0], context)
    changed = answer.model_copy(update={"seal": "12345678"})
    assert len(TASK.page(changed, context)) > len(TASK.page(answer, context))
    assert points(changed, context) == points(answer, context)


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("complaints", [complaint("U1", f"A0{n}") for n in range(1, 6)]),
        ("complaints", []),
        ("groups", [{"name": "一", "comments": []}]),
        ("decisions", [decision(99, "mend")]),
        ("silent", "S9"),
        ("rewrites", "all"),
        ("changes", [{"day": "tomorrow"}]),
    ],
)
def test_bad_input_names_its_field(field: str, bad: Any) -> None:
    with pytest.raises(ValidationError) as told:
        Workshop.model_validate({**answer_for(WRITTEN[0], CONTEXTS[0]), field: bad})
    assert told.value.errors()[0]["loc"][0] == field


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for hand_in in WRITTEN:
        score = TASK.score(made(hand_in, CONTEXTS[1]), CONTEXTS[1])
        assert [mark.criterion for mark in score.marks] == [c.slug for c in TASK.judged_by(JudgedBy.KEY)]
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_the_page_shows_what_a_trainee_wrote_as_text() -> None:
    context = CONTEXTS[0]
    fields = answer_for(WRITTEN[0], context)
    fields["strategy"] = "<script>alert(1)</script>" + "先停一样，再起一样。" * 8
    fields["complaints"][0] |= {"words": "<b>粗</b>的话"}
    page = TASK.page(Workshop.model_validate(fields), context)
    assert "<script" not in page
    assert "&lt;b&gt;粗" in page


def test_a_mentors_marks_lie_in_their_range_and_a_plan_cites_what_is_there() -> None:
    mentor = {criterion.slug: criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)}
    for hand_in in WRITTEN:
        assert set(hand_in.mentor) == set(mentor)
        assert all(0 <= mark.points <= mentor[slug] for slug, mark in hand_in.mentor.items())
    assert len(WRITTEN) >= 6
    for context in CONTEXTS:
        cited = re.findall(r"\b[ACDHNV]\d{2}\b", made(WRITTEN[0], context).strategy)
        assert cited
        assert set(cited) <= draw_case(context).rows
