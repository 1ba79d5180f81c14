"""AI logs of the written hand-ins, with the ids of whoever's material it is."""

from typing import Any

from simulations.projects.working_with_ai.case import Case


def log_text(kind: str, answer: dict[str, Any], case: Case) -> str:
    """A log that can be checked, one that is honest but vague, one of empty words, one that says nothing was used."""
    fixed = answer["fixes"][0]["claim"]
    claim = case.article.claims[fixed]
    if kind == "full":
        return (
            "选题：提示词写了两版，第二版补了用户和例子，"
            f"五十条里挑了 {len(answer['picks'])} 条，带研究、带央视的一条没要。"
            f"标题：{answer['titles'][0]['idea']} 原话太平，换了主语，六个都跟同行单子比过。\n"
            f"核稿：二十句逐句对材料，{fixed} 稿里写「{claim.said}」，{claim.row} 写的是「{claim.value}」，改了；"
            "三句材料里没有，写的是无法核实，没硬判。读者留言里的公司、姓名、电话没有给模型。\n"
            "没把握的一处：产品页有新旧两版，我按新版判，已请产品部确认。下回先查带数字、带书名号、带引号的句子。"
        )
    if kind == "good":
        return (
            "选题和初稿用了模型，提示词改过一版。数字对了问卷和产品页，法条对了法务的摘录，改了几处；标题是自己写的。"
        )
    if kind == "thin":
        return "用 AI 出选题和写稿，已经人工审核过，内容没有问题，可以发布。"
    if kind == "slogan":
        return "全流程人机协同，借助大模型赋能内容生产，并进行多轮严格校验，确保质量。"
    return "没用 AI，全部是自己写的，花了很长时间，很认真。"
