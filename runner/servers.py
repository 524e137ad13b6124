"""What the engine calls in a run: the program, as a language runtime, and the provider."""

import gc
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import grpc  # type: ignore[import-untyped]  # it has no annotations

from runner.engine_log import EngineLog
from runner.warm import load_program, load_provider

_CALLS = 4  # at once, as the SDK's own plugin takes them
_WITH_PROGRAM = frozenset({"up", "preview"})  # of the engine's commands; the others run none
# Messages of 400 MiB, as the SDK takes them.
_LIMITS = [(f"grpc.max_{way}_message_length", 400 * 1024 * 1024) for way in ("receive", "send")]


class LateHandlers(grpc.GenericRpcHandler):  # type: ignore[misc]  # as above
    """The handlers of one service; a call that comes before they are loaded waits for them."""

    def __init__(self) -> None:
        self._loaded = threading.Event()
        self._handlers: list[Any] = []

    def add_generic_rpc_handlers(self, handlers: Sequence[Any]) -> None:
        """What a server has, for the generated code that hands its handlers over."""
        self._handlers += handlers

    def add_registered_method_handlers(self, _service: str, _handlers: Any) -> None:
        """The same handlers again, as newer servers take them."""

    def open(self) -> None:
        """Let the calls in."""
        self._loaded.set()

    def service(self, call: Any) -> Any:
        """The handler of a call, or None."""
        self._loaded.wait()
        return next(filter(None, (each.service(call) for each in self._handlers)), None)


@dataclass(frozen=True)
class RunServers:
    """Both, on ports of their own on this machine."""

    program: LateHandlers
    provider: LateHandlers
    program_port: int
    provider_port: int
    _calls: ThreadPoolExecutor

    @classmethod
    @contextmanager
    def start(cls) -> Iterator["RunServers"]:
        """Listen while the block lasts; calls are answered once `load` is done."""
        program, provider, calls = LateHandlers(), LateHandlers(), ThreadPoolExecutor(_CALLS)
        served = ((program, ThreadPoolExecutor(_CALLS)), (provider, calls))
        servers = [grpc.server(pool, handlers=(handlers,), options=_LIMITS) for handlers, pool in served]
        ports = [server.add_insecure_port("127.0.0.1:0") for server in servers]
        for server in servers:
            server.start()
        yield cls(program, provider, ports[0], ports[1], calls)

    @property
    def environment(self) -> dict[str, str]:
        """What has the engine attach to the provider and not start a plugin."""
        return {"PULUMI_DEBUG_PROVIDERS": f"pulumi-python:{self.provider_port}"}

    def options(self, arguments: Sequence[str]) -> list[str]:
        """What has the engine call the program here, where the command runs one."""
        return [f"--client=127.0.0.1:{self.program_port}"] if arguments[0] in _WITH_PROGRAM else []

    def load(self, log: EngineLog) -> None:
        """Import program and provider, unless they are, and let the engine in."""
        load_program()
        from pulumi.runtime.proto import language_pb2_grpc  # noqa: PLC0415  # loaded by now

        from runner.program import ProgramServer  # noqa: PLC0415  # as above

        language_pb2_grpc.add_LanguageRuntimeServicer_to_server(ProgramServer(log), self.program)
        self.program.open()
        load_provider()
        from runner.provider import add_provider  # noqa: PLC0415  # as above

        add_provider(self.provider, log)
        gc.freeze()
        gc.enable()
        self.provider.open()

    def finish_calls(self) -> None:
        """Wait until the provider has ended the calls that it is in."""
        self._calls.shutdown(wait=True)
