"""Another sitting of a task: the same job on other material, so that what differs is the person who does it."""

from dataclasses import replace
from typing import Any

from simulations.identity import Context
from simulations.task import Advice, Answer, Finding, Score, Task


def another_sitting(task: Task, slug: str) -> Task:
    """A task once more: same answer, criteria and form, but variant and worlds of its own.

    Parameters
    ----------
    slug : str
        What the sitting is called; its material and its grading worlds follow from it.
    """

    def there(context: Context) -> Context:
        return context.at_sitting(task.slug, slug)

    def brief(context: Context) -> Any:
        return task.brief(there(context))

    def check(answer: Answer, context: Context) -> list[Finding]:
        return task.check(answer, there(context))

    def score(answer: Answer, context: Context) -> Score:
        return task.score(answer, there(context)).model_copy(update={"task": slug})

    def page(answer: Answer, context: Context) -> str:
        return task.page(answer, there(context))

    def try_out(answer: Answer, context: Context, number: int) -> Any:
        return task.try_out(answer, there(context), number) if task.try_out else None

    def coach(answer: Answer, context: Context) -> list[Advice]:
        return task.coach(answer, there(context)) if task.coach else []

    def sister(context: Context) -> Context:
        return task.sister(there(context)) if task.sister else context

    return replace(
        task,
        slug=slug,
        brief=brief,
        check=check,
        score=score,
        page=page,
        try_out=try_out if task.try_out else None,
        coach=coach if task.coach else None,
        sister=sister if task.sister else None,
        sitting_of=task.slug,
    )
