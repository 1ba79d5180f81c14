"""The radar: how far each competency is and how sure that is; the same in words and numbers beside it."""

import math
from html import escape

from curriculum.inbox import Profile, Skill
from curriculum.syllabus import syllabus
from simulations.language import _

WIDTH, HEIGHT, RADIUS = 420, 290, 100
CENTRE = (WIDTH / 2, HEIGHT / 2)
RINGS = (0.25, 0.5, 0.75, 1.0)


def radar_html(profile: Profile | None) -> str:
    """The picture and its table; a sentence where nothing has been judged yet."""
    if profile is None or not profile.skills:
        said = _("Each judged criterion is evidence for a competency. What you hand in draws this picture.")
        return f'<div class="academy-radar">{_drawn({})}<p>{escape(said)}</p></div>'
    found = {skill.competency: skill for skill in profile.skills}
    about = _(
        "The line is the share of the points, the band where your skill lies with 95% confidence: more evidence makes "
        "it narrower."
    )
    return (
        f'<div class="academy-radar">{_drawn(found)}{_table(profile.skills)}</div><p><small>{escape(about)}</small></p>'
    )


def _drawn(found: dict[str, Skill]) -> str:
    names = list(syllabus().competencies)
    angles = {name: 2 * math.pi * i / len(names) - math.pi / 2 for i, name in enumerate(names)}
    rings = "".join(
        f'<polygon class="ring" points="{_points([(a, ring) for a in angles.values()])}"/>' for ring in RINGS
    )
    axes = "".join(f'<line class="axis" x1="{CENTRE[0]}" y1="{CENTRE[1]}" {_end(a, 1)}/>' for a in angles.values())
    labels = "".join(_label(syllabus().competencies[name].title, angle) for name, angle in angles.items())
    known = [(angles[name], found[name]) for name in names if name in found]
    bands = "".join(f'<line class="band" {_start(a, skill.low)} {_end(a, skill.high)}/>' for a, skill in known)
    line = (
        f'<polygon class="line" points="{_points([(a, skill.share) for a, skill in known])}"/>'
        if len(known) > 2
        else ""
    )
    dots = "".join('<circle r="4" cx="{:.1f}" cy="{:.1f}"/>'.format(*_at(a, skill.share)) for a, skill in known)
    title = _("Radar of competencies; the numbers stand in the table beside it") if found else _("Radar, still empty")
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"{rings}{axes}{line}{bands}{dots}{labels}</svg>"
    )


def _table(skills: tuple[Skill, ...]) -> str:
    heads = (_("Competency"), _("share"), _("95% interval"), _("evidence"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(syllabus().competencies[skill.competency].title)}</th>'
        f'<td class="academy-number">{skill.share:.0%}</td>'
        f'<td class="academy-number">{skill.low:.0%}–{skill.high:.0%}</td>'
        f'<td class="academy-number">{skill.evidence}</td></tr>'
        for skill in skills
    )
    return f'<div class="academy-table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _at(angle: float, share: float) -> tuple[float, float]:
    return CENTRE[0] + RADIUS * share * math.cos(angle), CENTRE[1] + RADIUS * share * math.sin(angle)


def _points(corners: list[tuple[float, float]]) -> str:
    return " ".join("{:.1f},{:.1f}".format(*_at(angle, share)) for angle, share in corners)


def _start(angle: float, share: float) -> str:
    return 'x1="{:.1f}" y1="{:.1f}"'.format(*_at(angle, share))


def _end(angle: float, share: float) -> str:
    return 'x2="{:.1f}" y2="{:.1f}"'.format(*_at(angle, share))


def _label(title: str, angle: float) -> str:
    x, y = _at(angle, 1.16)
    anchor = "middle" if abs(math.cos(angle)) < 0.2 else "start" if math.cos(angle) > 0 else "end"
    return f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="{anchor}">{escape(title)}</text>'
