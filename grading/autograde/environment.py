"""What a child process gets to know of this one: what it needs to start, and nothing else."""

import os
from collections.abc import Mapping

NEEDED = frozenset(
    {
        "ACADEMY_LANG", "APPDATA", "COMSPEC", "HOME", "LANG", "LANGUAGE", "LOCALAPPDATA", "PATH", "PATHEXT",
        "PROGRAMDATA", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "USER", "USERNAME", "USERPROFILE",
        "VIRTUAL_ENV", "WINDIR",
    }
)  # fmt: skip


def clean_environment(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what changes how Python starts, and without anybody's tokens."""
    given = os.environ if environment is None else environment
    return {name: value for name, value in given.items() if name.upper() in NEEDED or name.startswith("LC_")}
