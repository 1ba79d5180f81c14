"""What can be read off a script and off a host's cues: how interesting a beat is, how much energy a block has.

Nobody types how interesting something is. A beat gains by what was not said before: a number, a turn, a word of the
users' own; by a picture that somebody could shoot; it loses by self-praise, by repeating, by being too fast to follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulations.language import Message, message
from simulations.projects.short_video_and_live.answer import Block, Shot
from simulations.projects.short_video_and_live.case import Case, value
from simulations.world.script import Beat, Kind, Script
from simulations.world.text.words import characters, content_words, found, lexicon

AMOUNT = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]{2,}|[二两三四五六七八九十百半])"  # 一下 is no number
UNIT = (
    r"(?:分钟|小时|秒|次|天|人|倍|页|条|份|遍|块|元|周|年|月|步|字|张|件|克|分贝|行|格|句|场|声|台|家|回|位|个|下|件事|"
    r"%|％)"
)
NUMBER = re.compile(rf"{AMOUNT}\s*{UNIT}")
CALL = re.compile(
    r"点(?:开|击|一下|左下|下面|头像|进)|下单|小黄车|橱窗|商品卡|预约|关注我|关注一下|来直播间|直播间见|直播间等"
)
CLEAR = re.compile(r"预约|左下|小黄车|橱窗|商品卡|直播间|头像")
OFFERING = re.compile(r"只要\s*\d|只卖|到手价|券后|直降|立减|优惠|活动价|特价|\d+\s*元")
GREETING = re.compile(r"大家好|哈喽|哈啰|今天(?:给大家|来|要)|给大家介绍|我们是一|话不多说|接下来|废话不多")
ACTION = re.compile(
    r"特写|近景|中景|全景|俯拍|镜头|延时|录屏|屏幕|对比|并排|手|按|贴|拿|翻|走|坐|站|推|划|写|转|放|敲|夹|亮|灭|桌|脸|递|抬|低头"
)
PRAISE = frozenset({"强大", "高效", "专业", "颠覆", "革命", "完美", "智能", "黑科技", "轻松", "神器", "优质", "极致"})
ASKS = re.compile(r"扣\s*[一1]|打在|评论|公屏|你们|有没有|谁(?!说的)|吗|想听|选[一二12]|告诉我")
SHOWS = re.compile(
    r"看(?:这|屏幕|我手|一下|镜头)|我(?:现在|当场|来)|当场|拿(?:近|起|给)|按(?:一下|住)|翻|敲|试给|演示|对比|放到"
)
SHOUT = re.compile(r"家人们|宝宝们|姐妹们|老铁|冲+|抢+|上车|炸|太香|闭眼|最后[几一]")
UNHEARD = 8.0  # characters a second from which on nobody hears what is said
LONG_S = 10.0
FEW_WORDS = 3
SAME = 0.6


@dataclass(frozen=True)
class Read:
    """A beat as it is taken: what it counts as, how interesting, and what was read off it."""

    beat: Beat
    notes: tuple[Message, ...]
    told: frozenset[str]  # slugs of selling points said


def kind_of(shot: Shot) -> Kind:
    """What a beat is, whatever it is called: greetings, prices and requests are heard as such."""
    said = f"{shot.words}\n{shot.caption}"
    if shot.kind in ("filler", "offer", "call"):
        return shot.kind
    if not (shot.words or shot.caption or shot.picture) or GREETING.search(said):
        return "filler"
    if CALL.search(said):
        return "call"
    return "offer" if OFFERING.search(said) else shot.kind


def speed(shot: Shot) -> float:
    """Characters spoken a second."""
    return characters(re.sub(r"[^\w]", "", shot.words)) / shot.seconds


@dataclass
class _Heard:
    """What has been said so far."""

    numbers: set[str]
    turns: set[str]
    users: set[str]
    words: set[str]
    pictures: set[str]
    kinds: list[Kind]


def read_script(shots: Sequence[Shot], case: Case) -> list[Read]:
    """Every beat of a script in its order, as the world takes it."""
    heard = _Heard(set(), set(), set(), set(), set(), [])
    return [_read(shot, case, heard) for shot in shots]


def script_of(shots: Sequence[Shot], case: Case) -> Script:
    """The script that the world plays."""
    return Script(beats=tuple(one.beat for one in read_script(shots, case)))


def _read(shot: Shot, case: Case, heard: _Heard) -> Read:
    kind, rate = kind_of(shot), speed(shot)
    said = shot.words if rate <= UNHEARD else ""
    text = f"{said}\n{shot.caption}"
    interest, notes = value("interest_plain"), []

    def gain(name: str, what: Message, times: float = 1.0) -> None:
        nonlocal interest
        interest += times * value(f"interest_{name}")
        notes.append(what)

    new = {
        "number": set(NUMBER.findall(text)) - heard.numbers,
        "conflict": set(found(text, lexicon("conflict"))) - heard.turns,
        "user": {word for word in case.user_words if word in text} - heard.users,
    }
    if new["number"]:
        gain("number", message("a number"))
    if new["conflict"]:
        gain("conflict", message("a turn"))
    if new["user"]:
        gain("user", message("the users' word 「{word}」", word=sorted(new["user"])[0]))
    if found(text, lexicon("person") | lexicon("scene")):
        gain("person", message("somebody, somewhere"))
    bare = re.sub(r"\W", "", shot.picture)
    if len(bare) < 4 or bare in heard.pictures:
        gain("no_picture", message("nothing new to see"))
    elif len(bare) >= 6 and ACTION.search(shot.picture):
        gain("picture", message("a picture one can shoot"))
    if shot.caption and len(shot.caption) <= min(value("read_fast") * shot.seconds, 18):
        gain("caption", message("a caption that can be read"))
    if praise := found(text, lexicon("advertising") | PRAISE):
        gain("praise", message("praise: {word}", word=praise[0]), min(len(praise), 2))
    words = content_words(text)
    if len(words) >= FEW_WORDS and len(words & heard.words) >= SAME * len(words):
        gain("repeat", message("said before"))
    if rate > value("speak_fast"):
        what = message("{rate:.1f} characters a second: too fast to follow", rate=rate)
        gain("fast", what, min(rate - value("speak_fast"), 6.0))
    if not (shot.words or shot.caption or shot.sound):
        gain("silent", message("nothing to hear or read"))
    if shot.seconds > LONG_S:
        gain("long", message("one shot of {n:g} seconds", n=shot.seconds), min(shot.seconds - LONG_S, 20.0))
    if heard.kinds[-2:] == [kind, kind]:
        gain("same_kind", message("the third of its kind in a row"))
    heard.numbers |= new["number"]
    heard.turns |= new["conflict"]
    heard.users |= new["user"]
    heard.words |= words
    heard.pictures.add(bare)
    heard.kinds.append(kind)
    told = frozenset(point.id for point in case.points if point.says.search(text))
    beat = Beat(seconds=shot.seconds, kind=kind, interest=min(max(interest, 0.0), 1.0))
    return Read(beat, tuple(notes), told)


def energy_of(block: Block, case: Case, before: Sequence[str]) -> float:
    """How much energy a block has, 0-1, from its cue alone.

    Parameters
    ----------
    before : sequence of str
        The cues of earlier blocks: what is said again wakes nobody.
    """
    cue = block.cue
    if len(cue) < 4:
        return 0.2
    does = [
        bool(ASKS.search(cue)),
        bool(SHOWS.search(cue)),
        bool(NUMBER.search(cue)),
        any(word in cue for point in case.points for word in point.words),
    ]
    energy = value("energy_plain") + value("energy_each") * sum(does)
    if SHOUT.search(cue):
        energy += value("energy_shout") * (2 if sum(does) < 2 else 1)
    words = content_words(cue)
    if any(words and len(words & content_words(other)) >= SAME * len(words) for other in before):
        energy = min(energy, 0.3)
    return min(max(energy, 0.0), 1.0)
