"""Data files: YAML read once, errors that name the file."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def read_yaml(path: Path) -> Any:
    """Parsed YAML of a data file; treat as read-only, it is shared.

    Raises
    ------
    ValueError
        If the file is not YAML; names file, line and column.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: {error}") from error
