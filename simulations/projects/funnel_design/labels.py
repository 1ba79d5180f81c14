"""What the fields of the answer, their columns and their choices are called on screen."""

from simulations.language import Message, message
from simulations.projects.funnel_design.answer import STEPS
from simulations.projects.funnel_design.case import PLATFORMS
from simulations.world.rulebook.rules import rules

PLATFORM_NAMES = {
    "gongzhonghao": message("WeChat account"),
    "shipinhao": message("WeChat Channels"),
    "xiaohongshu": message("Xiaohongshu"),
    "douyin": message("Douyin"),
}
ENTRIES = {
    "card": message("our WeCom card in the post"),
    "tool": message("the platform's paid lead form"),
    "hint": message("a hint in words or pictures"),
    "sell": message("straight to the course"),
    "none": message("nothing, followers only"),
}
TO = {
    "new": message("newcomers"),
    "active": message("active members"),
    "unpaid": message("all who have not paid"),
    "paying": message("who has paid"),
    "all": message("everybody"),
}
SENT = {"useful": message("something useful"), "low": message("offers the course"), "high": message("dear offer")}
SCARCITY = {"none": message("none"), "real": message("real"), "false": message("on paper only")}
PROMISES = {
    "plain": message("what is done, step by step"),
    "strong": message("a strong result, without proof"),
    "sure": message("a result for sure"),
}
LADDERS = {
    "low_first": message("the course first, then the dear offer"),
    "both_open": message("both open to everybody"),
}
BRINGING = {
    "none": message("nothing"),
    "finish": message("a reward for who finishes the check-in"),
    "invite": message("a reward for three invitations"),
}
STEP_NAMES = {
    "reads": message("Reads and plays"),
    "came": message("Members there and added"),
    "adds": message("People added"),
    "stay": message("Members on the last day"),
    "buyers": message("Buyers of the course"),
    "looks": message("Looked at the dear offer"),
    "clients": message("Clients served"),
}
VERDICTS = {"pass": message("may pass"), "change": message("change it"), "stop": message("stop it")}
MENDS = {
    "none": message("nothing needed"),
    "tool": message("the platform's own lead tool"),
    "search": message("deliver within the platform"),
    "give": message("give it without asking to share"),
    "finish": message("reward finishing, rules published first"),
    "cap": message("set a real cap or date and keep the list"),
    "label": message("label it as an advertisement"),
    "proof": message("facts with their source, or leave it out"),
    "consent": message("ask first, say what for, let them leave"),
    "signed": message("have somebody qualified sign it"),
}
AMENDMENTS = {
    "as_is": message("go on as planned"),
    "move_money": message("move what money is left to the cheapest open channel"),
    "pause": message("stop selling the course, serve those who paid"),
    "hire": message("hire advisors for the last four weeks"),
    "shout": message("two more offers a week to everybody, with a countdown"),
    "pour": message("double the advertising that is left"),
}
WEEKDAYS = {
    "mon": message("Mon"),
    "tue": message("Tue"),
    "wed": message("Wed"),
    "thu": message("Thu"),
    "fri": message("Fri"),
    "sat": message("Sat"),
    "sun": message("Sun"),
}
NO_RULE = message("breaks no rule")
RULES = ("off_platform_leading", "induced_sharing", "forced_sharing", "invite_tasks", "false_scarcity",
         "missing_ad_label", "absolute_terms", "false_claims", "bought_engagement", "missing_credentials",
         "deposit_not_refundable", "personal_information")  # fmt: skip


def rule_names() -> dict[str, Message | str]:
    """Rules by slug as the rulebook calls them, and that there is none."""
    return {"none": NO_RULE} | {slug: rules()[slug].name for slug in RULES}


LABELS: dict[str, Message] = {
    "backwards": message("What the target needs"),
    "backwards.step": message("Step"),
    "backwards.people": message("People needed"),
    "channels": message("Where it is published"),
    "channels.platform": message("Platform"),
    "channels.posts": message("Posts a week"),
    "channels.pillar": message("Content column"),
    "channels.entry": message("Way in"),
    "channels.ads_yuan": message("Lead ads, yuan a week"),
    "magnet": message("Giveaway"),
    "sends": message("Broadcasts"),
    "sends.first_week": message("From week"),
    "sends.last_week": message("To week"),
    "sends.weekday": message("Day"),
    "sends.hour": message("Hour"),
    "sends.to": message("To whom"),
    "sends.what": message("What it says"),
    "sends.scarcity": message("Scarcity"),
    "welcome": message("Welcome for newcomers"),
    "rules": message("Group rules"),
    "activities": message("Group activities a week"),
    "advisor_hours": message("Advisors' hours a week"),
    "desk_hours": message("Desk hours a day"),
    "low_price_yuan": message("Price of the course, yuan"),
    "high_price_yuan": message("Price of the dear offer, yuan"),
    "high_spots": message("Spots of the dear offer"),
    "refund_days": message("Money back within, days"),
    "promise": message("What is promised"),
    "ladder": message("Order of the offers"),
    "bringing": message("For bringing friends"),
    "adds_low": message("People added, at least"),
    "adds_high": message("People added, at most"),
    "forecast_low": message("Paying customers, at least"),
    "forecast_high": message("Paying customers, at most"),
    "clients_low": message("Clients served, at least"),
    "clients_high": message("Clients served, at most"),
    "gates": message("The gate"),
    "gates.verdict": message("Verdict"),
    "gates.rule": message("Rule"),
    "gates.mend": message("Way that works"),
    "amendment": message("The one change"),
    "amendment_reason": message("Why this one"),
    "analysis": message("Problem analysis"),
    "solution": message("The design"),
    "landing": message("Carrying it out"),
    "watch": message("Watched every week"),
    "watch.figure": message("Figure"),
    "watch.threshold": message("Alarm"),
    "watch.action": message("What is done then"),
    "ai_log": message("AI log"),
    **{f"channels.platform.{slug}": PLATFORM_NAMES[slug] for slug in PLATFORMS},
    **{f"channels.entry.{slug}": name for slug, name in ENTRIES.items()},
    **{f"sends.weekday.{slug}": name for slug, name in WEEKDAYS.items()},
    **{f"sends.to.{slug}": name for slug, name in TO.items()},
    **{f"sends.what.{slug}": name for slug, name in SENT.items()},
    **{f"sends.scarcity.{slug}": name for slug, name in SCARCITY.items()},
    **{f"backwards.step.{slug}": STEP_NAMES[slug] for slug in STEPS},
    **{f"gates.verdict.{slug}": name for slug, name in VERDICTS.items()},
    **{f"gates.mend.{slug}": name for slug, name in MENDS.items()},
}
