"""A field that holds a list of records, as a table: a row a record, what is wrong beside its cell."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from curriculum.answers import Problem
from curriculum.workbench.columns import RecordColumn, Records, Row, columns_of, resolved
from curriculum.workbench.draft import TOO_LITTLE, Draft
from curriculum.workbench.front.records import RowsTable, shown
from simulations.language import _

if TYPE_CHECKING:
    from curriculum.workbench.form import Form

Names = Mapping[str, str]
FREE = 200  # rows that can be pasted where the schema sets no limit


def rows(
    form: "Form",
    name: str,
    *,
    label: str = "",
    titles: Names | None = None,
    options: Mapping[str, Names] | None = None,
    abouts: Names | None = None,
    **traits: Any,
) -> RowsTable:
    """A table for a field of records, bound to the draft. Rows at the end that say nothing are not part of the answer.

    Parameters
    ----------
    name : str
        A field of the answer, `tuple[SomeModel, ...]`.
    label : str, optional
        Default: what the field is called.
    titles, abouts : mapping, optional
        Column to what it is called and to a few words under it. Default: the task's label `<field>.<column>`, else the
        schema's title.
    options : mapping, optional
        Column to what people read for its choices. Default: the task's label `<field>.<column>.<choice>`, else the
        choice.
    **traits
        Passed on to the widget: `help`.

    Raises
    ------
    ValueError
        If the field holds no records, or records that do not fit in a row of cells.
    """
    records = records_of(form, name, titles, options, abouts)
    if records is None:
        raise ValueError(_("field {name} holds no records that fit in a table").format(name=name))
    table = RowsTable(
        name=name,
        label=label or form.label(name),
        columns=[shown(column) for column in records.columns],
        least=records.least,
        most=records.most or FREE,
        words=_words(records),
        **traits,
    )

    def explain() -> None:
        found, general = {}, ""
        counted = records.counted(table.value)
        for place, row in enumerate(counted):
            if records.is_blank(row):
                found[str(place)] = _("This row is empty: fill it in, or delete it.")
        for key, slug, text in wrong_with(form.draft, name, records.columns):
            if not key.isdecimal() or int(key) >= len(counted):
                general = general or text
            elif not slug or counted[int(key)].get(slug, "").strip():
                found.setdefault(f"{key}.{slug}".rstrip("."), text)
        if table.errors != found:
            table.errors = found
        if table.error != general:
            table.error = general

    def to_field(value: list[Row]) -> list[dict[str, Any]]:
        return [records.record(row) for row in records.counted(value)]

    def from_field(value: Any) -> list[Row]:
        """What was filled in, and empty rows up to what is needed."""
        known = [records.row(record) for record in value] if isinstance(value, list | tuple) else []
        inviting = max(records.least, 1) if records.is_blank(records.blank) else 0
        return known + [records.blank] * (inviting - len(known))

    form.bind(name, table, to_field, from_field, explain=explain)
    return table


def records_of(
    form: "Form",
    name: str,
    titles: Names | None = None,
    options: Mapping[str, Names] | None = None,
    abouts: Names | None = None,
) -> Records | None:
    """What a field's list of records looks like; None for a field that holds none, or none that fit in a row."""
    spec = form.spec(name)
    inner = spec.get("items") if spec.get("type") == "array" else None
    columns = named_columns(form, name, inner, titles, options, abouts) if isinstance(inner, dict) else ()
    return Records(columns, spec.get("minItems", 0), spec.get("maxItems", 0)) if columns else None


def named_columns(
    form: "Form",
    name: str,
    record: Mapping[str, Any],
    titles: Names | None = None,
    options: Mapping[str, Names] | None = None,
    abouts: Names | None = None,
) -> tuple[RecordColumn, ...]:
    """The columns of a record's schema, called as the task calls them."""
    definitions, labels = form.schema.get("$defs", {}), form.draft.task.labels

    def title(slug: str, given: str) -> str:
        return str((titles or {}).get(slug) or labels.get(f"{name}.{slug}") or given)

    def option(slug: str, choice: str) -> str:
        return str((options or {}).get(slug, {}).get(choice) or labels.get(f"{name}.{slug}.{choice}") or "")

    return columns_of(
        resolved(record, definitions), definitions, title, option, lambda slug: (abouts or {}).get(slug, "")
    )


def wrong_with(draft: Draft, name: str, columns: tuple[RecordColumn, ...]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a field of records and not just unfinished: the record's key, the column, the sentence.

    Key and column are empty where a sentence is about the whole.
    """
    known = {column.slug: column for column in columns}
    for problem in draft.problems():
        place = problem.field.split(".")
        if place[0] != name or problem.what.id in TOO_LITTLE or problem.what.id == "is missing":
            continue
        key, slug = (*place[1:3], "", "")[:2]
        yield (key, slug, _sentence(known[slug], problem)) if slug in known else (key, "", str(problem.what))


def _sentence(column: RecordColumn, problem: Problem) -> str:
    """What is wrong with a cell, in the words of its column where the schema has none for people."""
    if column.options:
        return _("is not in the list: choose one")
    if column.kind == "date":
        return _("must be a date like 2026-03-05")
    if column.kind == "time":
        return _("must be a time like 20:00")
    if column.allowed and problem.what.id == "is not valid ({why})":
        return _("must be a number: {range}").format(range=column.allowed)
    return str(problem.what)


def _words(records: Records) -> dict[str, str]:
    """What the table says; the browser fills in what changes while one types."""
    least, most = records.least, records.most
    if least and most:
        count = _("{n} rows ({least} to {most})").format(n="{n}", least=least, most=most)
    elif least:
        count = _("{n} rows (at least {least})").format(n="{n}", least=least)
    elif most:
        count = _("{n} rows (at most {most})").format(n="{n}", most=most)
    else:
        count = _("{n} rows")
    return {
        "count": count,
        "cell": _("{column}, row {n}"),
        "row": _("Row {n}"),
        "add": _("Add row"),
        "up": _("Up"),
        "down": _("Down"),
        "copy": _("Duplicate"),
        "delete": _("Delete"),
        "undo": _("Undo"),
        "choose": _("Choose"),
        "actions": _("Edit the rows"),
        "full": _("At most {most} rows fit."),
        "left_out": _("{n} pasted rows did not fit: at most {most}."),
        "pasted": _("{n} rows pasted."),
        "empty": _("No rows yet: add one, or paste a block from Excel or Feishu."),
        "keys": _(
            "Enter: next row · Alt+↑↓: move the row · Ctrl+Z: undo · a block copied from Excel or Feishu can be pasted"
        ),
    }
