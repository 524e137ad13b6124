"""A customer whose campaign is registered at The Campaign Registry itself: `a2p:external_campaign`."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from a2p.campaign_names import MAIN, name_service
from a2p.declared.account import DeclaredAccount
from a2p.declared.adoption import DeclaredServiceAdoption
from a2p.declared.campaign import DeclaredMessagingService
from a2p.declared.fields.field_types import Declared, matches
from a2p.declared.one_campaign import OneCampaign
from a2p.declared.phone_numbers import DeclaredBoughtNumber, PhoneNumbers, list_number_keys, name_number
from a2p.specs.codec import encode_value

# A time of day besides, for an acceptance on the same day as the one before it.
_DATE = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?Z?)?")


_ANYWHERE = timedelta(hours=14)  # so far ahead of UTC is a day that has begun somewhere
SHARE = ("external_campaign", "share_accepted_on")
SHARE_REMEDY = (
    "set it to the day on which CAMPAIGN_SHARE_ACCEPT arrived, or remove it until then: what is associated\n"
    "too early fails, and its review is paid again (E2, E3)"
)


def _to_text(value: object) -> object:
    """A date without quotes, as it was written: Pulumi makes `2026-11-20 00:00:00 +0000 UTC` of it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.removesuffix(" +0000 UTC").removesuffix(" 00:00:00")
    return value


def _check_date(value: str) -> str:
    try:
        well_formed = _DATE.fullmatch(value) and datetime.fromisoformat(value)
    except ValueError:
        well_formed = None
    if not well_formed:
        raise ValueError("a date needed, as in 2026-11-20, or with a time, as in 2026-11-20 14:05")
    return value


class DeclaredExternalCampaign(Declared):
    """
    Which campaign it is, and since when Twilio accepts it (E2, E4).

    share_accepted_on: the day CAMPAIGN_SHARE_ACCEPT arrived at the ISV's webhook at the registry, of which no
    call of Twilio's tells. sole_proprietor: the registry knows, and Twilio does not tell, that the Brand is
    one; it may have one number only (N1).
    """

    campaign_id: Annotated[
        str, matches("C[A-Z0-9]{6}", "C and six capital letters or digits needed, as in CRMTK1Z (E4)")
    ]
    share_accepted_on: Annotated[str, BeforeValidator(_to_text), AfterValidator(_check_date)] | None = None
    cnp_migration: bool = False
    sole_proprietor: bool = False

    def explain_early_share(self, now: float) -> str:
        """What is wrong with a date of acceptance that is still to come at `now`, in Unix seconds; or ""."""
        if self.share_accepted_on is None:
            return ""
        accepted = datetime.fromisoformat(self.share_accepted_on).replace(tzinfo=UTC)
        if accepted <= datetime.fromtimestamp(now, UTC) + _ANYWHERE:
            return ""
        return f"{self.share_accepted_on} is still to come, and Twilio's acceptance has arrived on it"


class ExternalCustomer(OneCampaign):
    """
    A customer without profile and Brand at Twilio, which the registry keeps (E1).

    Made by `load` alone, as every Customer is.
    """

    external: ClassVar[Literal[True]] = True

    external_campaign: DeclaredExternalCampaign
    messaging_service: DeclaredMessagingService = Field(default_factory=DeclaredMessagingService)
    phone_numbers: PhoneNumbers = ()
    account: DeclaredAccount | None = None
    adopted: DeclaredServiceAdoption = Field(default_factory=DeclaredServiceAdoption)

    def explain_early_share(self, now: float) -> str:
        """What is wrong with a date of acceptance that is still to come at `now`, in Unix seconds; or ""."""
        return self.external_campaign.explain_early_share(now)

    def messaging_service_inputs(self, mark: str) -> dict[str, Any]:
        """MessagingService's inputs."""
        spec = self.messaging_service.spec(self.service_name(mark))
        return _inputs({**spec.__dict__, **self.name_inputs()})

    def service_name(self, mark: str) -> str:
        """What this Campaign's Messaging Service is found by at Twilio."""
        return self.adopted.service(name_service(mark, self.campaign_name))

    def campaigns_inputs(self, mark: str) -> dict[str, Any]:
        """What each ExternalCampaign of several is told of the others."""
        services = {each.campaign_name: each.service_name(mark) for each in self.campaigns}
        several = {"campaigns": services} if services.keys() != {MAIN} else {}
        return {
            **several,
            **self.bought_inputs(),
            "renamed_campaigns": self.list_renamed(),
            "numbers_of_stack": self.list_numbers_of_stack(),
        }

    def number_name(self, entry: str | DeclaredBoughtNumber) -> str:
        """What the stack calls a number's association; always the same where there is only one (N1)."""
        return "phone-number" if self.external_campaign.sole_proprietor else name_number(entry)

    def external_campaign_inputs(self) -> dict[str, Any]:
        """ExternalCampaign's inputs, but for the SID of the service."""
        declared = self.external_campaign.model_dump(exclude={"sole_proprietor"})
        return _inputs({**declared, "phone_numbers": self.list_own_numbers(), **self.name_inputs()})

    def list_own_numbers(self) -> tuple[str, ...]:
        """The entries of this Campaign's phone_numbers, as texts."""
        return list_number_keys(self.phone_numbers)


def _inputs(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: encode_value(value) for name, value in fields.items() if value is not None}
