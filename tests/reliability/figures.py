"""What is counted, and how the world a disturbed run leaves is held against that of an undisturbed one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_TOLD = 20

World = dict[str, list[dict[str, Any]]]


@dataclass
class Family:
    """
    One row of the document: how many points there are, how many were tried, and what was counted.

    promised: whether red points are a failure; of a known limit they are only told.
    """

    name: str
    where: str
    there: int = 0
    tried: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    red: list[str] = field(default_factory=list)
    note: str = ""
    promised: bool = True

    def count(self, name: str, number: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + number

    def blame(self, point: str, reasons: list[str]) -> None:
        """Add a point that is not as it has to be."""
        self.count("red points")
        if len(self.red) < _MOST_TOLD:
            self.red.append(f"{point}: {'; '.join(reasons)}")


def merged(families: Iterable[Family]) -> list[Family]:
    """One for those of the same name, which were measured in parts."""
    found: dict[tuple[str, str], Family] = {}
    for each in families:
        whole = found.setdefault(
            (each.name, each.where), Family(each.name, each.where, note=each.note, promised=each.promised)
        )
        whole.there += each.there
        whole.tried += each.tried
        whole.red += each.red
        for name, number in each.counts.items():
            whole.count(name, number)
    return list(found.values())


@dataclass(frozen=True)
class Difference:
    """
    What is there besides what an undisturbed run leaves, and what is not.

    duplicates: objects there are once too often; orphans: others too many; unlike: those of another content.
    """

    orphans: int = 0
    duplicates: int = 0
    unlike: int = 0
    told: tuple[str, ...] = ()

    @classmethod
    def between(cls, found: World, wanted: World) -> Difference:
        """Of two worlds without SIDs and times."""
        orphans = duplicates = unlike = 0
        told: list[str] = []
        for kind in sorted(found.keys() | wanted.keys()):
            have = Counter(repr(each) for each in found.get(kind, []))
            want = Counter(repr(each) for each in wanted.get(kind, []))
            more = max(0, have.total() - want.total())
            twice = min(more, sum(number for each, number in (have - want).items() if each in want))
            other = (want - have).total()
            duplicates, orphans, unlike = duplicates + twice, orphans + more - twice, unlike + other
            if more or other:
                told.append(f"{kind}: {have.total()} for {want.total()}, {other} unlike")
        return cls(orphans, duplicates, unlike, tuple(told))
