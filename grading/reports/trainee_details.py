"""The page of the growth archive: what there is to say of one module that was handed in."""

from curriculum.syllabus import module as find_module
from grading.reports import blocks, figures, summaries, wording
from grading.reports.blocks import Html
from grading.reports.trainee_page import Dossier
from simulations.language import _, listed, sentences
from simulations.projects import find_task
from simulations.task import JudgedBy


def details(dossier: Dossier, module: str) -> Html:
    """Everything on a module: criteria, the mentor, the coach, forecasts, use of AI."""
    sections = (criteria, mentor_comments, coach, forecasts, declared_ai)
    head = blocks.heading(_("{module} in detail").format(module=find_module(module).title))
    return Html(head + "".join(section(dossier, module) for section in sections))


def criteria(dossier: Dossier, module: str) -> Html:
    """Every criterion in one picture, and the reasons below it."""
    marks = dossier.marks(module)
    judged = marks[marks["points"].notna()].to_dict("records")
    if not judged:
        return Html("")
    figure, ax = figures.canvas(figures.WIDTH, 0.9 + 0.34 * len(marks))
    figures.criteria(ax, marks, summaries.median_shares(dossier.cohort.marks, module))
    points = [wording.of_most(row["points"], row["max_points"]) for row in judged]
    said = listed(f"{row['title']} {text}" for row, text in zip(judged, points, strict=True))
    caption = sentences(
        _("Dark: judged by the simulated world or a key; light: by the mentor."),
        _("Line: 95% interval. Diamond: the cohort's median."),
    )
    drawn = blocks.picture(figure, _("Points of each criterion: {said}").format(said=said), caption)
    rows = [
        (row["title"], text, row["reason"])
        for row, text in zip(judged, points, strict=True)
        if row["judged_by"] != JudgedBy.MENTOR
    ]
    table = blocks.table([_("Criterion"), _("Points"), _("Why")], rows, numbers=(1,), kind="names") if rows else ""
    return Html(blocks.heading(_("Criteria"), 3) + drawn + table)


def mentor_comments(dossier: Dossier, module: str) -> Html:
    """What the mentor wrote."""
    marks = dossier.marks(module)
    own = marks[(marks["judged_by"] == JudgedBy.MENTOR) & marks["points"].notna()]
    if own.empty:
        return Html("")
    quotes = [
        blocks.quote(
            row["title"], wording.of_most(row["points"], row["max_points"]), row["reason"] or _("(no comment)")
        )
        for row in own.to_dict("records")
    ]
    return Html(blocks.heading(_("The mentor's comments"), 3) + "".join(quotes))


def coach(dossier: Dossier, module: str) -> Html:
    """What a change would have been worth, in the worlds the coach played."""
    advice = dossier.own.advice[dossier.own.advice["module"] == module]
    if advice.empty:
        return Html("")
    left, right = min(0.0, float(advice["low"].min())), float(advice["high"].max())
    rows = []
    for row in advice.to_dict("records"):
        effect, low, high = (wording.change(row[name]) for name in ("effect", "low", "high"))
        value = _("{change} ({low} to {high})").format(change=effect, low=low, high=high)
        drawn = blocks.interval(row["low"], row["effect"], row["high"], left, right, value)
        rows.append((row["what"], value, drawn, row["why"]))
    figure = find_task(advice["task"].iloc[0]).figure
    columns = [_("Change"), _("{figure} would change by").format(figure=figure), "", _("Why")]
    interval = _("In brackets the 95% interval.")
    alone = _("Each change was played alone, in the same worlds as the work handed in; effects do not add up.")
    table = blocks.table(columns, rows, kind="coach") + blocks.note(sentences(interval, alone))
    return Html(blocks.heading(_("What the coach would change"), 3) + table)


def forecasts(dossier: Dossier, module: str) -> Html:
    """Forecast against outcome, trial by trial."""
    tried = dossier.trials(module)
    head = blocks.heading(_("Forecast against outcome"), 3)
    if tried.empty:
        nothing = _("No trial, so no forecast to hold against an outcome.")
        return Html(head + blocks.note(nothing))
    figure, ax = figures.canvas(figures.WIDTH, 0.95 + 0.36 * len(tried))
    figures.forecasts(ax, tried)
    caption = sentences(
        _("Bar: the interval stated before the trial. Dot: what came lay within it; diamond: outside."),
        _("×: upper end over lower end, smaller is bolder."),
    )
    said = listed(
        _("trial {number}: {low}-{high}, came {reads}").format(number=number, low=low, high=high, reads=reads)
        for number, low, high, reads in tried[["number", "low", "high", "reads"]].itertuples(index=False)
    )
    return Html(head + blocks.picture(figure, said, caption))


def declared_ai(dossier: Dossier, module: str) -> Html:
    """What the trainee says of AI."""
    submission = dossier.own.submissions[dossier.own.submissions["module"] == module].iloc[0]
    text = str(submission["ai_log"] or "").strip()
    said = blocks.quote(dossier.name, "", text) if text else blocks.note(_("Nothing was declared."))
    return Html(blocks.heading(_("Declared use of AI"), 3) + said)
