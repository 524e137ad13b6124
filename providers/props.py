"""A resource's properties for the engine, made of a declaration's plain inputs."""

from collections.abc import Mapping
from typing import Any

import pulumi


def to_props(
    inputs: Mapping[str, Any], *, personal: frozenset[str] = frozenset(), outputs: tuple[str, ...] = ()
) -> dict[str, Any]:
    """
    A resource's properties: personal inputs as secrets, and a place for each output.

    The engine marks an output as secret when the input of the same name is, so what is sealed here stays
    sealed in the state, whether or not it is a secret in the stack file.
    """
    sealed = {
        name: pulumi.Output.secret(value) if name in personal else value for name, value in inputs.items()
    }
    return {**dict.fromkeys(outputs), **sealed}
