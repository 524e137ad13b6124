"""Every key of a declaration as a row: where it stands, what it takes, and whether it must be there."""

import functools
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from a2p.declared import AnyCustomer, ExternalCustomer, SoleProprietor, Standard
from a2p.declared.problems import Location, dotted
from a2p.stackfile.customer_kinds import Kind
from a2p.stackfile.key_descriptions import MEANINGS

MODELS: dict[Kind, type[AnyCustomer]] = {
    "sole-proprietor": SoleProprietor,
    "standard": Standard,
    "external": ExternalCustomer,
}


class Field(NamedTuple):
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
        return dotted(self.location)

    @property
    def meaning(self) -> str:
        return MEANINGS[self.key]


@functools.cache
def fields(kind: Kind) -> dict[Location, Field]:
    """All keys of a kind of customer, in the order of the models."""
    return {field.location: field for field in _below((), MODELS[kind], required=True)}


def section(annotation: Any) -> type[BaseModel] | None:
    """The model behind a key, where it is a section of further keys."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := section(each))), None)


def _below(location: Location, model: type[BaseModel], *, required: bool) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        here, needed = (*location, name), required and info.is_required()
        if inner := section(info.annotation):
            yield from _below(here, inner, required=needed)
        else:
            yield _field(here, info, needed=needed)


def _field(location: Location, info: FieldInfo, *, needed: bool) -> Field:
    kinds = tuple(_kinds(info.annotation))
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    choices = tuple(choice for each in kinds if get_origin(each) is Literal for choice in get_args(each))
    return Field(location, _form(kinds), needed, default, choices)


def _kinds(annotation: Any) -> Iterator[Any]:
    """What a value may be, `None` and the rules taken away."""
    if get_origin(annotation) in {None, Literal, tuple, dict}:
        yield annotation
    else:
        for each in get_args(annotation)[: 1 if hasattr(annotation, "__metadata__") else None]:
            yield from _kinds(each)


def _form(kinds: tuple[Any, ...]) -> Literal["text", "whole number", "true or false", "list", "mapping"]:
    if bool in kinds:
        return "true or false"
    if int in kinds:
        return "whole number"
    if any(get_origin(each) is dict for each in kinds):
        return "mapping"
    return "list" if any(get_origin(each) is tuple for each in kinds) else "text"
