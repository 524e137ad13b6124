"""Every key of a declaration as a row: where it stands, what it takes, and whether it must be there."""

import functools
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from a2p.declared import AnyCustomer, ExternalCustomer, SoleProprietor, Standard
from a2p.declared.problems import Location, format_location
from a2p.declared.several_campaigns import strip_entry
from a2p.stackfile.customer_kinds import CustomerKind
from a2p.stackfile.key_descriptions import KEY_DESCRIPTIONS

MODELS: dict[CustomerKind, type[AnyCustomer]] = {
    "sole-proprietor": SoleProprietor,
    "standard": Standard,
    "external": ExternalCustomer,
}


class KeyField(NamedTuple):
    """
    One key that takes a value, a list or a mapping of names.

    required: without it, and without the sections around it, no declaration of the kind is valid.
    """

    location: Location
    form: Literal["text", "whole number", "true or false", "list", "mapping"]
    required: bool
    default: Any
    choices: tuple[str, ...]

    @property
    def key(self) -> str:
        """As messages have it: `campaign.message_samples`."""
        return format_location(self.location)

    @property
    def meaning(self) -> str:
        return KEY_DESCRIPTIONS[self.key]


@functools.cache
def list_fields(kind: CustomerKind) -> dict[Location, KeyField]:
    """All keys of a kind of customer, in the order of the models."""
    return {field.location: field for field in _walk((), MODELS[kind], required=True)}


def find_field(kind: CustomerKind, location: Location) -> KeyField | None:
    """The key at a location; in an entry of a2p:campaigns that of a file of one Campaign."""
    return list_fields(kind).get(strip_entry(location))


def find_section_model(annotation: Any) -> type[BaseModel] | None:
    """The model behind a key, where it is a section of further keys."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is tuple:
        return None  # entries of a list are no section of keys with a place of their own
    return next((model for argument in get_args(annotation) if (model := find_section_model(argument))), None)


def _walk(location: Location, model: type[BaseModel], *, required: bool) -> Iterator[KeyField]:
    for name, info in model.model_fields.items():
        here, needed = (*location, name), required and info.is_required()
        if inner := find_section_model(info.annotation):
            yield from _walk(here, inner, required=needed)
        else:
            yield _make_field(here, info, needed=needed)


def _make_field(location: Location, info: FieldInfo, *, needed: bool) -> KeyField:
    kinds = tuple(_list_types(info.annotation))
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    choices = tuple(choice for kind in kinds if get_origin(kind) is Literal for choice in get_args(kind))
    return KeyField(location, _detect_form(kinds), needed, default, choices)


def _list_types(annotation: Any) -> Iterator[Any]:
    """What a value may be, `None` and the rules taken away."""
    if get_origin(annotation) in {None, Literal, tuple, dict}:
        yield annotation
    else:
        for argument in get_args(annotation)[: 1 if hasattr(annotation, "__metadata__") else None]:
            yield from _list_types(argument)


def _detect_form(
    kinds: tuple[Any, ...],
) -> Literal["text", "whole number", "true or false", "list", "mapping"]:
    if bool in kinds:
        return "true or false"
    if int in kinds:
        return "whole number"
    if any(get_origin(kind) is dict for kind in kinds):
        return "mapping"
    return "list" if any(get_origin(kind) is tuple for kind in kinds) else "text"
