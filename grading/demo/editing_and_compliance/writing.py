"""The texts of a hand-in for a trainee's own material: note, story, statement and layout."""

import re
from pathlib import Path

from simulations.projects.editing_and_compliance.case import Case
from simulations.projects.editing_and_compliance.layout import JUNK
from simulations.reading import read_yaml
from simulations.written import fill

TEXTS = Path(__file__).parent / "texts" / "stories.yaml"


def note_text(written: str, case: Case) -> str:
    """A review note with the numbers, reasons and corrections of the draft it is about."""
    draft = case.noted
    flawed = [row for row in draft.rows if row.flaw]
    good = next(row for row in draft.rows if not row.flaw and not row.why_ok)
    slots: dict[str, object] = {"author": draft.author, "good": good.id, "title": draft.title}
    for place, row in enumerate(flawed, start=1):
        assert row.flaw is not None
        slots |= {f"id{place}": row.id, f"why{place}": row.flaw.why, f"fix{place}": row.flaw.fix}
    return fill(written, slots).strip()


def story_text(habit: str, case: Case) -> str:
    """The story as it is told at this skill."""
    story = case.story
    slots: dict[str, object] = {**story.numbers, "product": story.product}
    helps = [row.text for row in story.manual if row.use == "this"]
    if habit == "told":
        return fill(read_yaml(TEXTS)["told"][case.brand_slug][story.slug], slots).strip()
    if habit == "thin":
        said = [row.text for row in story.voice if row.use == "said"]
        return (
            f"{story.person}最近有一件烦心事，{story.about}。早上一到工位，她就开始为这件事头疼，很多同事也有同感。\n\n"
            f"她告诉我们：「{said[1]}」「{said[2]}」\n\n"
            f"后来她开始用{story.product}。{helps[0]}{helps[1]}有了{story.product}，这件事变得简单多了。\n\n"
            f"她说：「{said[3]}」\n\n"
            f"如果你也有同样的烦恼，不妨像{story.person}一样，换一个办法试试，说不定会有意想不到的收获。"
        )
    if habit == "everything_said":
        return "".join(row.text for row in story.voice) + f"这就是{story.person}和{story.product}的故事。"
    if habit == "stuffed":
        words = "，".join(sorted(story.words))
        return (f"{story.person}早上在工位，{words}，却没人。" * 12 + story.product)[:560]
    bragging = "".join(row.text for row in story.manual if row.use == "trap")
    if habit == "bragging":
        praise = f"{story.product}来了！{bragging}{''.join(helps)}选择{story.product}，从此告别烦恼！"
        return f"还在为{story.about}发愁？{praise}"
    raise ValueError(f"story(={habit!r}) is no way to tell one")


def statement_text(habit: str, case: Case, decision: str) -> str:
    """What is written to the platform."""
    limited = case.violation
    point = limited.point[0]
    if habit == "best" and decision == "appeal":
        return (
            f"申请复核。通知所指的内容是{point}，不属于所引的规则，理由见材料："
            "第一份说明它是什么，其余说明没有别的引导。请按材料核对，恢复推荐。"
        )
    if habit == "best":
        return (
            f"我们核对过，{point}确实不符合规则，责任在我们。已经改完："
            "改前改后的对照见材料一、二，另附今后的做法。申请重新审核，请按新版判断。"
        )
    if habit == "plain":
        return f"您好，关于{point}的问题我们已经知道了，希望平台能够再看一下，谢谢。"
    if habit == "angry":
        return "凭什么限流？别家天天这么发都没事，你们是不是针对我们！！再不恢复就投诉你们！"
    return "请恢复，谢谢谢谢谢谢。"


def layout_text(habit: str, case: Case) -> str:
    """The article as it is repaired at this skill."""
    article = case.article
    after = {row["after"]: f"![{row['caption']}](pic:{id})" for id, row in article.pictures.items()}
    if habit == "good":
        headings = read_yaml(TEXTS)["headings"][article.slug]
        parts = []
        for place, paragraph in enumerate(article.paragraphs):
            parts += [f"## {headings[place]}"] if place in headings else []
            parts.append(f"**{paragraph}**" if place == len(article.paragraphs) - 2 else paragraph)
            parts += [after[place]] if place in after else []
        return "\n\n".join(parts)
    lines = [JUNK.sub("", line).strip() for line in article.spoiled.splitlines()]
    kept = [line for line in lines if re.search(r"\w", line) and not re.fullmatch(r"[\d\s]+|此处插入\s*\d*", line)]
    if habit == "half":
        return "\n\n".join(line.replace("**", "").replace("。", "。\n\n") for line in kept)
    if habit == "swept":
        return "\n\n".join(line.replace("**", "") for line in kept)
    return article.spoiled
