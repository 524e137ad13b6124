"""Values as they travel between the program, the engine and the plugin."""

from __future__ import annotations

from typing import Any

from google.protobuf import struct_pb2  # type: ignore[import-untyped]
from pulumi.output import Unknown
from pulumi.runtime import rpc

from tests.support.engine_doubles import through_the_engine

Props = dict[str, Any]


def from_program(properties: struct_pb2.Struct) -> Props:
    """What a registration declares; secrets are opened, as the plugin accepts none."""
    opened: Props = _open(rpc.deserialize_properties(properties, keep_unknowns=True))
    return opened


def to_program(properties: Props) -> struct_pb2.Struct:
    """What a registration is answered with."""
    answer = struct_pb2.Struct()
    answer.update(_marked(properties))
    return answer


def travelled(properties: Props) -> Props:
    """A copy as it arrives on the other side: numbers as floats, and nothing that is None."""
    copied: Props = through_the_engine(properties)
    return copied


def known(properties: Props) -> Props:
    """What a call is told that takes no unknowns: they are left out."""
    left: Props = _known(properties)
    return left


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items() if not isinstance(item, Unknown)}
    if isinstance(value, list):
        return [None if isinstance(item, Unknown) else _known(item) for item in value]
    return value


def _open(value: Any) -> Any:
    value = rpc.unwrap_rpc_secret(value)
    if isinstance(value, dict):
        return {key: _open(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_open(item) for item in value]
    return value


def _marked(value: Any) -> Any:
    if isinstance(value, Unknown):
        return rpc.UNKNOWN
    if isinstance(value, dict):
        return {key: _marked(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    return value
