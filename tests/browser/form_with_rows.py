"""A form with a field of every hand-made part for records: what the browser test shows in a notebook."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import ipywidgets
from IPython.display import display
from pydantic import BaseModel, ConfigDict, Field

from curriculum.answers import WorkLog
from curriculum.syllabus import syllabus
from curriculum.workbench.bench import Bench
from curriculum.workbench.draft import Draft
from curriculum.workbench.form import Form
from curriculum.workbench.front import Sheet
from curriculum.workbench.parts.funnel import funnel
from curriculum.workbench.parts.gantt import gantt
from curriculum.workbench.parts.head import saved
from curriculum.workbench.parts.inbox import inbox
from curriculum.workbench.parts.storyboard import storyboard
from curriculum.workbench.parts.text import card, column
from curriculum.workbench.parts.timeline import timeline
from curriculum.workbench.parts.timeline_scale import Mark
from curriculum.workplace import Workplace
from simulations.language import message
from simulations.task import Answer, Task
from simulations.world.script import Kind


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Topic(Record):
    day: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    platform: Literal["gongzhonghao", "douyin", "xiaohongshu"]
    title: str = Field(min_length=1, max_length=40)
    reads: int = Field(ge=0, le=1_000_000)
    owner: str = Field(default="", max_length=12)
    urgent: bool = False


class Shot(Record):
    seconds: float = Field(gt=0, le=60)
    kind: Kind
    picture: str = Field(min_length=1, max_length=120)
    words: str = Field(default="", max_length=120)
    interest: float = Field(default=0.5, ge=0, le=1)


class Job(Record):
    task: str = Field(min_length=1, max_length=40)
    owner: str = Field(min_length=1, max_length=12)
    start_day: date
    days: int = Field(ge=1, le=60)
    depends_on: tuple[str, ...] = ()


class Stage(Record):
    name: str = Field(min_length=1, max_length=30)
    people: int = Field(ge=0)


class Part(Record):
    start: int = Field(ge=0, le=60)
    minutes: int = Field(ge=1, le=60)
    kind: Literal["warm_up", "goods", "raffle", "questions"]
    who: str = Field(min_length=1, max_length=12)
    says: str = Field(min_length=1, max_length=80)


class Reply(Record):
    urgency: Literal["now", "today", "later"]
    hand_over: bool = False
    text: str = Field(min_length=2, max_length=200)


class Everything(Answer):
    topics: tuple[Topic, ...] = Field(min_length=3, max_length=60)
    shots: tuple[Shot, ...] = Field(min_length=1, max_length=20)
    jobs: tuple[Job, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=2, max_length=8)
    parts: tuple[Part, ...] = Field(min_length=1, max_length=30)
    replies: dict[str, Reply] = {}


@dataclass(frozen=True)
class Mail:
    id: str
    who: str
    when: str
    text: str


LABELS = {
    "topics": "内容日历",
    "topics.day": "周几",
    "topics.platform": "平台",
    "topics.platform.gongzhonghao": "公众号",
    "topics.platform.douyin": "抖音",
    "topics.platform.xiaohongshu": "小红书",
    "topics.title": "选题",
    "topics.reads": "预计阅读",
    "topics.owner": "负责人",
    "topics.urgent": "加急",
    "shots": "分镜脚本",
    "shots.seconds": "秒数",
    "shots.kind": "作用",
    "shots.picture": "画面",
    "shots.words": "口播",
    "shots.interest": "兴趣",
    "jobs": "排期",
    "jobs.task": "任务",
    "jobs.owner": "负责人",
    "jobs.start_day": "开始",
    "jobs.days": "天数",
    "jobs.depends_on": "等哪几项",
    "stages": "转化漏斗",
    "stages.name": "步骤",
    "stages.people": "人数",
    "parts": "直播流程",
    "parts.start": "开始",
    "parts.minutes": "时长",
    "parts.kind": "环节",
    "parts.kind.warm_up": "暖场",
    "parts.kind.goods": "讲品",
    "parts.kind.raffle": "抽奖",
    "parts.kind.questions": "答疑",
    "parts.who": "谁",
    "parts.says": "讲什么",
    "replies": "评论与私信",
    "replies.urgency": "多急",
    "replies.urgency.now": "一小时内",
    "replies.urgency.today": "今天",
    "replies.urgency.later": "不急",
    "replies.hand_over": "转给主管",
    "replies.text": "回复",
}
MAILS = (
    Mail("m01", "小鹿妈妈", "09:12", "昨天下的单还没发货，孩子周末要用，能不能查一下？"),
    Mail("m02", "阿哲", "09:40", "你们的模板在 WPS 里打开全是乱码。\n\n退钱。"),
    Mail("m03", "栗子", "10:05", "看了直播来的，新手适合买哪一款？"),
    Mail("m04", "匿名用户", "11:30", "别买，客服装死三天了，<b>大家避雷</b>"),
)


def bench(root: Path) -> Bench:
    """The form's bench in a folder."""
    nothing: Any = None
    labels = {name: message(text) for name, text in LABELS.items()}
    task = Task("everything", Everything, (), labels, nothing, nothing, nothing, nothing, nothing, nothing, nothing)
    workplace = Workplace.at(root)
    draft = Draft.open(task, root, "ab12")
    return Bench(task, syllabus().modules[0], workplace, root, workplace.context, "", draft, Form(draft), WorkLog())


def show(root: str = ".") -> None:
    """The form, as a layout of a task would draw it."""
    here = bench(Path(root))
    form = here.form
    place = ipywidgets.VBox(
        [
            Sheet(),
            saved(here),
            card("内容日历", form.field("topics")),
            card("分镜", storyboard(form, "shots", abouts={"seconds": "秒"})),
            card("甘特图", gantt(form, "jobs", first=date(2026, 3, 2), today=date(2026, 3, 6))),
            card("漏斗", funnel(form, "stages")),
            card(
                "直播流程",
                timeline(
                    form,
                    "parts",
                    start="start",
                    length="minutes",
                    lane="kind",
                    label=("who", "says"),
                    begins=0,
                    ends=60,
                    marks=[Mark(20, "流量高峰")],
                    abouts={"start": "分", "minutes": "分"},
                ),
            ),
            card("收件箱", inbox(form, "replies", MAILS)),
            column(),
        ]
    )
    place.add_class("academy")
    display(place)  # type: ignore[no-untyped-call]
