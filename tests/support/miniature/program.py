"""
Runs the repository's own __main__.py, and hands what it registers to the engine in small.

Pulumi's Python runtime does the rest, as it does for the real engine; only the gRPC stub it would call is
replaced.
"""

from __future__ import annotations

import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from google.protobuf import empty_pb2  # type: ignore[import-untyped]
from pulumi.runtime import Settings, configure, resource, rpc, set_all_config
from pulumi.runtime.proto import resource_pb2, source_pb2
from pulumi.runtime.settings import set_root_resource
from pulumi.runtime.stack import run_in_stack

from providers import stack as own_stack
from tests.support.engine_doubles import PROJECT
from tests.support.miniature.engine import Engine, Goal
from tests.support.miniature.values import from_program, to_program
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

    from tests.support.miniature.state import Recorded, State
    from tests.support.miniature.values import Props

_STACK, _PROVIDER = "pulumi:pulumi:Stack", "pulumi:providers:"
_FEATURES = (
    resource_pb2.RESOURCE_MONITOR_FEATURE_SECRETS,
    resource_pb2.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
    resource_pb2.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
    resource_pb2.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
)


def run(engine: Engine, state: State, name: str, config: dict[str, str], *, preview: bool) -> list[str]:
    """
    The whole program, to its end; what it has logged.

    Raises:
        RunError: the program refused to run, as for a wrong declaration.
    """
    monitor = Monitor(engine, state, preview=preview)
    contextvars.copy_context().run(_run, monitor, name, config, preview=preview)
    return monitor.logged


def _run(monitor: Monitor, name: str, config: dict[str, str], *, preview: bool) -> None:
    runtime = Settings(
        PROJECT,
        name,
        monitor,
        monitor,
        dry_run=preview,
        organization="organization",
        root_directory=str(ROOT),
    )
    configure(runtime)
    set_all_config({f"{PROJECT}:{key}": value for key, value in config.items()})
    set_root_resource(None)  # type: ignore[arg-type] # what it is before the first program of a process
    program = {"__name__": "__main__", "__file__": str(ROOT / "__main__.py")}
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    # One thread: registrations come to the engine in the order in which the program made them.
    with ThreadPoolExecutor(max_workers=1) as executor, _without_delay():
        loop.set_default_executor(executor)
        try:
            loop.run_until_complete(run_in_stack(partial(exec, _program(), program)))
        finally:
            asyncio.set_event_loop(None)
            loop.close()


@contextmanager
def _without_delay() -> Iterator[None]:
    """No plugin has to start meanwhile, and nobody asks for the lines that a resource was declared on."""
    no_lines = patch.object(resource, "_get_stack_trace", source_pb2.StackTrace)
    with no_lines, patch.object(own_stack, "_A_MOMENT", 0):
        yield


@cache
def _program() -> CodeType:
    file = ROOT / "__main__.py"
    return compile(file.read_text(encoding="utf-8"), str(file), "exec")


class Monitor:
    """What Pulumi's runtime calls instead of the engine; the names of the methods are the runtime's."""

    def __init__(self, engine: Engine, state: State, *, preview: bool) -> None:
        self._engine = engine
        self._state = state
        self._preview = preview
        self.logged: list[str] = []

    def GetDeploymentInfo(self, _request: Any) -> Any:  # noqa: N802 - Pulumi's name
        return resource_pb2.DeploymentInfo(supportedFeatures=_FEATURES)

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - Pulumi's name
        urn = _urn(request)
        if request.type == _STACK:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        if request.type.startswith(_PROVIDER):
            self._engine.configure(_settings(from_program(request.object)))
            return resource_pb2.RegisterResourceResponse(urn=urn, id="configured", object=request.object)
        done = self._engine.attempt(partial(self._engine.register, _goal(urn, request)))
        if done is None:
            return resource_pb2.RegisterResourceResponse(urn=urn, result=resource_pb2.FAIL)
        return resource_pb2.RegisterResourceResponse(urn=urn, id=done.id, object=_outputs(done))

    def ReadResource(self, request: Any) -> Any:  # noqa: N802 - Pulumi's name
        urn = _urn(request)
        id_ = None if request.id == rpc.UNKNOWN else request.id
        goal = Goal(urn, request.type, from_program(request.properties), frozenset(request.dependencies), {})
        done = self._engine.attempt(partial(self._engine.read, goal, id_))
        if done is None:
            return resource_pb2.ReadResourceResponse(urn=urn, result=resource_pb2.FAIL)
        return resource_pb2.ReadResourceResponse(urn=urn, id=done.id, properties=_outputs(done))

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802 - Pulumi's name
        if not self._preview and not self._engine.ended:
            self._state.outputs = from_program(request.outputs)
        return empty_pb2.Empty()

    def SignalAndWaitForShutdown(self, _request: Any) -> Any:  # noqa: N802 - Pulumi's name
        return empty_pb2.Empty()

    def Log(self, request: Any) -> Any:  # noqa: N802 - Pulumi's name
        self.logged.append(request.message)
        return empty_pb2.Empty()


def _urn(request: Any) -> str:
    return _name_urn(request.parent, request.type, request.name)


def _name_urn(parent: str, kind: str, name: str) -> str:
    above = parent.split("::")[2] + "$" if parent else ""
    return f"urn:pulumi:customer::{PROJECT}::{above}{kind}::{name}"


def _goal(urn: str, request: Any) -> Goal:
    return Goal(
        urn,
        request.type,
        from_program(request.object),
        frozenset(request.dependencies),
        {name: frozenset(each.urns) for name, each in request.propertyDependencies.items()},
        (*request.aliasURNs, *(_alias_urn(request, alias.spec) for alias in request.aliases)),
    )


def _alias_urn(request: Any, spec: Any) -> str:
    """What the resource was called before, where it has the same parent."""
    return _name_urn(request.parent, spec.type or request.type, spec.name or request.name)


def _settings(inputs: Props) -> dict[str, str]:
    return {key: value for key, value in inputs.items() if isinstance(value, str)}


def _outputs(done: Recorded) -> Any:
    return to_program(done.outputs)
