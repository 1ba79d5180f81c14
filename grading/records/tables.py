"""The kit's tables beside nbgrader's, in the same database. Times are UTC without a zone, as nbgrader's are.

Sentences are stored as messages (id and values) and rendered when somebody reads them.
"""

from enum import StrEnum

import sqlalchemy as sa

metadata = sa.MetaData()


class Status(StrEnum):
    """Where a hand-in or a mark stands.

    `waiting`: a mentor has not judged yet; `review`: a person judged an earlier hand-in. `not_gradable` is not 0: the
    answer could not be read. `failed`: the machine could not do its work.
    """

    GRADED = "graded"
    WAITING = "waiting"
    REVIEW = "review"
    NOT_GRADABLE = "not_gradable"
    FAILED = "failed"


def _key(name: str, length: int = 128) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=True)


submission = sa.Table(
    "academy_submission",
    metadata,
    _key("trainee"),
    _key("module"),
    sa.Column("number", sa.Integer, nullable=False),  # counts the hand-ins that were graded
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("reason", sa.JSON(none_as_null=True)),
    sa.Column("handed_in_at", sa.DateTime),
    sa.Column("minutes_spent", sa.Float),
    sa.Column("trials", sa.JSON, nullable=False),
    sa.Column("ai_log", sa.Text, nullable=False),
    sa.Column("graded_at", sa.DateTime, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),  # of all files: unchanged hand-ins are not graded twice
    sa.Column("answers", sa.JSON, nullable=False),  # digest by task: a mentor's mark belongs to an answer
)

mark = sa.Table(
    "academy_mark",
    metadata,
    _key("trainee"),
    _key("module"),
    _key("task"),
    _key("criterion"),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("points", sa.Float),
    sa.Column("max_points", sa.Float, nullable=False),
    sa.Column("judged_by", sa.String(16), nullable=False),
    sa.Column("reason", sa.JSON(none_as_null=True)),
    sa.Column("uncertainty", sa.Float, nullable=False),
    sa.Column("reached", sa.Float),
    sa.Column("target", sa.Float),
    sa.Column("graded_at", sa.DateTime, nullable=False),
    sa.Column("grader", sa.String(128), nullable=False),  # empty: nobody, the trusted process
)

advice = sa.Table(
    "academy_advice",
    metadata,
    _key("trainee"),
    _key("module"),
    _key("task"),
    sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("lever", sa.String(128), nullable=False),
    sa.Column("what", sa.JSON, nullable=False),
    sa.Column("why", sa.JSON, nullable=False),
    sa.Column("effect", sa.Float, nullable=False),
    sa.Column("low", sa.Float, nullable=False),
    sa.Column("high", sa.Float, nullable=False),
)

audit = sa.Table(
    "academy_audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("who", sa.String(128), nullable=False),
    sa.Column("what", sa.String(64), nullable=False),
    sa.Column("trainee", sa.String(128), nullable=False),
    sa.Column("module", sa.String(128), nullable=False),
    sa.Column("criterion", sa.String(256), nullable=False),
    sa.Column("before", sa.JSON(none_as_null=True)),
    sa.Column("after", sa.JSON(none_as_null=True)),
)

letter = sa.Table(
    "academy_letter",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("trainee", sa.String(128), nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("who", sa.String(64), nullable=False),  # as the sender signs
    sa.Column("text", sa.Text, nullable=False),
)
