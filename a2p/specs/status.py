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
