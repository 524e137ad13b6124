"""What `a2p adopt` found at Twilio: `a2p:adopted`."""

from typing import Annotated

from pydantic import Field

from a2p.declared.fields.field_types import Declared, sid
from a2p.specs import EndUser


class DeclaredServiceAdoption(Declared):
    """
    What was there before this stack, by SID.

    Everything else carries the stack's mark as its name and is found by that; these keep the names they have
    and are found by their SIDs (docs/decisions/0012-adoption.md).
    """

    messaging_service: Annotated[str, sid("MG")] | None = None

    def service(self, mark: str) -> str:
        """What the Messaging Service is found by."""
        return self.messaging_service or mark


class DeclaredAdoption(DeclaredServiceAdoption):
    """
    The same for a customer whose Brand is at Twilio.

    attributes: by the type of the EndUser, what Twilio keeps of it that no declaration has a key for; it is
    carried along as it is.
    """

    profile: Annotated[str, sid("BU")] | None = None
    trust_bundle: Annotated[str, sid("BU")] | None = None
    attributes: dict[str, dict[str, str]] = Field(default_factory=dict)

    def bundles(self, mark: str) -> str:
        """What both bundles are found by: one name, or one of each with a blank between."""
        names = (self.profile or mark, self.trust_bundle or mark)
        return mark if names == (mark, mark) else " ".join(names)

    def complete(self, end_users: tuple[EndUser, ...]) -> tuple[EndUser, ...]:
        """The same end users with what is carried along of each."""
        return tuple(
            EndUser(each.type, {**self.attributes.get(each.type, {}), **each.attributes})
            for each in end_users
        )
