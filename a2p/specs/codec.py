"""
Specs to and from the plain dictionaries the Pulumi engine carries.

The engine turns every number into a float and drops None; both are mended here, once. Plain dataclasses
and not pydantic models: this code runs in the plugin of every preview, where pydantic's import alone
would cost a tenth of the time (docs/decisions/0004-specs-are-dataclasses.md).
"""

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar, Union

S = TypeVar("S")


@functools.cache
def _hints(spec: type) -> Mapping[str, Any]:
    return typing.get_type_hints(spec)


def field_names(spec: type) -> tuple[str, ...]:
    """The fields of a spec class, in their order."""
    return tuple(field.name for field in dataclasses.fields(spec))


def encode_value(value: Any) -> Any:
    """Dictionaries, lists and scalars; None is left out, as the engine would leave it out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((name, getattr(value, name)) for name in field_names(type(value)))
        return {name: encode_value(item) for name, item in pairs if item is not None}
    if isinstance(value, tuple):
        return [encode_value(item) for item in value]
    return value


def decode_spec(spec: type[S], data: Mapping[str, Any]) -> S:
    """
    Build a spec from an engine dictionary; keys the spec does not know are the engine's own.

    Raises:
        ValueError: a field is missing or has the wrong shape (a state written by another version).
    """
    hints = _hints(typing.cast("typing.Hashable", spec))
    known: dict[str, Any] = {}
    for name in field_names(spec):
        if data.get(name) is not None:
            known[name] = _decode_value(hints[name], data[name], where=f"{spec.__name__}.{name}")
    try:
        return spec(**known)
    except TypeError as error:
        raise ValueError(f"{spec.__name__}: {error}") from error


def _decode_value(hint: Any, value: Any, *, where: str) -> Any:
    hint = _without_none(hint)
    shape = typing.get_origin(hint) or hint
    if shape is int and isinstance(value, float) and value.is_integer():
        return int(value)
    if not _has_shape(shape, value):
        raise ValueError(f"{where}: {type(value).__name__} where {shape.__name__} belongs")
    if dataclasses.is_dataclass(shape):
        return decode_spec(typing.cast("type[Any]", shape), value)
    if shape is tuple:
        item = typing.get_args(hint)[0]
        return tuple(_decode_value(item, each, where=where) for each in value)
    return dict(value) if shape is dict else value


def _has_shape(shape: Any, value: Any) -> bool:
    """Whether the engine could have made this value of one of that shape."""
    if dataclasses.is_dataclass(shape) or shape is dict:
        return isinstance(value, Mapping)
    if shape is tuple:
        return isinstance(value, list | tuple)
    return isinstance(value, shape) and isinstance(value, bool) == (shape is bool)


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is Union:
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint
