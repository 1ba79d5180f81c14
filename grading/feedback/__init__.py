"""Feedback for trainees: a page that opens offline, and the same as data for their inbox.

nbgrader's own feedback shows the whole notebook with its tests and mark schemes. This page shows what was judged, by
whom and why, what the mentor and the coach say, and the answer; nothing that belongs to the key.
"""

from grading.feedback.generate import FeedbackFiles, generate_feedback
from grading.feedback.letters import send_letter
from grading.feedback.package import package_path, write_package
from grading.feedback.page import FeedbackExporter
from grading.feedback.told import Feedback, Item, read_feedback

__all__ = [
    "Feedback",
    "FeedbackExporter",
    "FeedbackFiles",
    "Item",
    "generate_feedback",
    "package_path",
    "read_feedback",
    "send_letter",
    "write_package",
]
