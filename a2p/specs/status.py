"""RegistrationStatus: which objects to look at when telling where a registration stands."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RegistrationStatusSpec:
    """The ids of one stack's resources."""

    stack: str
    brand_type: str
    profile_sid: str
    trust_bundle_sid: str
    brand_sid: str
    messaging_service_sid: str
    campaign_stage: str
    phone_number_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExternalStatusSpec:
    """The ids of an external customer's resources; campaign_id is the registry's, as declared (E4)."""

    stack: str
    campaign_id: str
    messaging_service_sid: str
    campaign_stage: str
    share_accepted_on: str | None = None
    phone_number_ids: tuple[str, ...] = ()
