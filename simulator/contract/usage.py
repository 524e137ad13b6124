"""Whether a program names a parameter or field of Twilio's: in its own spelling or in Python's."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class SourceNames:
    """All words in the source of a program; None where there is no source."""

    words: frozenset[str] | None

    @classmethod
    def in_folders(cls, folders: Iterable[Path]) -> Self:
        """The words of all Python files in these folders."""
        files = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
        words = {word for file in files for word in WORD.findall(file.read_text(encoding="utf-8"))}
        return cls(frozenset(words) if files else None)

    @classmethod
    def in_package(cls, name: str) -> Self:
        """The words of an installed package."""
        spec = importlib.util.find_spec(name)
        return cls.in_folders([Path(place) for place in (spec and spec.submodule_search_locations) or ()])

    def describe(self, name: str) -> str:
        """`knows it`, `does not know it`, or that there is no source to look into."""
        if self.words is None:
            return "no source here"
        last = re.split(r"[.\[\]]+", name.rstrip("[]."))[-1]
        return "knows it" if {last, to_snake_case(last)} & self.words else "does not know it"


def to_snake_case(name: str) -> str:
    """`PrivacyPolicyUrl` as `privacy_policy_url`, the way Twilio's libraries write it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])", "_", name).lower()
