"""How soon a form shows what is typed: `python -m benchmarks.workbench` prints a table and, last, a line of JSON.

The form of the two-hour post with most of an answer in it, in a folder of its own. A field is changed as the browser
changes it; measured is the time until the phone's new picture stands in the kernel: the change saved to disk, the
answer looked over, the parts before the phone told. What the browser and the way to it need comes on top (a text waits
250 ms for the next letter).
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.measuring import figure, on_which_machine, row, title
from curriculum.answers import answer_path, write_draft
from curriculum.files import write_whole
from curriculum.syllabus import module
from curriculum.workbench.bench import Bench
from curriculum.workbench.front import Phone, TextField
from curriculum.workbench.show import form_of
from curriculum.workplace import MARK, Workplace

SLUG = "two_hour_post"
SIGNS = "周五下午四点半，我把三页会议纪要发到群里，十分钟后只有一个人回了「收到」。"
BODY = 2_000  # characters


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    repeats: int = 60
    warm_up: int = 5


SMOKE = Sizes(repeats=2, warm_up=1)


def text(length: int, turn: int) -> str:
    """So many characters in paragraphs with headings, another text every turn."""
    lines = [f"## 第 {turn} 稿"]
    while sum(map(len, lines)) < length:
        lines.append(f"{len(lines)}、**{SIGNS[:8]}**{SIGNS}")
    return "\n\n".join(lines)[:length]


def workplace(root: Path) -> Workplace:
    """The work folder of somebody who learns alone, with an answer in it."""
    (root / MARK).touch()
    (root / module(SLUG).tier / SLUG).mkdir(parents=True)
    found = Workplace.at(root)
    fields = {
        "title": "我写了三页纪要，没人看",
        "body": text(BODY, 0),
        "topic": "minutes",
        "cover": "k1",
        "day": "tue",
        "hour": 20,
        "forecast_low": 800,
        "forecast_high": 1500,
        "call_to_action": "把你写得最长的一份纪要发到评论区",
        "topic_reason": SIGNS,
    }
    write_draft(found.module_folder(SLUG), SLUG, fields, found.context.variant(SLUG))
    return found


def parts(widgets: tuple[Any, ...]) -> Iterator[Any]:
    """All widgets of a form."""
    for widget in widgets:
        yield widget
        yield from parts(tuple(getattr(widget, "children", ())))


def times_of(change: Callable[[int], None], phone: Phone, sizes: Sizes) -> list[float]:
    """Seconds from a change to the new picture.

    Raises
    ------
    SystemExit
        If a change has brought no new picture.
    """
    drawn: list[float] = []

    def note(_change: object) -> None:
        drawn.append(time.perf_counter())

    phone.observe(note, "html")
    found = []
    for turn in range(1, 1 + sizes.warm_up + sizes.repeats):
        drawn.clear()
        start = time.perf_counter()
        change(turn)
        if not drawn:
            raise SystemExit("A change of the field has brought no new picture.")
        found.append(drawn[-1] - start)
    phone.unobserve(note, "html")
    return found[sizes.warm_up :]


def whole(change: Callable[[int], None], sizes: Sizes) -> list[float]:
    """Seconds of a change until the kernel is free again."""
    found = []
    for turn in range(1000, 1000 + sizes.repeats):
        start = time.perf_counter()
        change(turn)
        found.append(time.perf_counter() - start)
    return found


def field_to_picture(sizes: Sizes) -> tuple[float, float]:
    """Median and 95th percentile of both fields together, in milliseconds."""
    title(f"The two-hour post's form: a field changed until the phone shows it ({BODY:,} characters of text)")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.open(SLUG, workplace(Path(folder)))
        start = time.perf_counter()
        widgets = list(parts(form_of(bench)))
        opening = time.perf_counter() - start
        fields = {widget.name: widget for widget in widgets if isinstance(widget, TextField)}
        phone = next(widget for widget in widgets if isinstance(widget, Phone))

        def retitle(turn: int) -> None:
            fields["title"].set_state({"value": f"第 {turn} 次改标题，还是没人看"})

        def rewrite(turn: int) -> None:
            fields["body"].set_state({"value": text(BODY, turn)})

        by_title, by_body = times_of(retitle, phone, sizes), times_of(rewrite, phone, sizes)
        row("title", by_title, 1e3, "ms")
        row("body", by_body, 1e3, "ms")
        row("body, until the kernel is free again", whole(rewrite, sizes), 1e3, "ms")
        path = answer_path(bench.folder, SLUG)
        data, writes = path.read_bytes(), []
        for _turn in range(sizes.repeats):
            start = time.perf_counter()
            write_whole(path, data)
            writes.append(time.perf_counter() - start)
        row("of this: the answer written to disk", writes, 1e3, "ms")
        figure("drawing the form, once", 1e3 * opening, "ms")
        figure("widgets in it", len(widgets))
    both = [1e3 * seconds for seconds in (*by_title, *by_body)]
    return median(both), quantiles(both, n=20, method="inclusive")[-1]


def main(arguments: list[str] | None = None) -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workbench", description=__doc__.partition("\n")[0])
    parser.add_argument("--smoke", action="store_true", help="few repeats: only to see that it runs")
    sizes = SMOKE if parser.parse_args(arguments).smoke else Sizes()
    on_which_machine()
    middle, late = field_to_picture(sizes)
    print()
    print(json.dumps({"field_to_picture_ms": float(f"{middle:.4g}"), "p95_ms": float(f"{late:.4g}")}))


if __name__ == "__main__":
    main()
