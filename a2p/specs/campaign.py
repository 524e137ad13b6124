"""Campaign: one Usa2p record inside one Messaging Service."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

# Every Usa2p record of every account has this SID (C1), so a Campaign is named by its service.
USA2P_SID = "QE2c6890da8086d771620e9b13fadeba0b"

# What each new Campaign and each edit needs since 2026-06-30, with the code of its absence (U1).
POLICY_URL_CODES: Mapping[str, int] = MappingProxyType(
    {"privacy_policy_url": 30933, "terms_and_conditions_url": 30934}
)


def is_policy_url(value: Any) -> bool:
    """Whether Twilio takes a value for one of the two: an https address (U1)."""
    return isinstance(value, str) and value.lower().startswith("https://")


@dataclass(frozen=True, kw_only=True)
class CampaignSpec:
    """
    The create parameters of Usa2p (C2).

    The opt-out and help fields are None unless the customer manages them itself: Twilio would
    overwrite them (C5). phone_numbers: the SIDs of the declared numbers, of which no call tells; None in a
    state from before they were kept here. removed_numbers: those that are not declared any more and were
    still there at the last run. submission: a higher number has it reviewed again; None for
    the first, as in a state from before there were numbers.
    brand_public: whether the Brand needs Authentication+.
    """

    messaging_service_sid: str
    brand_sid: str
    brand_type: str
    us_app_to_person_usecase: str
    description: str
    message_flow: str
    message_samples: tuple[str, ...]
    has_embedded_links: bool
    has_embedded_phone: bool
    age_gated: bool = False
    direct_lending: bool = False
    brand_mock: bool = False
    brand_public: bool = False
    subscriber_opt_in: bool | None = None
    opt_in_message: str | None = None
    opt_in_keywords: tuple[str, ...] | None = None
    opt_out_message: str | None = None
    opt_out_keywords: tuple[str, ...] | None = None
    help_message: str | None = None
    help_keywords: tuple[str, ...] | None = None
    privacy_policy_url: str | None = None
    terms_and_conditions_url: str | None = None
    brand_revision: str | None = None
    phone_numbers: tuple[str, ...] | None = None
    removed_numbers: tuple[str, ...] | None = None
    submission: int | None = None

    @property
    def pulumi_id(self) -> str:
        """The id the stack keeps, known before the Campaign is registered."""
        return f"{self.messaging_service_sid}/{USA2P_SID}"
