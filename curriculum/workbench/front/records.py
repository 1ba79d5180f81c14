"""Widgets for many records at once: a table one edits like a spreadsheet, an inbox whose messages one answers."""

from typing import Any

import traitlets

from curriculum.workbench.columns import RecordColumn
from curriculum.workbench.front import FRONT, Drawn


def _scripts(*names: str) -> str:
    return "\n".join((FRONT / f"{name}.js").read_text(encoding="utf-8") for name in names)


def shown(column: RecordColumn) -> dict[str, Any]:
    """A column as the scripts take it."""
    return {
        "slug": column.slug,
        "title": column.title,
        "kind": column.kind,
        "about": column.about,
        "options": [[value, name] for value, name in column.options.items()],
        "default": column.default,
        "most": column.most,
        "width": column.width,
    }


class RowsTable(Drawn):
    """An editable table: `value` holds a dict of texts a row, `errors` what is wrong by `<row>.<column>` or `<row>`."""

    _esm = _scripts("cells", "rows")
    name = traitlets.Unicode().tag(sync=True)
    value = traitlets.List(traitlets.Dict(value_trait=traitlets.Unicode())).tag(sync=True)
    columns = traitlets.List(traitlets.Dict()).tag(sync=True)
    errors = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    help = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    least = traitlets.Int(0).tag(sync=True)
    most = traitlets.Int(0).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class InboxList(Drawn):
    """Messages to answer: `value` holds a dict of texts by message id, `errors` by `<id>.<column>` or `<id>`.

    A message has `id`, `who`, `when` and `text`. Which ones were read is kept by the browser under `memory`.
    """

    _esm = _scripts("cells", "inbox")
    name = traitlets.Unicode().tag(sync=True)
    value = traitlets.Dict(value_trait=traitlets.Dict()).tag(sync=True)
    messages = traitlets.List(traitlets.Dict()).tag(sync=True)
    columns = traitlets.List(traitlets.Dict()).tag(sync=True)
    errors = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    help = traitlets.Unicode().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    locked = traitlets.Bool(False).tag(sync=True)
    memory = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
