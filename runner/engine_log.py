"""What program and provider print, shown by the engine as it shows what its own children print."""

import io
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import grpc  # type: ignore[import-untyped]  # it has no annotations

_PATIENCE = 5  # seconds
_OUT, _ERR = 1, 2  # streams of messages, as the engine tells them apart


class EngineLog:
    """Lines for the engine; those printed before its address is known wait for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stub: Any = None
        self._waiting: list[tuple[str, int]] = []

    def open(self, address: str) -> None:
        """Send to this engine from now on."""
        from pulumi.runtime.proto import engine_pb2_grpc  # noqa: PLC0415  # loaded by whoever knows an address

        with self._lock:
            if self._stub is None:
                self._stub = engine_pb2_grpc.EngineStub(grpc.insecure_channel(address))
            waiting, self._waiting = self._waiting, []
        for line, stream in waiting:
            self.write_line(line, stream)

    def write_line(self, line: str, stream: int) -> None:
        """Show a line; an empty one is not shown, as of the engine's own children."""
        if not line.strip():
            return
        with self._lock:
            stub = self._stub
            if stub is None:
                self._waiting.append((line, stream))
                return
        from pulumi.runtime.proto import engine_pb2  # noqa: PLC0415  # as above

        request = engine_pb2.LogRequest(severity=engine_pb2.INFO, message=line, streamId=stream)
        with suppress(grpc.RpcError):  # it is ending, and shows nothing any more
            stub.Log(request, timeout=_PATIENCE)

    @contextmanager
    def replacing_streams(self) -> Iterator[None]:
        """Send what this process prints to the engine while the block lasts."""
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _LineStream(self, _OUT), _LineStream(self, _ERR)
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before


class _LineStream(io.TextIOBase):
    """A text stream that hands over whole lines; each thread's own."""

    def __init__(self, log: EngineLog, stream: int) -> None:
        self._log, self._stream = log, stream
        self._begun = threading.local()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        *lines, rest = f"{getattr(self._begun, 'text', '')}{text}".split("\n")
        self._begun.text = rest
        for line in lines:
            self._log.write_line(f"{line}\n", self._stream)
        return len(text)

    def flush(self) -> None:
        rest, self._begun.text = getattr(self._begun, "text", ""), ""
        self._log.write_line(rest, self._stream)
