"""A live session on 抖音 or 视频号, minute by minute: who comes, who stays, what they ask, what they buy.

How it is modelled. People enter from four sources: followers who get the notice, recommendation, the private domain
(bookings, groups and friends) and paid reach. Most of them are gone within seconds; those who get through their first
minute become stayers, who leave at a hazard that the host, the segment, its energy and the topic lower. While goods are
on show, watchers click and clickers order, as far as the stock goes. Recommendation follows the platform's stated rule,
value of what viewers do (抖音 safety and trust centre, April 2025): dwell, comments and GMV per 1,000 views of the last
minutes, against an ordinary stream's, set the coming minutes' inflow, times a heavy-tailed luck of the session.
视频号 gets less from recommendation, and more from bookings and from friends of those who watch.

Where it is known from: dwell, click, order and GMV figures are practitioners' rules of thumb; most sizes of single
effects are assumptions with a range. The data file marks each.
"""

from simulations.world.live.outcome import LiveOutcome, hold, minute_table
from simulations.world.live.plan import SOURCES, Drop, Goods, LiveSession, Segment

__all__ = ["SOURCES", "Drop", "Goods", "LiveOutcome", "LiveSession", "Segment", "hold", "minute_table"]
