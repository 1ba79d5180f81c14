"""Stand-in drawings for pictures and covers that exist in the case only as a description."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

QUOTED = re.compile(r"「([^」]+)」")


def _svg(label: str, content: str, width: int, height: int) -> str:
    return (
        f'<svg class="academy-drawing" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice" role="img" '
        f'aria-label="{escape(label)}">{content}</svg>'
    )


def _lines(x: int, y: int, width: int, count: int, step: int, colour: str) -> str:
    return "".join(
        f'<rect x="{x}" y="{y + i * step}" width="{width * (0.62 if i % 3 == 2 else 1):.0f}" height="{step * 0.45:.0f}" rx="2" fill="{colour}"/>'
        for i in range(count)
    )


def picture_drawing(picture: Mapping[str, Any]) -> str:
    """A screenshot, photo or chart as a plain drawing; its caption stands under it, not in it."""
    content = {"screenshot": _screenshot, "photo": _photo, "chart": _chart}[picture["kind"]]()
    return _svg(picture["caption"], content, 320, 180)


def _screenshot() -> str:
    return (
        '<rect width="320" height="180" fill="#e8edf3"/><rect x="28" y="20" width="264" height="160" rx="8" fill="#fff"/>'
        '<rect x="28" y="20" width="264" height="22" rx="8" fill="#cfd8e3"/><circle cx="42" cy="31" r="4" fill="#8fa1b5"/>'
        '<circle cx="56" cy="31" r="4" fill="#8fa1b5"/>'
        + _lines(46, 58, 150, 3, 17, "#c9d3df")
        + '<rect x="46" y="112" width="228" height="26" rx="5" fill="#dbeafe"/><rect x="46" y="146" width="228" height="26" rx="5" fill="#eef2f6"/>'
    )


def _photo() -> str:
    return (
        '<rect width="320" height="180" fill="#dfe7ea"/><rect y="118" width="320" height="62" fill="#b98d63"/>'
        '<rect x="40" y="34" width="112" height="72" rx="5" fill="#54677a"/><rect x="48" y="42" width="96" height="56" fill="#a9c3d6"/>'
        '<rect x="86" y="106" width="20" height="14" fill="#54677a"/><rect x="196" y="70" width="62" height="62" rx="3" fill="#f7e08a" transform="rotate(-5 227 101)"/>'
        '<path d="M206 90h40M206 103h34M206 116h22" stroke="#8a7320" stroke-width="4" transform="rotate(-5 227 101)"/>'
    )


def _chart() -> str:
    bars = zip((46, 104, 162, 220), (92, 70, 112, 38), ("#9db4c9", "#9db4c9", "#9db4c9", "#0b6bcb"), strict=True)
    return (
        '<rect width="320" height="180" fill="#f4f6f9"/><path d="M30 20v132h264" fill="none" stroke="#8fa1b5" stroke-width="2"/>'
        + "".join(f'<rect x="{x}" y="{152 - h}" width="40" height="{h}" rx="3" fill="{fill}"/>' for x, h, fill in bars)
    )


def cover_drawing(cover: Mapping[str, Any], brand: str) -> str:
    """A cover as a drawing: what its description quotes is what can be read on it."""
    quoted = QUOTED.findall(cover["title"])
    content = {"scene": _scene, "stock": _stock, "poster": _poster, "text": _crowded}[cover["style"]]
    return _svg(cover["title"], content(quoted, brand), 470, 200)


def _note(text: str, x: int, y: int, width: int) -> str:
    size = min(26, int((width - 24) / max(len(text), 1)))
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="64" rx="4" fill="#f9e58c"/>'
        f'<text x="{x + width / 2}" y="{y + 40}" text-anchor="middle" font-size="{size}" fill="#3d3413">{escape(text)}</text>'
    )


def _scene(quoted: list[str], brand: str) -> str:
    desk = (
        '<rect width="470" height="200" fill="#35506b"/><rect width="470" height="110" fill="#e7a977"/><circle cx="392" cy="88" r="34" fill="#f6d38b"/>'
        '<rect y="150" width="470" height="50" fill="#5b4636"/><rect x="70" y="34" width="250" height="118" rx="7" fill="#22313f"/>'
        '<rect x="80" y="44" width="230" height="98" fill="#dfe8ef"/><rect x="180" y="152" width="30" height="14" fill="#22313f"/>'
    )
    main = max(quoted, key=len, default="")
    small = "".join(
        f'<text x="92" y="{64 + 18 * i}" font-size="13" fill="#4b5d6d">{escape(text)}</text>' for i, text in enumerate(q for q in quoted if q != main)
    )
    return desk + small + (_note(main, 150, 84, 260) if main else "")


def _stock(quoted: list[str], brand: str) -> str:
    return (
        '<rect width="470" height="200" fill="#cfd6dc"/><path d="M0 0h60v200H0zM120 0h60v200h-60zM240 0h60v200h-60zM360 0h60v200h-60z" fill="#dde3e8"/>'
        '<circle cx="150" cy="52" r="26" fill="#8d7b6c"/><path d="M98 200c0-70 20-110 52-110s52 40 52 110z" fill="#38465a"/>'
        '<circle cx="320" cy="52" r="26" fill="#a58f7d"/><path d="M268 200c0-70 20-110 52-110s52 40 52 110z" fill="#4d5a6b"/>'
        '<path d="M190 132l46 14 44-14" stroke="#b99b84" stroke-width="16" stroke-linecap="round" fill="none"/>'
    )


def _poster(quoted: list[str], brand: str) -> str:
    line = max(quoted, key=len, default="")
    said = f'<text x="40" y="126" font-size="22" fill="#dbeafe">{escape(line)}</text>' if line else _lines(40, 112, 170, 1, 30, "#8bb8ea")
    return (
        '<rect width="470" height="200" fill="#0f5cab"/><circle cx="410" cy="30" r="110" fill="#1b6fc4"/>'
        f'<text x="40" y="84" font-size="44" fill="#fff">{escape(brand)}</text>{said}'
        '<rect x="330" y="36" width="84" height="150" rx="12" fill="#fff"/><rect x="338" y="48" width="68" height="120" rx="4" fill="#cfe3f8"/>'
        + _lines(346, 60, 52, 5, 18, "#7fa9d4")
    )


def _crowded(quoted: list[str], brand: str) -> str:
    heading = escape(max(quoted, key=len, default=""))
    grid = "".join(_lines(18 + 112 * column, 56, 98, 12, 12, "#a9a08c") for column in range(4))
    return f'<rect width="470" height="200" fill="#fbf6e8"/><rect width="470" height="40" fill="#c2571a"/><text x="18" y="27" font-size="18" fill="#fff">{heading}</text>{grid}'
