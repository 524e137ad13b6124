"""What the engine remembers of a stack: its resources, in the order of their dependencies."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.support.miniature.values import Props


@dataclass(frozen=True)
class Recorded:
    """
    One resource of a state.

    external: it is only read. pending_replacement: it has been deleted, and its successor is not there yet.
    dependencies and property_dependencies name others by their URN.
    """

    urn: str
    type: str
    id: str
    inputs: Props
    outputs: Props
    dependencies: frozenset[str]
    property_dependencies: dict[str, frozenset[str]]
    external: bool = False
    pending_replacement: bool = False

    @property
    def name(self) -> str:
        """As the program calls it."""
        return self.urn.rsplit("::", 1)[1]


@dataclass
class State:
    """
    A stack's checkpoint.

    config: the settings of its provider. condemned: what has a successor already and is still to be deleted.
    """

    config: dict[str, str] = field(default_factory=dict)
    resources: dict[str, Recorded] = field(default_factory=dict)
    condemned: list[Recorded] = field(default_factory=list)
    outputs: Props = field(default_factory=dict)

    def put(self, resource: Recorded, *, after: Iterable[str]) -> None:
        """Save one resource; it stands behind those that were registered before it in this run."""
        before = {urn: self.resources[urn] for urn in after if urn in self.resources and urn != resource.urn}
        rest = {u: r for u, r in self.resources.items() if u not in before and u != resource.urn}
        self.resources = {**before, resource.urn: resource, **rest}

    def rename(self, before: str, now: str, kind: str) -> None:
        """Give a resource another name, everywhere in the state."""
        renamed = {urn: _renamed(each, before, now) for urn, each in self.resources.items()}
        renamed[before] = replace(renamed[before], urn=now, type=kind)
        self.resources = {now if urn == before else urn: each for urn, each in renamed.items()}

    def dependents(self, root: str, *, without: Iterable[str]) -> list[Recorded]:
        """Everything that depends on a resource, directly or not, in the order of the state."""
        family, found, left_out = {root}, [], set(without)
        for resource in self.resources.values():
            if resource.urn not in left_out and resource.dependencies & family:
                family.add(resource.urn)
                found.append(resource)
        return found


def _renamed(resource: Recorded, before: str, now: str) -> Recorded:
    def name(urns: frozenset[str]) -> frozenset[str]:
        return frozenset(now if urn == before else urn for urn in urns)

    by_property = {key: name(urns) for key, urns in resource.property_dependencies.items()}
    return replace(resource, dependencies=name(resource.dependencies), property_dependencies=by_property)
