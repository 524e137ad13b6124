"""The SDK's provider of dynamic resources, attached to an engine in place of being started by it."""

import sys
from typing import Any

from google.protobuf import empty_pb2  # type: ignore[import-untyped]  # it has no annotations
from pulumi.runtime.proto import provider_pb2_grpc

from runner.engine_log import EngineLog
from runner.warm import load_plugin

_plugin: Any = load_plugin()


class AttachedProvider(_plugin.DynamicResourceProviderServicer):  # type: ignore[misc]  # no annotations
    """One for each run."""

    def __init__(self, log: EngineLog) -> None:
        super().__init__()
        self._log = log

    def Attach(self, request: Any, _context: Any) -> Any:  # noqa: N802  # the protocol's name
        """The engine's address is where a plugin started by it has it: the first argument."""
        sys.argv[1:] = [request.address]
        self._log.open(request.address)
        return empty_pb2.Empty()


def add_provider(server: Any, log: EngineLog) -> None:
    """Have a server serve it."""
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(AttachedProvider(log), server)
