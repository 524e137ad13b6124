"""What the program knows of its own stack: its declaration, its mark, and the provider of its resources."""

from pathlib import Path
from typing import Any

from pulumi.runtime import get_config
from pulumi.runtime.config import CONFIG, get_config_env

import pulumi
from a2p.declared import Customer, DeclarationError, load

_SECRETS = frozenset({"authToken", "apiSecret"})
_FOR_THE_PROVIDER = ("accountSid", "authToken", "apiKey", "apiSecret", "baseUrl", "wait", "allowTrafficLoss")


def declared() -> Customer:
    """
    The customer this stack declares.

    Raises:
        pulumi.RunError: the stack file is wrong; shown without a traceback.
    """
    namespace = f"{pulumi.get_project()}:"
    keys = {*CONFIG.get(), *get_config_env()}
    config = {
        key.removeprefix(namespace): get_config(key) for key in sorted(keys) if key.startswith(namespace)
    }
    try:
        return load(config, file=stack_file())
    except DeclarationError as error:
        raise pulumi.RunError(str(error)) from None


def stack_file() -> str:
    """The stack's file, as a user would name it."""
    return str(Path("stacks") / f"Pulumi.{pulumi.get_stack()}.yaml")


def mark() -> str:
    """The name every object of this stack carries at Twilio, and is found again by."""
    return f"a2p/{pulumi.get_stack()}"


def twilio() -> pulumi.ProviderResource:
    """
    The provider of all resources of the stack.

    Explicit, because the default provider of dynamic resources would keep the whole stack config in the
    state, personal data included (docs/decisions/0003-explicit-provider.md).
    """
    project = pulumi.get_project()
    given = {key: get_config(f"{project}:{key}") for key in _FOR_THE_PROVIDER}
    settings: dict[str, Any] = {
        f"{project}:{key}": pulumi.Output.secret(value) if key in _SECRETS else value
        for key, value in given.items()
        if value is not None
    }
    return pulumi.ProviderResource("pulumi-python", "twilio", settings)
