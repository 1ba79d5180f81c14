"""From an answer's schema to widgets bound to a draft: what is typed is saved, what is wrong stands beside it."""

import json
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Protocol

import ipywidgets

from curriculum.workbench.columns import to_number
from curriculum.workbench.draft import Draft
from curriculum.workbench.front import Pick, TextField
from curriculum.workbench.parts.rows import records_of, rows
from simulations.language import _

LONG = 80  # characters from which on a text gets several lines


class Bound(Protocol):
    """A widget that a form can bind: its value, and a place for an error."""

    value: Any
    error: str


class Form:
    """The widgets of one draft.

    `field` draws what a schema can say; `bind` ties any hand-made widget to a field. Both keep widget and draft in
    step, whichever changes first.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.schema: dict[str, Any] = draft.task.Answer.model_json_schema()
        self._shown: dict[str, list[tuple[Bound, Callable[[Any], Any]]]] = {}
        self._parts: list[tuple[Bound, str]] = []
        self._explained: list[Callable[[], None]] = []
        draft.on_change(self._refresh)

    @property
    def names(self) -> tuple[str, ...]:
        """All fields of the answer, in the order the schema gives them."""
        return tuple(self.schema["properties"])

    def spec(self, name: str) -> dict[str, Any]:
        """The JSON schema of one field, references resolved."""
        spec: dict[str, Any] = self.schema["properties"][name]
        for choice in spec.get("anyOf", ()):
            if choice.get("type") != "null":
                spec = {**spec, **choice}
                break
        reference = spec.get("$ref", "")
        if reference:
            spec = self.schema["$defs"][reference.rpartition("/")[2]]
        return spec

    def label(self, name: str) -> str:
        """What a field is called: the task's word for it, else the schema's."""
        known = self.draft.task.labels.get(name)
        return str(known) if known else str(self.spec(name).get("title", name))

    def field(
        self, name: str, *, label: str = "", options: Mapping[str, str] | None = None, **traits: Any
    ) -> ipywidgets.DOMWidget:
        """A widget for a field as its schema describes it.

        Parameters
        ----------
        name : str
            A field of the answer.
        label : str, optional
            Default: what the field is called.
        options : mapping, optional
            For a choice: value to what people read; default: the values themselves.
        **traits
            Passed on to the widget: `help`, `rows`, `placeholder`, ...
        """
        spec = self.spec(name)
        label = label or self.label(name)
        choices = spec.get("enum") or spec.get("items", {}).get("enum")
        if spec.get("type") == "boolean":
            choices, options = ["true", "false"], {"true": _("Yes"), "false": _("No"), **(options or {})}
            return self.bind(name, self._chips(name, label, choices, options, 1, traits), _to_bool, _from_bool)
        if choices:
            many = spec.get("type") == "array"
            meant = {str(choice): choice for choice in choices}
            most = spec.get("maxItems", 0) if many else 1
            chips = self._chips(name, label, choices, options or {}, most, traits)
            if many:
                return self.bind(name, chips, lambda value: [meant.get(one, one) for one in value], from_many)
            return self.bind(name, chips, lambda value: meant.get(value[0], value[0]) if value else None, from_one)
        if spec.get("type") in ("integer", "number"):
            return self.bind(name, TextField(name=name, label=label, kind="number", **traits), to_number, str_or_empty)
        if spec.get("type") == "array" and spec.get("items", {}).get("type") == "string":
            traits = {"rows": 3, "help": _("One a line"), **traits}
            return self.bind(name, TextField(name=name, label=label, **traits), _to_lines, _from_lines)
        if records_of(self, name):
            return rows(self, name, label=label, **traits)
        if spec.get("propertyNames", {}).get("enum"):
            return self._entries(name, label, spec, options or {}, traits)
        if spec.get("type") != "string":
            traits = {"rows": 6, "help": _("As JSON"), **traits}
            return self.bind(name, TextField(name=name, label=label, **traits), _to_json, _from_json)
        if not spec.get("minLength"):
            self.draft.fields.setdefault(name, "")  # saying nothing is an answer where the schema allows it
        most = spec.get("maxLength", 0)
        traits = {"rows": 1 if 0 < most <= LONG else 3, "most": most, **traits}
        return self.bind(name, TextField(name=name, label=label, **traits), str, str_or_empty)

    def bind(
        self,
        name: str,
        widget: Any,
        to_field: Callable[[Any], Any] = lambda value: value,
        from_field: Callable[[Any], Any] = lambda value: value,
        key: str | None = None,
        explain: Callable[[], None] | None = None,
    ) -> Any:
        """Tie a widget with a `value` and an `error` to a field, or to one `key` of a field that is an object.

        Parameters
        ----------
        to_field, from_field : callable
            From the widget's value to the field's and back; `from_field` gets None for an empty field.
        explain : callable, optional
            Shows what is wrong, for a widget with more than one place for it.
        """

        def read() -> Any:
            value = self.draft.get(name)
            if key is not None:
                value = value.get(key) if isinstance(value, dict) else None
            return from_field(value)

        def write(change: dict[str, Any]) -> None:
            value = to_field(change["new"])
            if key is not None:
                before = self.draft.get(name)
                entries = {**(before if isinstance(before, dict) else {}), key: value}
                value = {k: v for k, v in entries.items() if v is not None}
            if value != self.draft.get(name):
                self.draft.set(name, value)

        def show(_: Any) -> None:
            fresh = read()
            if widget.value != fresh and to_field(widget.value) != to_field(fresh):
                widget.value = fresh

        widget.value = read()
        widget.observe(write, "value")
        self._shown.setdefault(name, []).append((widget, show))
        if explain:
            self._explained.append(explain)
            explain()
        elif key is None:
            self._parts.append((widget, name))
        return widget

    def _chips(
        self,
        name: str,
        label: str,
        choices: Iterable[Any],
        options: Mapping[str, str],
        most: int,
        traits: dict[str, Any],
    ) -> Pick:
        html = "".join(
            f'<span class="academy-chip" data-pick="{escape(choice)}">{escape(options.get(choice, choice))}</span>'
            for choice in map(str, choices)
        )
        return Pick(name=name, label=label, html=f'<div class="academy-chips">{html}</div>', most=most, **traits)

    def _entries(
        self, name: str, label: str, spec: dict[str, Any], options: Mapping[str, str], traits: dict[str, Any]
    ) -> ipywidgets.VBox:
        """An object with known keys: one line a key."""
        keys = spec["propertyNames"]["enum"]
        lines = [
            self.bind(
                name, TextField(name=name, label=options.get(key, key), **traits), _to_text, str_or_empty, key=key
            )
            for key in keys
        ]
        heading = ipywidgets.HTML(f'<div class="academy-label">{escape(label)}</div>')
        return ipywidgets.VBox([heading, *lines])

    def _refresh(self, changed: str) -> None:
        for name, widgets in self._shown.items():
            if changed in ("", name):
                for _widget, show in widgets:
                    show(None)
        errors = self.draft.errors()
        for widget, name in self._parts:
            text = errors.get(name, "")
            if widget.error != text:
                widget.error = text
        for explain in self._explained:
            explain()


def str_or_empty(value: Any) -> str:
    """Text of a field; nothing for an empty one."""
    return "" if value is None else str(value)


def _to_text(value: str) -> str | None:
    return value or None


def to_one(value: list[str]) -> str | None:
    """The chosen one of a pick; None where nothing is chosen."""
    return value[0] if value else None


def from_one(value: Any) -> list[str]:
    """A field as what is chosen in a pick."""
    return [] if value is None else [str(value)]


def from_many(value: Any) -> list[str]:
    """A field as all that is chosen in a pick."""
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _to_bool(value: list[str]) -> bool | None:
    return value[0] == "true" if value else None


def _from_bool(value: Any) -> list[str]:
    return [] if value is None else [str(bool(value)).lower()]


def _to_json(value: str) -> Any:
    """What the text says as JSON; the text itself where it is none, so that the error can speak of it."""
    try:
        return json.loads(value) if value.strip() else None
    except ValueError:
        return value


def _from_json(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False, indent=1)


def _to_lines(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()]


def _from_lines(value: Any) -> str:
    return "\n".join(from_many(value))
