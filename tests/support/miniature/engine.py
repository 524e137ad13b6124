"""
The order of the engine's steps, for one command.

Taken from its step generator (pulumi 3.255: pkg/resource/deploy/step_generator.go) as far as this program
needs it: no targets, no protection, one step at a time. A failed step ends the command: what was
saved before it stays, and nothing else is begun.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pulumi.output import Unknown

from tests.support.miniature.deaths import Died, Line
from tests.support.miniature.plugin import Plugin, StepFailed
from tests.support.miniature.state import Recorded, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.miniature.values import Props


@dataclass(frozen=True)
class Goal:
    """A resource as the program has registered it."""

    urn: str
    type: str
    inputs: Props
    dependencies: frozenset[str]
    property_dependencies: dict[str, frozenset[str]]
    aliases: tuple[str, ...] = ()

    def recorded(self, id_: str, inputs: Props, outputs: Props, *, external: bool = False) -> Recorded:
        """As the state has it once the step is done."""
        return Recorded(
            self.urn,
            self.type,
            id_,
            inputs,
            outputs,
            self.dependencies,
            self.property_dependencies,
            external=external,
        )


class Engine:
    """One command on a state. `preview` calls nothing that changes anything, and saves nothing."""

    def __init__(self, state: State, plugin: Plugin, line: Line, *, preview: bool) -> None:
        self._state = state
        self._plugin = plugin
        self._line = line
        self._preview = preview
        self._old = dict(state.resources)
        self._seen: dict[str, Recorded] = {}  # what was registered in this run, in that order
        self._deleted: set[str] = set()  # ahead of the replacement of what it depends on
        self.steps: list[tuple[str, str]] = []  # operation and name of the resource
        self.failure = ""
        self.died = False

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be begun."""
        return self.died or bool(self.failure)

    def attempt(self, step: Callable[[], Recorded]) -> Recorded | None:
        """The resource after a step; none when it failed, or when the command had ended before."""
        if self.ended:
            return None
        try:
            return step()
        except StepFailed as failed:
            self.failure = str(failed)
        except Died:
            self.died = True
        return None

    def configure(self, config: dict[str, str]) -> None:
        """The stack's provider has these settings from now on."""
        self._plugin.configure(config)
        if not self._preview:
            self._state.config = config

    def register(self, goal: Goal) -> Recorded:
        """
        Bring one resource to what the program says, and whatever has to make way for it.

        Raises:
            StepFailed: a provider raised.
        """
        self._rename(goal)
        old = self._old.get(goal.urn)
        again = goal.urn in self._deleted
        if old is None or old.external or again:
            inputs = self._plugin.check({}, goal.inputs)
            self._deleted.discard(goal.urn)
            return self._create(goal, inputs, op="create-replacement" if again else "create")
        inputs = self._plugin.check(old.inputs, goal.inputs)
        diff = self._plugin.diff(old.id, old.outputs, inputs)
        if diff.replaces or old.pending_replacement:
            inputs = self._plugin.check({}, goal.inputs)
            return self._replace(old, goal, inputs, delete_first=bool(diff.delete_before_replace))
        if diff.changes:
            return self._update(old, goal, inputs)
        return self._done("same", goal.recorded(old.id, inputs, old.outputs))

    def _rename(self, goal: Goal) -> None:
        """What the state has under another name of the same resource is from now on under this one."""
        if goal.urn in self._old:
            return
        for alias in goal.aliases:
            if alias in self._old and alias not in self._seen:
                self._state.rename(alias, goal.urn, goal.type)
                self._old = {
                    goal.urn if urn == alias else urn: self._state.resources[
                        goal.urn if urn == alias else urn
                    ]
                    for urn in self._old
                    if urn == alias or urn in self._state.resources
                }
                return

    def read(self, goal: Goal, id_: str | None) -> Recorded:
        """
        Read what is not the stack's own; without an id there is nothing to read yet.

        Raises:
            StepFailed: the provider raised.
        """
        outputs = goal.inputs
        if id_ is not None:
            id_, outputs, _ = self._plugin.read(id_, goal.inputs)
        return self._done("read", goal.recorded(id_ or "", goal.inputs, outputs, external=True))

    def finish(self) -> None:
        """
        Delete what has a successor, and what the program does not declare any more: dependents first.

        Raises:
            StepFailed: a provider raised.
        """
        for condemned in list(self._state.condemned):
            self._delete(condemned)
            if not self._preview:
                self._state.condemned.remove(condemned)
        due = [old for old in self._old.values() if old.urn not in self._seen]
        while due:
            free = [old for old in reversed(due) if not any(old.urn in other.dependencies for other in due)]
            self._forget_all(free)
            due = [old for old in due if old not in free]

    def _forget_all(self, resources: list[Recorded]) -> None:
        """Resources none of which depends on another: the engine deletes them at the same time."""
        failures = []
        for resource in resources:
            try:
                self._forget(resource)
            except StepFailed as failed:
                failures.append(failed)
        if failures:
            raise failures[0]

    def refresh(self) -> None:
        """
        Take what there is for what was recorded; what is gone is forgotten.

        Raises:
            StepFailed: a provider raised.
        """
        for old in self._old.values():
            if not old.pending_replacement:
                self._refresh(old)
        self._strip()

    def destroy(self) -> None:
        """
        Delete everything: dependents first.

        Raises:
            StepFailed: a provider raised.
        """
        self.finish()

    def _create(self, goal: Goal, inputs: Props, *, op: str) -> Recorded:
        if self._preview:
            return self._done(op, goal.recorded("", inputs, inputs))
        id_, outputs = self._plugin.create(inputs)
        return self._done(op, goal.recorded(id_, inputs, outputs))

    def _update(self, old: Recorded, goal: Goal, inputs: Props) -> Recorded:
        if self._preview:
            return self._done("update", goal.recorded(old.id, inputs, inputs))
        outputs = self._plugin.update(old.id, old.outputs, inputs)
        return self._done("update", goal.recorded(old.id, inputs, outputs))

    def _replace(self, old: Recorded, goal: Goal, inputs: Props, *, delete_first: bool) -> Recorded:
        if delete_first:
            for dependent in reversed(self._replaced_with(old)):
                self._make_way(dependent)
            if not old.pending_replacement:
                self._make_way(old)
            self._deleted.discard(old.urn)
            return self._create(goal, inputs, op="create-replacement")
        made = self._create(goal, inputs, op="create-replacement")
        if not self._preview:
            self._state.condemned.append(old)
        return made

    def _make_way(self, resource: Recorded) -> None:
        """Delete ahead of a creation; until there is one, the state remembers that it is due."""
        if resource.urn in self._deleted:
            return
        self._delete(resource)
        self._deleted.add(resource.urn)
        if not self._preview:
            gone = replace(resource, pending_replacement=True)
            self._old[resource.urn] = self._state.resources[resource.urn] = gone

    def _replaced_with(self, root: Recorded) -> list[Recorded]:
        """What would be replaced, too, if the ids of what it depends on were others."""
        replaced, family = [], {root.urn}
        for dependent in self._state.dependents(root.urn, without=self._seen):
            unknown = {name for name, urns in dependent.property_dependencies.items() if urns & family}
            if dependent.external or not unknown & dependent.inputs.keys():
                continue
            inputs = {k: _unknown() if k in unknown else v for k, v in dependent.inputs.items()}
            if self._plugin.diff(dependent.id, dependent.outputs, inputs).replaces:
                replaced.append(dependent)
                family.add(dependent.urn)
        return replaced

    def _delete(self, resource: Recorded) -> None:
        self.steps.append(("delete", resource.name))
        if not self._preview and not resource.external:
            self._plugin.delete(resource.id, resource.outputs)
            self._line.die_before_saving()

    def _forget(self, resource: Recorded) -> None:
        if not resource.pending_replacement:
            self._delete(resource)
        if not self._preview:
            del self._state.resources[resource.urn]

    def _done(self, op: str, resource: Recorded) -> Recorded:
        self.steps.append((op, resource.name))
        if not self._preview:
            self._line.die_before_saving()
            self._state.put(resource, after=self._seen)
        self._seen[resource.urn] = resource
        return resource

    def _refresh(self, old: Recorded) -> None:
        id_, outputs, inputs = self._plugin.read(old.id, old.outputs)
        if not id_:
            self.steps.append(("gone", old.name))
            del self._state.resources[old.urn]
            return
        new = replace(old, id=id_, outputs=outputs, inputs=old.inputs if inputs is None else inputs)
        differs = not old.external and self._plugin.diff(new.id, new.outputs, old.inputs).changes
        self.steps.append(("refresh" if differs else "same", old.name))
        self._line.die_before_saving()
        self._state.resources[old.urn] = new

    def _strip(self) -> None:
        """What is gone is nobody's dependency any more."""
        here = self._state.resources.keys()
        for resource in list(self._state.resources.values()):
            kept = {name: urns & here for name, urns in resource.property_dependencies.items()}
            self._state.resources[resource.urn] = replace(
                resource, dependencies=resource.dependencies & here, property_dependencies=kept
            )


def _unknown() -> Unknown:
    untyped: Any = Unknown
    made: Unknown = untyped()
    return made
