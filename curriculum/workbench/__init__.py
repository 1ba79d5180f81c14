"""The forms trainees fill in: `work_on("two_hour_post")` in a notebook shows the whole form of a task.

A form is drawn from the answer's schema; a file named like the task in `layouts/` arranges it by hand.
"""

__all__ = ["first_page", "work_on"]


def work_on(task: str) -> None:
    """Show the form of a task where the cell stands.

    Parameters
    ----------
    task : str
        The task's slug.
    """
    from curriculum.workbench.show import show_task

    show_task(task)


def first_page() -> None:
    """The first page: where am I, what is next, how am I doing."""
    from curriculum.workbench.home import show_first_page

    show_first_page()
