"""The Twilio account that a customer is registered in, where it is the customer's own: `a2p:account`."""

from typing import Annotated

from pydantic import model_validator

from a2p.declared.fields.field_types import Declared, characters, matches, sid

Prefix = Annotated[str, matches("[A-Z][A-Z0-9_]*[A-Z0-9]", "capital letters, digits, _ needed, as in ACME")]


class DeclaredAccount(Declared):
    """
    A subaccount, or any other account than the environment's, and where its key or token is.

    One of environment, file and command; none of them where the stack holds a2p:authToken, or a2p:apiKey and
    a2p:apiSecret, as secrets. Never the key itself.
    """

    sid: Annotated[str, sid("AC")]
    environment: Prefix | None = None
    file: Annotated[str, characters(1, 500)] | None = None
    command: Annotated[str, characters(1, 1000)] | None = None

    @model_validator(mode="after")
    def _take_one(self) -> "DeclaredAccount":
        given = [name for name in ("environment", "file", "command") if getattr(self, name)]
        if len(given) > 1:
            raise ValueError(f"{' and '.join(given)} given, one of them needed")
        return self
