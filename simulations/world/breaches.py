"""Which rules a planned post breaks: what it declares, what can be read off its text, what its labels leave out."""

from simulations.world.audience.niches import niches
from simulations.world.parameters import values
from simulations.world.plan import Post, Setting
from simulations.world.rulebook.enforcement import Breach
from simulations.world.text.compliance import Verdict, check_compliance

LEADS_OFF = frozenset({"xiaohongshu", "douyin"})  # where asking for an add leads users off the platform


def breaches_of(post: Post, setting: Setting) -> tuple[Breach, ...]:
    """The rules a post breaks, each once, with how certain it is that it does.

    An advertisement is a piece of which half or more sells; a claim without proof may still be true, a piece that
    resembles others may still be one's own.
    """
    content, limits = post.content, values("enforcement")
    certain = dict.fromkeys(content.breaches, 1.0)
    if content.call == "add" and post.platform in LEADS_OFF:
        certain["off_platform_leading"] = 1.0
    if content.advertising >= limits["counts_as_advertisement"] and not content.ad_label:
        certain["missing_ad_label"] = 1.0
    if content.ai_made and not content.ai_label:
        certain["missing_ai_label"] = 1.0
    if content.bought_engagement:
        certain["bought_engagement"] = 1.0
    if niches()[content.niche].credentials and content.call == "buy" and not setting.credentials:
        certain["missing_credentials"] = 1.0
    if content.originality < limits["counts_as_copied"]:
        certain["copied_content"] = 1 - content.originality / limits["counts_as_copied"]
    if post.title or post.text:
        for passage in check_compliance(f"{post.title}\n{post.text}", platform=post.platform):
            if passage.verdict is not Verdict.ALLOWED:
                doubt = limits["claim_is_false"] if passage.verdict is Verdict.NEEDS_PROOF else 1.0
                certain[passage.rule] = max(certain.get(passage.rule, 0.0), doubt)
    return tuple(Breach(rule=rule, post=post.id, certain=sure) for rule, sure in certain.items())
