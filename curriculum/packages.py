"""What has been handed in: the packages in the outbox, each with its receipt."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from curriculum.handing_in import Receipt
from curriculum.workplace import Workplace


@dataclass(frozen=True)
class Package:
    """A package that can be read."""

    receipt: Receipt
    path: Path

    def read(self, name: str) -> bytes:
        """One of its files; nothing where it has none of that name."""
        try:
            with zipfile.ZipFile(self.path) as package:
                return package.read(name)
        except (OSError, KeyError, zipfile.BadZipFile):
            return b""


def packages(workplace: Workplace, module: str) -> tuple[Package, ...]:
    """The packages of a module, oldest first; what cannot be read is left out."""
    found = []
    for path in workplace.outbox.glob(f"{workplace.context.trainee}__{module}__*.zip"):
        try:
            with zipfile.ZipFile(path) as package:
                found.append(Package(Receipt.model_validate_json(package.read("receipt.json")), path))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            continue
    return tuple(sorted(found, key=lambda package: (package.receipt.handed_in_at, package.path.name)))
