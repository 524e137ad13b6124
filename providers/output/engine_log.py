"""The engine's own log, as a plugin reaches it."""

import grpc  # type: ignore[import-untyped]
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc


def log_warning(address: str, message: str) -> None:
    """
    Have the engine at an address (host:port) show a warning.

    Raises:
        ConnectionError: no engine takes it there within 5 s.
    """
    try:
        with grpc.insecure_channel(address) as channel:
            request = engine_pb2.LogRequest(severity=engine_pb2.WARNING, message=message)
            engine_pb2_grpc.EngineStub(channel).Log(request, timeout=5)
    except grpc.RpcError as error:
        raise ConnectionError(address) from error
