"""The world's page: how the simulated world agrees with what is known, in pictures for people who do not program.

Every figure in a sentence is measured when the page is made. A sentence says what to see and how sure it is.
"""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from matplotlib.figure import Figure

from curriculum.look.tokens import tokens
from grading.reports import blocks, wording
from grading.reports import world_figures as plots
from grading.reports.blocks import Html
from grading.reports.figures import MAIN, WIDTH, canvas
from grading.reports.intervals import wilson
from grading.reports.world_names import how_sure, segment_name
from simulations.language import _, listed, sentences
from simulations.world.audience.niches import niches
from simulations.world.check import Fact
from simulations.world.draws import Worlds
from simulations.world.platforms import platform_name, platform_slugs
from simulations.world.platforms.post import usual_slots
from simulations.world.platforms.timing import online
from simulations.world.play import play
from simulations.world.reference import Level, sprint, sprint_setting
from simulations.world.scenes import FOLLOWERS, NICHE
from simulations.world.scenes.content import held, middling_post, ordinary_session
from simulations.world.scenes.standing import ANSWERS, burn
from simulations.world.script import OPENING_S, completion, excellent, ordinary, retention, seconds_of

MANY = 10  # times the median: a hit
GOAL = 80_000  # followers, of the growth sprint
MARKS = {15: (0.35, 0.50), 30: (0.25, 0.40), 60: (0.15, 0.30)}  # completion by seconds: practitioners' pass, excellent
MOST_RUNS, MOST_SESSIONS = 200, 500  # worlds for whole plans, and for single sessions and incidents


def head(worlds: Worlds, now: datetime) -> Html:
    """What the page is about and how to read it."""
    title = blocks.title(
        _("The simulated world and what is known"),
        _("{n} worlds").format(n=wording.count(worlds.count)),
        _("As of {moment}").format(moment=wording.moment(now)),
    )
    how = _(
        "Trainees' plans are played in a simulated world. This page shows where that world agrees with what is "
        "publicly known of new media, where it rests on rules of thumb, and where numbers had to be assumed. A plan is "
        "played in many worlds that differ by luck alone; a band holds the middle four worlds in five, its line is "
        "the median."
    )
    return Html(title + blocks.paragraph(how))


def facts(found: Sequence[Fact]) -> Html:
    """All stylised facts with target, value, interval and verdict."""
    outside = [str(fact.what) for fact in found if not fact.inside]
    near = [fact for fact in found if fact.inside and _near(fact)]
    told = [
        _("{inside} of {n} facts lie inside what is known.").format(inside=len(found) - len(outside), n=len(found)),
        _("Outside: {which}.").format(which=listed(outside)) if outside else "",
        _("{n} of those inside lie so near an edge that their 95% interval reaches beyond it.").format(n=len(near)),
    ]
    rows = []
    for fact in found:
        verdict = blocks.chip(_("OUTSIDE"), "bad") if not fact.inside else _("inside")
        if fact.inside and _near(fact):
            verdict = blocks.chip(_("near the edge"), "warn")
        spread = _range(*fact.spread) if fact.spread[0] < fact.spread[1] else "–"
        rows.append((fact.number, str(fact.what), _target(fact), _number(fact.value), spread, verdict))
    columns = [_("No."), _("Fact"), _("Known"), _("Simulated"), _("95% interval"), _("Verdict")]
    head = blocks.heading(_("Does the world agree with what is known?"))
    said = blocks.paragraph(sentences(*filter(None, told)))
    return Html(head + said + blocks.table(columns, rows, numbers=(2, 3, 4)))


def _near(fact: Fact) -> bool:
    return fact.spread[0] < fact.low or fact.spread[1] > fact.high


def _target(fact: Fact) -> str:
    if fact.low == fact.high:
        return _number(fact.low)
    return f"≤ {_number(fact.high)}" if fact.low == 0 else _range(fact.low, fact.high)


def _range(low: float, high: float) -> str:
    return _("{low} to {high}").format(low=_number(low), high=_number(high))


def _number(value: float) -> str:
    """Three digits that count."""
    return wording.count(value) if abs(value) >= 1000 else np.format_float_positional(float(f"{value:.3g}"), trim="-")


