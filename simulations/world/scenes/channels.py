"""A scene of channels that people meet before they buy: a month's money, and what each channel causes of its orders."""

import numpy as np

from simulations.language import message
from simulations.world.draws import Floats, Worlds
from simulations.world.journeys import CHANNELS, Channel, Market, draw_people, play
from simulations.world.scenes import Figures

PEOPLE, WORLDS = 100, 12  # days of 1,200 people are many enough to see what a number is worth
BUYERS = 100_000  # people of the market that the sample stands for
USUAL = 10_000.0
MARKET = Market(dict.fromkeys(CHANNELS, USUAL), dict.fromkeys(CHANNELS, 1.0))
RIVALS = Market(MARKET.usual_yuan, MARKET.strength, rivals_on_name=True)
SPEND: dict[Channel, float] = {  # half the usual money or twice as much, so that what the next yuan buys is asked for
    "gongzhonghao": USUAL / 2,
    "xiaohongshu": USUAL / 2,
    "douyin_ads": 2 * USUAL,
    "kol": 2 * USUAL,
    "search": USUAL / 2,
    "private_domain": USUAL / 2,
}


def paths(worlds: Worlds) -> Figures:
    """A month of six channels, each of them switched off once; search also where rivals bid on the brand's name."""
    few = Worlds(worlds.seed, min(worlds.count, WORLDS), worlds.changed)
    people = draw_people(np.random.default_rng(1), PEOPLE, few.values("journeys"))
    month, rivals = (play(SPEND, market, people, few) for market in (MARKET, RIVALS))
    without: dict[Channel, Floats] = {
        channel: play(SPEND, MARKET, people, few, off=(channel,)).orders for channel in CHANNELS
    }
    no_ad = play(SPEND, RIVALS, people, few, off=["search"]).orders
    caused = {channel: BUYERS * (month.orders - left) for channel, left in without.items()}
    return [
        (message("orders of a month"), BUYERS * month.orders),
        (message("orders of a month that are kept"), BUYERS * month.kept),
        (message("buyers who are active on day 30"), BUYERS * (month.buys * people.active).mean(axis=1)),
        (message("orders that the WeChat account causes"), caused["gongzhonghao"]),
        (message("orders that Xiaohongshu causes"), caused["xiaohongshu"]),
        (message("orders that Douyin ads cause"), caused["douyin_ads"]),
        (message("orders that KOLs cause"), caused["kol"]),
        (message("orders that search ads cause"), caused["search"]),
        (message("orders that search ads cause where rivals bid on our name"), BUYERS * (rivals.orders - no_ad)),
        (message("orders that the private domain causes"), caused["private_domain"]),
    ]
