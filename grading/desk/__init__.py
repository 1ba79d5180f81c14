"""The first pages of those who run a cohort: the instructor's, with the steps, and a mentor's, with what waits."""

__all__ = ["instructor_page", "mentor_page"]


def instructor_page() -> None:
    """The cohort in this folder: where every module stands, the next step as a button, who needs help first."""
    from grading.desk.instructor import show_instructor_page

    show_instructor_page()


def mentor_page() -> None:
    """What waits for a mentor of the cohort in this folder, and how the mentor's trainees are doing."""
    from grading.desk.mentor import show_mentor_page

    show_mentor_page()