def tails(worlds: Worlds, found: Sequence[Fact]) -> Html:
    """How unequal reads are."""
    reads = {platform_name(on): middling_post(on, worlds).reads for on in platform_slugs()}
    target = next((fact.low, fact.high) for fact in found if fact.number == 1)
    hits = {name: float(np.mean(counts >= MANY * np.median(counts))) for name, counts in reads.items()}
    tenth = -(-worlds.count // 10)
    top = [float(np.sort(counts)[-tenth:].sum() / counts.sum()) for counts in reads.values()]
    fewest, most = min(hits, key=hits.__getitem__), max(hits, key=hits.__getitem__)
    low, high = wilson(round(hits[most] * worlds.count), worlds.count)
    told = _(
        "The same middling post in {n} worlds: {few} ({few_name}) to {many} ({many_name}) of them reach {times} times "
        "the median, and the tenth with the most reads has {top} of all reads. So one hit is little proof of skill, "
        "and one flop little proof of its lack."
    ).format(
        n=wording.count(worlds.count),
        few=f"{hits[fewest]:.1%}",
        few_name=fewest,
        many=f"{hits[most]:.1%}",
        many_name=most,
        times=MANY,
        top=wording.between(min(top), max(top)),
    )
    sure = _(
        "How sure: the orange bar is what was counted on 9,874 news articles and is fair for short video. From the "
        "number of worlds alone, the share of {name} may lie anywhere between {low} and {high}."
    ).format(name=most, low=f"{low:.1%}", high=f"{high:.1%}")
    figure, ax = canvas(WIDTH, 4.6)
    plots.tails(ax, reads, MANY, target)
    return _section(_("Hits are rare and big"), told, figure, sure)


def hours() -> Html:
    """When people are there, and what that is worth to a post."""
    there = {platform_name(on): online(on, NICHE).reshape(7, 24).mean(axis=0) for on in platform_slugs()}
    slots = {platform_name(on): usual_slots(on, NICHE).mean(axis=0) for on in platform_slugs()}
    peaks = sorted({int(curve.argmax()) for curve in there.values()})
    told = _(
        "Readers of {niche} are online most at {peaks}. The best hour for a post has {best} of the readers of an "
        "average one, the worst {worst}: the hour matters, and it does not carry a weak post."
    ).format(
        niche=niches()[NICHE].name,
        peaks=listed(f"{peak}:00" for peak in peaks),
        best=f"{max(curve.max() for curve in slots.values()):.0%}",
        worst=f"{min(curve.min() for curve in slots.values()):.0%}",
    )
    sure = _(
        "How sure: that evenings are best is published for WeChat Official Accounts (22:00, 2017) and elsewhere "
        "practitioners' rule; when each group of people is online is assumed."
    )
    figure = Figure(figsize=(WIDTH, 3.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    plots.hours(left, there, _("people online, mean of the day 1"))
    plots.hours(right, slots, _("readers of a post, mean of the week 1"))
    left.legend(loc="upper left", fontsize="small", labelspacing=0.25)
    return _section(_("The hour of a post"), told, figure, sure)


def scripts(worlds: Worlds) -> Html:
    """How long videos are watched, against practitioners' marks."""
    p = worlds.values("script")
    figure = Figure(figsize=(WIDTH, 3.6), layout="constrained")
    gaps = []
    panels = ((_("Ordinary scripts"), ordinary, 0, MAIN), (_("Excellent scripts"), excellent, 1, tokens()["share-2"]))
    for ax, (title, script, level, color) in zip(figure.subplots(1, 2), panels, strict=True):
        curves = []
        for length, marks in MARKS.items():
            written = script(length)
            gaps.append(abs(float(completion(written, p)) - marks[level]))
            name = _("{n} s").format(n=length)
            curves.append((name, seconds_of(written), retention(written, p), marks[level]))
        plots.retention(ax, curves, color)
        ax.set_title(title, fontsize=12)
    gone = [1 - float(retention(script(30), p)[OPENING_S]) for script in (ordinary, excellent)]
    told = _(
        "Of those who begin an ordinary video of 30 seconds {ordinary} are gone after three, of an excellent one "
        "{excellent}: the opening decides. Diamonds are the practitioners' marks at the end."
    ).format(ordinary=wording.percent(gone[0]), excellent=wording.percent(gone[1]))
    sure = _(
        "The scripts were set to end on the marks ({gap} percentage points off at most), so the ends prove nothing; "
        "the way there follows from the model."
    ).format(gap=f"{100 * max(gaps):.1f}")
    return _section(_("How long videos are watched"), told, figure, sentences(how_sure("script"), sure))


def funnels(worlds: Worlds) -> Html:
    """One middling post on each platform, from those it is shown to down to new followers."""
    steps = [_("shown"), _("read or played"), _("finished"), _("liked"), _("shared"), _("followed")]
    counts, rates = {}, {}
    for on in platform_slugs():
        post = middling_post(on, worlds)
        stages = (post.shown.sum(axis=1), post.reads, post.finishers, post.likes, post.sharers, post.new_followers)
        counts[platform_name(on)] = np.array([np.median(stage) for stage in stages])
        rates[platform_name(on)] = float(post.shown.sum() / max(post.new_followers.sum(), 1))
    figure = Figure(figsize=(WIDTH, 5.2), layout="constrained")
    most = max(float(column.max()) for column in counts.values())
    for i, (ax, (name, column)) in enumerate(zip(figure.subplots(2, 3).ravel(), counts.items(), strict=True)):
        plots.funnel(ax, name, steps if i % 3 == 0 else [""] * len(steps), column, most)
    easiest, hardest = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
    told = _(
        "A middling post of an account of {followers} followers: medians, and shares of those who read. One new "
        "follower takes {few} people on {easiest} and {many} on {hardest}: growth is a matter of reach, and reach is "
        "dear."
    ).format(
        followers=wording.count(FOLLOWERS),
        few=wording.count(float(f"{rates[easiest]:.2g}")),
        easiest=easiest,
        many=wording.count(float(f"{rates[hardest]:.2g}")),
        hardest=hardest,
    )
    return _section(_("From seeing to following"), told, figure, how_sure("platforms", *platform_slugs()))


def sprints(worlds: Worlds) -> Html:
    """The growth sprint under three plans."""
    runs, setting = Worlds(worlds.seed, min(worlds.count, MOST_RUNS), worlds.changed), sprint_setting()
    levels: dict[Level, str] = {"lazy": _("lazy"), "mediocre": _("mediocre"), "good": _("good")}
    (home, start), *_others = setting.accounts.items()
    followers = {name: play(sprint(level), setting, runs).followers(home) for level, name in levels.items()}
    lazy, mediocre, good = (path[:, -1] for path in followers.values())
    reached = int((good >= GOAL).sum())
    low, high = wilson(reached, runs.count)
    told = _(
        "From {start} followers in {days} days. Posting lazily ends at {lazy}, posting steadily at {mediocre} "
        "(medians); posts, referral, mutual promotion and advertising together reach {goal} in {share} of the worlds."
    ).format(
        start=wording.count(start),
        days=setting.days,
        lazy=wording.count(float(np.median(lazy))),
        mediocre=wording.count(float(np.median(mediocre))),
        goal=wording.count(GOAL),
        share=wording.percent(reached / runs.count),
    )
    sure = _(
        "How sure: with {n} worlds the chance lies between {low} and {high}. That steady posting alone is not enough "
        "is published (accounts grew 0.66% a month in 2019); what campaigns bring is mostly assumed."
    ).format(n=runs.count, low=wording.percent(low), high=wording.percent(high))
    figure, ax = canvas(WIDTH, 4.2)
    plots.paths(ax, followers, start, GOAL)
    return _section(_("Three plans for the same goal"), told, figure, sure)


def session(worlds: Worlds) -> Html:
    """A live session minute by minute."""
    few, planned = Worlds(worlds.seed, min(worlds.count, MOST_SESSIONS), worlds.changed), ordinary_session()
    out = held(planned, few)
    low, middle, high = np.quantile(out.gmv, plots.MIDDLE_80)
    told = _(
        "An ordinary hour on Douyin, the same run sheet every time: {viewers} viewers, {peak} at the peak, {dwell} s "
        "each, {gmv} yuan (medians). Four sessions in five take between {low} and {high} yuan: with one plan, luck "
        "alone makes a factor of {factor}."
    ).format(
        viewers=wording.count(float(np.median(out.viewers))),
        peak=wording.count(float(np.median(out.peak))),
        dwell=f"{np.median(out.dwell_s):.0f}",
        gmv=wording.count(middle),
        low=wording.count(low),
        high=wording.count(high),
        factor=f"{high / max(low, 1):.1f}",
    )
    sheet = [(segment_name(segment.kind), segment.minutes) for segment in planned.segments]
    figure = Figure(figsize=(WIDTH, 5), layout="constrained")
    top, bottom = figure.subplots(2, 1, sharex=True)
    plots.minutes(top, out.watching, sheet, _("people online"), named=True)
    plots.minutes(bottom, np.cumsum(out.gmv_yuan, axis=1), sheet, _("GMV so far, yuan"), named=False)
    bottom.set_xlabel(_("minute"))
    return _section(_("A live session minute by minute"), told, figure, how_sure("live"))


def public_opinion(worlds: Worlds) -> Html:
    """A complaint answered fast, late, or denied."""
    few = Worlds(worlds.seed, min(worlds.count, MOST_SESSIONS), worlds.changed)
    names = {"fast": _("apology in an hour"), "late": _("apology after a day"), "denied": _("denial")}
    posts = {name: np.cumsum(burn(ANSWERS[kind], few).negative_posts, axis=1) for kind, name in names.items()}
    fast, late, denied = (path[:, -1] for path in posts.values())
    tail = {kind: float(np.quantile(path, 0.95)) for kind, path in (("fast", fast), ("late", late), ("denied", denied))}
    told = _(
        "The same true complaint about a product. After two weeks there are {fast} negative posts where somebody "
        "apologised and solved it within the hour, {late} where it took a day, {denied} where it was denied (medians). "
        "In one world of twenty there are more than {tail_fast}, {tail_late} and {tail_denied}: being late is above "
        "all a risk."
    ).format(
        **{kind: wording.count(float(np.median(path))) for kind, path in zip(names, (fast, late, denied), strict=True)},
        **{f"tail_{kind}": wording.count(value) for kind, value in tail.items()},
    )
    figure, ax = canvas(WIDTH, 4.2)
    plots.heat(ax, posts)
    sure = _("That late and denying answers are worse is published; by how much is not.")
    return _section(_("Answering a complaint"), told, figure, sentences(how_sure("opinion"), sure))


def _section(title: str, told: str, figure: Figure, sure: str) -> Html:
    """A picture with what to see in it and how sure that is."""
    return Html(blocks.heading(title) + blocks.paragraph(told) + blocks.picture(figure, told, sure))
