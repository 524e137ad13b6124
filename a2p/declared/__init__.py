"""The declaration: a stack file's config, validated as a whole, as frozen models."""

from a2p.declared.customer import Customer, SoleProprietor, Standard
from a2p.declared.external import ExternalCustomer
from a2p.declared.loading import AnyCustomer, load
from a2p.errors import DeclarationError

__all__ = [
    "AnyCustomer",
    "Customer",
    "DeclarationError",
    "ExternalCustomer",
    "SoleProprietor",
    "Standard",
    "load",
]
