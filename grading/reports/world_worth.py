"""The world's page, second half: what each assumption is worth, and how sure the numbers are."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from grading.reports import blocks, wording
from grading.reports import world_figures as plots
from grading.reports.blocks import Html
from grading.reports.figures import WIDTH, canvas
from grading.reports.world_names import mark_name, number_name, numbers, section_name
from simulations.language import _, listed
from simulations.world.parameters import Sureness
from simulations.world.sensitivity import Sensitivity

WIDEST, WIDEST_OF_SECTION = 12, 5  # numbers shown
HARDLY = float(np.log(1.05))
DOUBLES = float(np.log(2))


def overall(rows: Sequence[Sensitivity]) -> Html:
    """The numbers that matter most, with what they move."""
    ranked = sorted(rows, key=lambda row: -row.swing)[:WIDEST]
    little = sum(row.swing < HARDLY for row in rows)
    much = sum(row.swing >= DOUBLES for row in rows)
    told = _(
        "Each of {n} numbers with a range was moved to both ends of it, all others left alone. {little} of them hardly "
        "matter (the figure they are judged by moves less than 5%, or does not ask for them); {much} make it twice as "
        "large at one end as at the other. Whoever is to trust a result or to research a number begins with the "
        "longest bars."
    ).format(n=len(rows), little=little, much=much)
    figure, ax = canvas(WIDTH, 0.8 + 0.34 * len(ranked))
    labels = [_("{section}: {name}").format(section=section_name(row.section), name=_name(row)) for row in ranked]
    _tornado(ax, ranked, labels)
    ax.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    sure = _(
        "How sure: one number at a time shows what each is worth alone, not how they work together, and no longer "
        "holds once a range is wrong."
    )
    table_rows = [
        (
            label,
            _("{low} to {high}").format(low=_plain(row.low), high=_plain(row.high)),
            _plain(row.value),
            str(row.figure),
            _factors(row),
            mark_name(row.mark),
        )
        for label, row in zip(labels, ranked, strict=True)
    ]
    columns = [_("Number"), _("Range"), _("In the world"), _("Moves"), _("lowest, highest"), _("Known from")]
    head = blocks.heading(_("What each assumption is worth"))
    drawn = blocks.picture(figure, told, sure)
    return Html(head + blocks.paragraph(told) + drawn + blocks.table(columns, table_rows, numbers=(1, 2, 4)))


def by_section(rows: Sequence[Sensitivity]) -> Html:
    """The numbers of each section that matter most."""
    groups: dict[str, list[Sensitivity]] = defaultdict(list)
    for row in rows:
        groups[row.section].append(row)
    drawn = []
    for section, members in groups.items():
        ranked = sorted(members, key=lambda row: -row.swing)[:WIDEST_OF_SECTION]
        ranked = [row for row in ranked if row.swing >= HARDLY] or ranked[:1]
        figure, ax = canvas(WIDTH / 2, 0.65 + 0.3 * len(ranked))
        _tornado(ax, ranked, [_name(row) for row in ranked])
        moved = listed(dict.fromkeys(str(row.figure) for row in ranked))
        little = sum(row.swing < HARDLY for row in members)
        caption = _("Moves: {figures}. Of {n} numbers {little} hardly matter.").format(
            figures=moved, n=len(members), little=little
        )
        drawn.append(blocks.heading(section_name(section), 3) + blocks.picture(figure, caption, caption))
    pairs = [blocks.side_by_side(*map(Html, drawn[i : i + 2])) for i in range(0, len(drawn), 2)]
    return Html(blocks.heading(_("The same, section by section")) + "".join(pairs))


def known() -> Html:
    """How many numbers are known how well."""
    names = sorted(numbers(), key=lambda section: -len(numbers()[section]))
    order = (Sureness.PUBLISHED, Sureness.COMPUTED, Sureness.PRACTITIONER, Sureness.ASSUMPTION)
    counts = {
        mark: np.array([float(sum(row.mark is mark for row in numbers()[name].values())) for name in names])
        for mark in order
    }
    everything = [row for section in numbers().values() for row in section.values()]
    assumed = [row for row in everything if row.mark is Sureness.ASSUMPTION]
    bare = sum(row.low is None for row in assumed)
    told = _(
        "{assumed} of {n} numbers ({share}) are assumptions of ours, made because nothing public was found; {bare} of "
        "them have no range yet and could not be tried above. Treat what rests on them as a model to think with, not "
        "as a forecast of any platform."
    ).format(assumed=len(assumed), n=len(everything), share=wording.percent(len(assumed) / len(everything)), bare=bare)
    figure, ax = canvas(WIDTH, 1.0 + 0.27 * len(names))
    marked = {mark_name(mark): column for mark, column in counts.items()}
    plots.sureness(ax, [section_name(name) for name in names], marked)
    caption = _("Every number stands in a data file with its unit, its origin and its source.")
    head = blocks.heading(_("How sure the numbers are"))
    return Html(head + blocks.paragraph(told) + blocks.picture(figure, told, caption))


def _tornado(ax: Axes, rows: Sequence[Sensitivity], labels: Sequence[str]) -> None:
    effects = np.array([(row.effect_low, row.effect_high) for row in rows])
    plots.tornado(ax, labels, effects[:, 0], effects[:, 1], float(np.abs(effects).max()))


def _name(row: Sensitivity) -> str:
    return number_name(row.section, row.name)


def _plain(value: float) -> str:
    return np.format_float_positional(value, trim="-")


def _factors(row: Sensitivity) -> str:
    return _("×{low}, ×{high}").format(low=f"{np.exp(row.effect_low):.2g}", high=f"{np.exp(row.effect_high):.2g}")
