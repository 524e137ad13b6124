"""What Twilio says is there now: frozen values with the fields of the specs; nothing here makes a call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# What stands for a reason where Twilio's API tells none.
NO_REASON = "no reason given"
SUSPENDED_FOR = 30 * 86_400.0  # seconds; Twilio deletes a suspended Campaign then


@dataclass(frozen=True)
class Problem:
    """One reason for a rejection: Twilio's code, the field tokens it names, its text, its page (C8)."""

    code: int | None
    fields: tuple[str, ...]
    description: str
    url: str = ""

    def __str__(self) -> str:
        where = f" [{', '.join(self.fields)}]" if self.fields else ""
        return f"{self.code or 'no code'}{where}: {self.description}"


@dataclass(frozen=True, kw_only=True)
class LiveBundle:
    """A Customer Profile or Trust Product as it stands."""

    sid: str
    status: str
    friendly_name: str
    email: str
    status_callback: str | None
    updated_at: float
    policy_sid: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def is_submitted(self) -> bool:
        """Past draft and not sent back; twilio-approved is never waited for (G4)."""
        return self.status in {"pending-review", "in-review", "twilio-approved"}

    @property
    def is_status_known(self) -> bool:
        """Whether Twilio's word for where it stands is one of those that are documented."""
        return self.is_submitted or self.status in {"draft", "twilio-rejected"}

    @property
    def is_rejected(self) -> bool:
        """Twilio looked at it and refused."""
        return self.status == "twilio-rejected"


@dataclass(frozen=True, kw_only=True)
class LiveBrand:
    """
    A BrandRegistration as it stands (B2, B3).

    brand_score and tcr_id are None until TCR has given one. feedback: why the score is no higher (B8).
    """

    sid: str
    status: str
    identity_status: str | None
    brand_type: str
    mock: bool
    skip_automatic_sec_vet: bool
    profile_sid: str
    trust_bundle_sid: str
    updated_at: float
    created_at: float = 0.0
    tcr_id: str | None = None
    brand_score: int | None = None
    feedback: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LiveVetting:
    """A vetting of a Brand by a third party. created_at, updated_at: Unix seconds, 0 where not told."""

    sid: str
    provider: str
    status: str
    vetting_class: str
    created_at: float = 0.0
    updated_at: float = 0.0


@dataclass(frozen=True, kw_only=True)
class LiveCampaign:
    """
    A Usa2p record as it stands; `fields` are those of CampaignSpec that Twilio shows (C9).

    updated_at: Unix seconds; of a suspended one, which nothing changes, when that was. 0 where not told.
    """

    status: str
    campaign_id: str | None
    externally_registered: bool
    brand_sid: str = ""
    created_at: float = 0.0
    updated_at: float = 0.0
    fields: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_approved(self) -> bool:
        """TCR has approved it; the four booleans are fixed now (C11)."""
        return self.status == "VERIFIED"

    @property
    def deleted_after(self) -> float:
        """When Twilio deletes a suspended one, and releases its numbers; 0 of others, or where not told."""
        is_dated = self.status == "SUSPENDED" and self.updated_at
        return self.updated_at + SUSPENDED_FOR if is_dated else 0.0


@dataclass(frozen=True, kw_only=True)
class LiveNumber:
    """A phone number that the account has; phone_number in E.164 form."""

    sid: str
    phone_number: str
    friendly_name: str


@dataclass(frozen=True, kw_only=True)
class LiveService:
    """A Messaging Service as it stands; `fields` are those of MessagingServiceSpec."""

    sid: str
    fields: Mapping[str, Any] = field(default_factory=dict)
