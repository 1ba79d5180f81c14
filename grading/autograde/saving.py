"""Trusted points into nbgrader's gradebook, and what it has no place for into the tables beside it."""

import math
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import determine_grade, is_solution, is_task

from grading.autograde.base import KEY, CohortPreprocessor, Resources, Work, grade_id
from grading.autograde.intake import digest_of
from grading.autograde.sheet import Verdict, clamped, joined
from grading.records import store, tables
from grading.records.store import MarkRecord, SubmissionRecord
from grading.records.tables import Status
from simulations.task import JudgedBy

SCORER = "academy"


class SaveTrustedGrades(CohortPreprocessor, SaveAutoGrades):  # type: ignore[misc]
    """Points of tasks come from the score sheet, never from a cell's output; other cells are nbgrader's as ever."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        names = resources["nbgrader"]
        self.notebook_id, self.assignment_id = names["notebook"], names["assignment"]
        self.student_id, self.db_url = names["student"], names["db_url"]
        self.work: Work = resources[KEY]
        with Gradebook(self.db_url, self.cohort.id) as self.gradebook:
            tables.metadata.create_all(self.gradebook.engine)
            connection = self.gradebook.db.connection()
            self.before = store.find_submission(connection, self.student_id, self.assignment_id)
            for number, cell in enumerate(nb.cells):
                self.preprocess_cell(cell, resources, number)
            self._save_records()
            self.gradebook.db.commit()
        return nb, resources

    def _find(self, kind: str, name: str) -> Any:
        find = getattr(self.gradebook, f"find_{kind}")
        return find(name, self.notebook_id, self.assignment_id, self.student_id)

    def _add_score(self, cell: NotebookNode, resources: Resources) -> None:
        self._store_points(cell, self._points(cell))

    def _add_comment(self, cell: NotebookNode, resources: Resources) -> None:
        super()._add_comment(cell, resources)
        verdict = self.work.verdicts.get(grade_id(cell))
        if verdict and is_task(cell):
            comment = self._find("comment", grade_id(cell))
            comment.auto_comment = str(verdict.problem) if verdict.problem else None
            self._store_points(cell, None)

    def _points(self, cell: NotebookNode) -> float | None:
        verdict = self.work.verdicts.get(grade_id(cell))
        most = float(cell.metadata.nbgrader["points"])
        if verdict:
            return clamped(verdict.points, most)
        if not self.work.ran and not is_solution(cell):
            return None  # a cell without output would count as passed
        return self.points_of_output(cell, most)

    def points_of_output(self, cell: NotebookNode, most: float) -> float | None:
        """nbgrader's reading of an output, but a number is a number: less than 0 is 0, and NaN is not full marks."""
        for output in [] if is_solution(cell) else cell.get("outputs", []):
            if output.output_type == "execute_result":
                try:
                    number = float(output["data"]["text/plain"])
                except (KeyError, ValueError):
                    continue
                if math.isfinite(number) and 0 <= number <= most:
                    continue
                output["data"]["text/plain"] = str(clamped(number, most))
                if not math.isfinite(number):
                    return None
        points, _most = determine_grade(cell, self.log)
        return clamped(points, most)

    def _store_points(self, cell: NotebookNode, points: float | None) -> None:
        """nbgrader's rule, but a person's marks are only to be looked at again when the answer is another one."""
        grade = self._find("grade", grade_id(cell))
        grade.auto_score = points
        verdict = self.work.verdicts.get(grade_id(cell))
        if grade.manual_score is None:
            grade.needs_manual_grade = points is None
        elif verdict is None or self._is_another_answer(verdict.task):
            grade.needs_manual_grade = True

    def _is_another_answer(self, task: str) -> bool:
        sheet = self.work.sheet.task(task)
        return self.before is not None and sheet is not None and self.before.answers.get(task) != sheet.digest

    def _save_records(self) -> None:
        connection = self.gradebook.db.connection()
        marks = store.find_marks(connection, self.student_id, self.assignment_id)
        for verdict in self.work.verdicts.values():
            known = marks.get((verdict.task, verdict.criterion.slug))
            record = self._mark(verdict, known)
            store.save_mark(connection, record)
            if known and (known.points, known.status) != (record.points, record.status):
                store.write_audit(connection, SCORER, "graded again", record, known)
        for sheet in self.work.sheet.tasks:
            store.save_advice(connection, self.student_id, self.assignment_id, sheet.task, sheet.advice)
        store.save_submission(connection, self._submission())

    def _mark(self, verdict: Verdict, known: MarkRecord | None) -> MarkRecord:
        if known and known.grader:  # a person's judgement outlives the machine's
            return replace(known, status=Status.REVIEW) if self._is_another_answer(verdict.task) else known
        by_mentor = verdict.criterion.judged_by is JudgedBy.MENTOR
        status = Status.NOT_GRADABLE if verdict.problem else Status.WAITING if by_mentor else Status.GRADED
        mark = verdict.mark
        return MarkRecord(
            trainee=self.student_id,
            module=self.assignment_id,
            task=verdict.task,
            criterion=verdict.criterion.slug,
            status=status,
            points=verdict.points,
            max_points=verdict.criterion.points,
            judged_by=str(verdict.criterion.judged_by),
            reason=verdict.reason,
            uncertainty=mark.uncertainty if mark else 0.0,
            reached=mark.reached if mark else None,
            target=mark.target if mark else None,
        )

    def _submission(self) -> SubmissionRecord:
        sheet = self.work.sheet
        digest = digest_of(self.cohort.submitted(self.student_id, self.assignment_id))
        number = 1 if self.before is None else self.before.number + (digest != self.before.digest)
        problems = [sheet.problem] if sheet.problem else []
        crashed = any(task.crashed for task in sheet.tasks)
        return SubmissionRecord(
            trainee=self.student_id,
            module=self.assignment_id,
            number=number,
            status=Status.FAILED if crashed else Status.NOT_GRADABLE if sheet.problem else Status.GRADED,
            digest=digest,
            reason=joined([*problems, *self.work.notes]),
            handed_in_at=self.gradebook.find_submission(self.assignment_id, self.student_id).timestamp,
            minutes_spent=sheet.minutes,
            trials=tuple(trial.model_dump(mode="json") for trial in sheet.trials),
            ai_log="\n\n".join(task.ai_log for task in sheet.tasks if task.ai_log),
            answers={task.task: task.digest for task in sheet.tasks},
        )
