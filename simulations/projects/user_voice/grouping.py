"""How far groups agree with causes, and which group stands for which cause."""

from collections.abc import Mapping, Sequence

from simulations.projects.user_voice.voices import Voices


def agreement(one: Sequence[object], other: Sequence[object]) -> float:
    """Adjusted Rand index of two groupings of the same things: 1 the same, about 0 by chance.

    Pairs that are together in both, corrected for chance (Hubert & Arabie, Journal of Classification 2, 1985, eq. 5).

    Raises
    ------
    ValueError
        If they are not of one length.
    """
    from scipy.special import comb
    from scipy.stats.contingency import crosstab

    if len(one) != len(other):
        raise ValueError(f"one and other must be of one length, not {len(one)} and {len(other)}")
    codes = [list(dict.fromkeys(labels)) for labels in (one, other)]
    counts = crosstab([codes[0].index(a) for a in one], [codes[1].index(b) for b in other]).count
    together = comb(counts, 2).sum()
    rows, columns, every = (comb(n, 2).sum() for n in (counts.sum(axis=1), counts.sum(axis=0), counts.sum()))
    chance = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return float((together - chance) / (most - chance)) if most != chance else 1.0


def group_of(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    """Comment to the number of its group, from 1; the first counts where it stands in several."""
    found: dict[str, int] = {}
    for number, comments in enumerate(groups, start=1):
        for id in comments:
            found.setdefault(id, number)
    return found


def cause_agreement(groups: Sequence[Sequence[str]], voices: Voices) -> float:
    """Agreement of groups with causes; what is in no group, and what complains of nothing, stands alone."""
    found = group_of(groups)
    ids = [comment.id for comment in voices.comments]
    truth = [comment.cause or comment.id for comment in voices.comments]
    return agreement([found.get(id, id) for id in ids], truth)


def groups_of_causes(groups: Sequence[Sequence[str]], voices: Voices) -> dict[str, int]:
    """Cause to the group that holds at least half of its comments, where there is one; of two, the purer."""
    found = group_of(groups)
    sizes = list(found.values())
    named: dict[str, int] = {}
    for cause in voices.causes:
        ids = [comment.id for comment in voices.comments if comment.cause == cause]
        held = [found[id] for id in ids if id in found]
        if held:
            best = max(sorted(set(held)), key=lambda group: (held.count(group), -sizes.count(group)))
            if held.count(best) * 2 >= len(ids):
                named[cause] = best
    return named


def chosen(groups: Mapping[str, int], decisions: Mapping[int, str]) -> dict[str, str]:
    """Cause to the decision of its group; nothing decided is accepting."""
    return {cause: decisions[group] for cause, group in groups.items() if group in decisions}
