"""Icons that stand on the phones: plain shapes on a 24 x 24 grid, drawn here."""

from html import escape

_HEART = '<path d="M12 20S3.5 15 3.5 9a4.6 4.6 0 0 1 8.5-2.6A4.6 4.6 0 0 1 20.5 9C20.5 15 12 20 12 20z"/>'
_STAR = '<path d="m12 3.5 2.7 5.5 6 .9-4.3 4.2 1 6-5.4-2.9L6.6 20l1-6L3.3 9.9l6-.9z"/>'
_BUBBLE = (
    '<path d="M12 4c5 0 8.8 3.2 8.8 7.4s-3.8 7.4-8.8 7.4a11 11 0 0 1-2.4-.3L5.5 20.6v-3.5'
    'a7 7 0 0 1-2.3-5.7C3.2 7.2 7 4 12 4z"/>'
)
_THUMB = (
    '<path d="M8 10.5 11.5 3.5c1.7 0 2.7 1.3 2.4 3L13.4 9.5h5.1'
    'c1.3 0 2.2 1.2 1.9 2.5l-1.5 6.5c-.2 1-1 1.5-1.9 1.5H8zM4 10.5h4V20H4z"/>'
)
_ARROW = '<path d="M13.5 5 21 11.5 13.5 18v-4C9 14 5.5 15.3 3 19c.5-6 4-9.5 10.5-10z"/>'
_PLAY = '<path d="M7 4.5 19 12 7 19.5z"/>'
_SCREEN = '<rect x="3" y="5" width="18" height="14" rx="3"/>'

_LINES = {
    "heart": _HEART,
    "star": _STAR,
    "bubble": _BUBBLE,
    "thumb": _THUMB,
    "arrow": _ARROW,
    "play": _PLAY,
    "plays": f'{_SCREEN}<path d="m10 9 5 3-5 3z"/>',
    "bullets": f'{_SCREEN}<path d="M7 10h3m2 0h5M7 14h5m2 0h3"/>',
    "send": '<path d="M10 6H6a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-3M13 4h7v7M20 4l-9 9"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "menu": '<path d="M4 7h16M4 12h11M4 17h16"/>',
    "back": '<path d="m15 4-8 8 8 8"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "more": '<path d="M5 12h.01M12 12h.01M19 12h.01"/>',
    "pen": '<path d="m4 20 1-4L16.5 4.5l3 3L8 19zM13.5 7.5l3 3"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7 8 6 8-6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>',
}
_SOLIDS = {
    "heart": _HEART,
    "star": _STAR,
    "thumb": _THUMB,
    "arrow": _ARROW,
    "play": _PLAY,
    "dots": _BUBBLE
    + '<g fill="#444"><circle cx="8" cy="11.5" r="1.3"/><circle cx="12" cy="11.5" r="1.3"/>'
    + '<circle cx="16" cy="11.5" r="1.3"/></g>',
    "thumb_down": f'<g transform="matrix(1 0 0 -1 0 24)">{_THUMB}</g>',
    "coin": '<path fill-rule="evenodd" d="M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM7.5 7v2h3.5v1.7H8.2V16h1.9v-3.5H11V18h2'
    'v-5.5h.9V16h1.9v-5.3H13V9h3.5V7z"/>',
    "note": '<path d="M9 17.5V5l11-2v12.5a2.8 2.5 0 1 1-2-2.4V7.5l-7 1.3v8.7a2.8 2.5 0 1 1-2-2.4z"/>',
    "pause": '<path d="M6 5h4v14H6zM14 5h4v14h-4z"/>',
}


def icon(name: str, label: str = "", *, full: bool = False) -> str:
    """An icon as SVG in the colour of the text around it.

    Parameters
    ----------
    label : str
        What it means; empty where the words stand beside it.
    full : bool
        Filled instead of drawn in lines.
    """
    means = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    shape, look = (_SOLIDS[name], " is-full") if full else (_LINES[name], "")
    return f'<svg class="feed-icon{look}" viewBox="0 0 24 24" {means}>{shape}</svg>'
