"""Live pictures of the lesson 短视频脚本与直播, in the order in which they appear."""

from curriculum.live.short_video_and_live.beats import beat
from curriculum.live.short_video_and_live.curves import curve
from curriculum.live.short_video_and_live.cutting import recut
from curriculum.live.short_video_and_live.hours import drop, hour
from curriculum.live.short_video_and_live.sayings import sayings
from curriculum.live.tables import points as _points

__all__ = ["beat", "curve", "drop", "hour", "points", "recut", "sayings"]


def points() -> object:
    """What the task gives points for."""
    return _points("short_video_and_live")
