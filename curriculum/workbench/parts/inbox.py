"""An inbox: messages one can cite by id, which of them are unread or answered, and the fields of each answer."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from curriculum.workbench.columns import RecordColumn, Records, Row
from curriculum.workbench.front.records import InboxList, shown
from curriculum.workbench.parts.rows import Names, named_columns, wrong_with
from simulations.language import _

if TYPE_CHECKING:
    from curriculum.workbench.form import Form

TEXT = "text"  # the column of an answer that is nothing but a text


class Incoming(Protocol):
    """A message somebody has sent."""

    @property
    def id(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def when(self) -> str: ...
    @property
    def text(self) -> str: ...


def inbox(
    form: "Form",
    name: str,
    messages: Iterable[Incoming],
    *,
    key: str = "message",
    label: str = "",
    titles: Names | None = None,
    options: Mapping[str, Names] | None = None,
    abouts: Names | None = None,
    locked: bool = False,
    **traits: Any,
) -> InboxList:
    """Messages with the fields of their answers, bound to the draft.

    Answers to messages of another inbox on the same field stay as they are, so each round can have its own.

    Parameters
    ----------
    name : str
        A field of the answer: message id to a text or to a record, or a list of records that name their message.
    key : str
        In a list of records: which of their fields is the message's id.
    titles, options, abouts : mapping, optional
        As for `rows`.
    locked : bool
        Whether what was answered can only be read.
    **traits
        Passed on to the widget: `help`.
    """
    messages = tuple(messages)
    ids = [message.id for message in messages]
    spec = form.spec(name)
    listed = spec.get("type") == "array"
    record = spec.get("items" if listed else "additionalProperties", {})
    alone = record.get("type") == "string"
    columns = (
        (RecordColumn(TEXT, (titles or {}).get(TEXT) or _("Your reply"), "text", most=record.get("maxLength", 0)),)
        if alone
        else tuple(c for c in named_columns(form, name, record, titles, options, abouts) if c.slug != key or not listed)
    )
    records = Records(columns)
    shown_inbox = InboxList(
        name=name,
        label=label or form.label(name),
        messages=[{"id": m.id, "who": m.who, "when": m.when, "text": m.text} for m in messages],
        columns=[shown(column) for column in columns],
        locked=locked,
        memory=f"academy-read:{form.draft.task.slug}:{form.draft.variant}:{name}",
        words=_words(),
        **traits,
    )

    def answers(value: Any) -> dict[str, Any]:
        """The field as id to record, in its order."""
        if listed:
            kept = value if isinstance(value, list | tuple) else ()
            return {str(one[key]): one for one in kept if isinstance(one, Mapping) and key in one}
        return dict(value) if isinstance(value, Mapping) else {}

    def to_field(value: Mapping[str, Row]) -> Any:
        merged = answers(form.draft.get(name))
        for id in ids:
            row = {**records.blank, **value.get(id, {})}
            said = records.record(row)
            if records.says_nothing(row):
                merged.pop(id, None)
            else:
                merged[id] = said.get(TEXT) if alone else {key: id, **said} if listed else said
        return list(merged.values()) if listed else merged

    def from_field(value: Any) -> dict[str, Row]:
        known = answers(value)
        return {id: records.row({TEXT: known[id]} if alone else known[id]) for id in ids if id in known}

    def explain() -> None:
        found: dict[str, str] = {}
        general = ""
        order = list(answers(form.draft.get(name)))
        for place, slug, text in wrong_with(form.draft, name, columns):
            id = order[int(place)] if listed and place.isdecimal() and int(place) < len(order) else place
            if not id:
                general = general or text
            elif id in ids and (not slug or shown_inbox.value.get(id, {}).get(slug, "").strip()):
                found.setdefault(f"{id}.{slug or TEXT}" if alone else f"{id}.{slug}".rstrip("."), text)
        if shown_inbox.errors != found:
            shown_inbox.errors = found
        if shown_inbox.error != general:
            shown_inbox.error = general

    form.bind(name, shown_inbox, to_field, from_field, explain=explain)
    return shown_inbox


def _words() -> dict[str, str]:
    """What the inbox says; the browser fills in what changes."""
    return {
        "list": _("Entries"),
        "count": _("{n} entries · {unread} unread · {answered} filled in"),
        "unread": _("Unread"),
        "read": "",
        "answered": _("Filled in"),
        "wrong": _("Needs a change"),
        "field": _("{field}: {who}"),
        "next": _("Next entry"),
        "cite": _("Cite it by this number"),
        "choose": _("Choose"),
    }
