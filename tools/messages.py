"""Catalogs of what people read on screen: extract from the code, merge into the catalog, compile.

python tools/messages.py          brings zh_CN.po and zh_CN.mo in step with the code and says what lacks a translation
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

REPOSITORY = Path(__file__).parents[1]
CATALOG = REPOSITORY / "simulations" / "locale" / "zh_CN" / "LC_MESSAGES" / "academy.po"
COMMANDLINE = CATALOG.with_name("commandline.po")  # the standard library's words: kept by hand, only compiled here
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
PACKAGES = ("simulations", "curriculum", "grading")
KEYWORDS = {"_": None, "message": (1,)}


def messages_in_code() -> Iterator[str]:
    """Every literal given to `_` or `message` in the three packages, sorted, once each."""
    found = set()
    for package in PACKAGES:
        rows = extract_from_dir(
            REPOSITORY / package, method_map=[("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
        )
        for file, _line, text, _comments, _context in rows:
            if not file.startswith("sources"):
                found.add(text if isinstance(text, str) else text[0])
    yield from sorted(found)


def merged(catalog: Catalog) -> Catalog:
    """The catalog with exactly the code's messages, translations kept."""
    fresh = Catalog(locale="zh_CN", project="new-media-academy", charset="utf-8", fuzzy=False)
    fresh.header_comment = "# What people read on screen, in Simplified Chinese."
    fresh.creation_date = fresh.revision_date = EPOCH  # a catalog changes when its words do, not with the clock
    for text in messages_in_code():
        known = catalog.get(text)
        fresh.add(text, known.string if known and not known.fuzzy else "")
    return fresh


def as_po(catalog: Catalog) -> bytes:
    """The catalog as it stands on disk: sorted, no line numbers, so that changes are readable."""
    buffer = BytesIO()
    write_po(buffer, catalog, no_location=True, sort_output=True, width=0, omit_header=False)
    return buffer.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """What gettext reads."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def read(path: Path = CATALOG) -> Catalog:
    """A catalog on disk."""
    if not path.exists():
        return Catalog(locale="zh_CN")
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN")


def main() -> int:
    """Bring the catalog in step; exit status 1 if something lacks a translation."""
    catalog = merged(read())
    CATALOG.parent.mkdir(parents=True, exist_ok=True)
    CATALOG.write_bytes(as_po(catalog))
    CATALOG.with_suffix(".mo").write_bytes(as_mo(catalog))
    COMMANDLINE.with_suffix(".mo").write_bytes(as_mo(read(COMMANDLINE)))
    missing = [row.id for row in catalog if row.id and not row.string]
    for text in missing:
        sys.stdout.write(f"{text}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
