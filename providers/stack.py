"""What the program knows of its own stack: its declaration, its mark, and the provider of its resources."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pulumi.runtime import get_config

# What pulumi.runtime.invoke waits with; there is no public name for it.
from pulumi.runtime.sync_await import _sync_await

import pulumi
from a2p.campaign_names import MAIN
from a2p.stackfile import declaration_digest
from providers.phone_number import PhoneNumber

if TYPE_CHECKING:
    from a2p.declared import AnyCustomer
    from a2p.declared.phone_numbers import DeclaredBoughtNumber

_SECRETS = frozenset({"authToken", "apiSecret"})
_A_MOMENT = (
    0.03  # seconds of the event loop: enough to hand a request over, and less than a plugin takes to start
)
_FOR_THE_PROVIDER = (
    "account",
    "accountSid",
    "authToken",
    "apiKey",
    "apiSecret",
    "baseUrl",
    "wait",
    "allowTrafficLoss",
    "allowPaidResubmission",
)


def load_customer() -> AnyCustomer:
    """
    The customer this stack declares.

    Raises:
        pulumi.RunError: the stack file is wrong; shown without a traceback.
    """
    # Here and not above, after the provider: see `_send_registrations`.
    from providers.declaration import load_from_engine  # noqa: PLC0415

    return load_from_engine(stack_file_path(), _SECRETS)


def stack_file_path() -> str:
    """The stack's file, as a user would name it."""
    return str(Path("stacks") / f"Pulumi.{pulumi.get_stack()}.yaml")


def read_declaration_digest() -> str:
    """Which declaration this run has, by its content: `a2p serve` goes on with none but a person's."""
    return declaration_digest.digest_declaration(Path.cwd(), pulumi.get_stack())


def stack_mark() -> str:
    """The name every object of this stack carries at Twilio, and is found again by."""
    return f"a2p/{pulumi.get_stack()}"


def twilio_provider() -> pulumi.ProviderResource:
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
    name = f"{project}:stack"
    settings[name] = pulumi.get_stack()
    # A stack that was begun before there was this setting goes on without it: its preview shows no change.
    unchanged = pulumi.ResourceOptions(ignore_changes=[f'["{name}"]'])
    provider = pulumi.ProviderResource("pulumi-python", "twilio", settings, unchanged)
    _send_registrations()
    return provider


def former_names(customer: AnyCustomer, kind: str) -> pulumi.ResourceOptions:
    """The options of a resource of a Campaign that had another name in the stack file, if it says so."""
    former = [pulumi.Alias(name=name) for name in customer.list_former_names(kind)]
    return pulumi.ResourceOptions(aliases=former)


def in_place_of(customer: AnyCustomer, kind: str, other: str, other_type: str) -> pulumi.ResourceOptions:
    """
    The options of a Campaign that may take the place of one of the other kind, in the same service (C21).

    The engine deletes that one before it creates this one. Without it, it would create first, and be refused.
    """
    others = [customer.name_resource(other), *customer.list_former_names(other)]
    aliases = [pulumi.Alias(name=name, type_=f"pulumi-python:dynamic/a2p:{other_type}") for name in others]
    return pulumi.ResourceOptions.merge(former_names(customer, kind), pulumi.ResourceOptions(aliases=aliases))


def number_inputs(entry: str | DeclaredBoughtNumber, options: pulumi.ResourceOptions) -> dict[str, Any]:
    """Which number an association is of: by its SID, by its number, or as what the stack buys."""
    if isinstance(entry, str):
        return {"declared_as": entry} if entry.startswith("+") else {"phone_number_sid": entry}
    number = PhoneNumber(f"bought-number-{entry.name}", entry.inputs(stack_mark()), options)
    return {"phone_number_sid": number.id, "declared_as": f"bought:{entry.name}"}


def number_aliases(customer: AnyCustomer, entry: str | DeclaredBoughtNumber) -> pulumi.ResourceOptions:
    """
    The options of a number's association, which a stack may have called otherwise before.

    The one number of a sole proprietor has a name without its SID; so it is the same association when the
    customer becomes a company, or the other way round.
    """
    is_only_one = len(customer.phone_numbers) == 1 and customer.campaign_name == MAIN
    only = ["phone-number"] if is_only_one else []
    names, now = [*customer.list_number_names(entry), *only], customer.number_name(entry)
    return pulumi.ResourceOptions(aliases=[pulumi.Alias(name=name) for name in names if name != now])


def _send_registrations() -> None:
    """
    Have what is registered so far sent now, and not when the program has ended.

    The engine then starts the plugin while the program loads and validates the declaration; each takes a few
    tenths of a second, and one after the other they would cost every preview the sum.
    """
    _sync_await(asyncio.sleep(_A_MOMENT))
