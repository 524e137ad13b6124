"""RegistrationStatus: which objects to look at when telling where a registration stands."""

from dataclasses import dataclass, field

from a2p.specs.brand import AuthenticationSpec, OtpSpec


@dataclass(frozen=True, kw_only=True)
class RegistrationStatusSpec:
    """
    The ids of one stack's resources, and what only the stack knows of the Brand.

    registered_at, resubmissions, last_otp_at, otp_count, last_email_at, email_count: as the Brand records
    them. campaign_resubmissions: as the Campaign does. vetting_provider: of the vetting that is declared, if
    one is. authentication: None where the Brand is no public company's. campaign: the name of the Campaign,
    where the stack has several; own_services: the services of all of them. declaration: the digest of what
    the run had. refused_update, refused_at: code and moment of the last update of the Brand, if Twilio has
    refused it.
    """

    stack: str
    brand_type: str
    profile_sid: str
    trust_bundle_sid: str
    brand_sid: str
    messaging_service_sid: str
    campaign_stage: str
    phone_number_ids: tuple[str, ...] = ()
    otp: OtpSpec = field(default_factory=OtpSpec)
    registered_at: str | None = None
    resubmissions: int = 0
    campaign_resubmissions: int = 0
    last_otp_at: str | None = None
    otp_count: int | None = None
    vetting_provider: str | None = None
    authentication: AuthenticationSpec | None = None
    last_email_at: str | None = None
    email_count: int | None = None
    refused_update: str | None = None
    refused_at: str | None = None
    campaign: str | None = None
    own_services: tuple[str, ...] = ()
    declaration: str = ""


@dataclass(frozen=True, kw_only=True)
class ExternalStatusSpec:
    """
    The ids of an external customer's resources; campaign_id is the registry's, as declared (E4).

    campaign, own_services, declaration: as in RegistrationStatusSpec.
    """

    stack: str
    campaign_id: str
    messaging_service_sid: str
    campaign_stage: str
    share_accepted_on: str | None = None
    phone_number_ids: tuple[str, ...] = ()
    campaign: str | None = None
    own_services: tuple[str, ...] = ()
    declaration: str = ""
