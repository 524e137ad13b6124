"""The Campaign, its Messaging Service and its numbers: `a2p:campaign`, `a2p:messaging_service`."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from a2p.declared.brand import Submission
from a2p.declared.fields.field_types import Declared, Keywords, Url, as_tuple, between, characters, matches
from a2p.specs import MessagingServiceSpec

AutoReply = Annotated[str, characters(20, 320)]  # C3
Sample = Annotated[str, characters(20, 1024)]  # C3
UseCase = Annotated[str, matches("[A-Z0-9_]+", "capital letters, digits and _ needed, as in LOW_VOLUME")]


class DeclaredCampaign(Declared):
    """
    What is sent to whom and why, and how people opt in and out (C2).

    opt_out_management says who answers STOP and HELP: Twilio with its own texts (default), Twilio with the
    texts of your Messaging Service (advanced), or you (self). Only with self are the four opt-out and help
    fields yours to declare; otherwise Twilio overwrites them (C5).
    """

    us_app_to_person_usecase: UseCase
    description: Annotated[str, characters(40, 4096)]
    message_flow: Annotated[str, characters(40, 2048)]
    message_samples: Annotated[tuple[Sample, ...], BeforeValidator(as_tuple)]
    has_embedded_links: bool
    has_embedded_phone: bool
    age_gated: bool = False
    direct_lending: bool = False
    subscriber_opt_in: bool | None = None
    opt_in_message: AutoReply | None = None
    opt_in_keywords: Keywords | None = None
    opt_out_management: Literal["default", "advanced", "self"] = "default"
    opt_out_message: AutoReply | None = None
    opt_out_keywords: Keywords | None = None
    help_message: AutoReply | None = None
    help_keywords: Keywords | None = None
    privacy_policy_url: Url | None = None
    terms_and_conditions_url: Url | None = None
    submission: Submission = 1


class DeclaredMessagingService(Declared):
    """Settings of the Messaging Service, under Twilio's names (requirements, section 2)."""

    usecase: (
        Literal["notifications", "marketing", "verification", "discussion", "poll", "undeclared"] | None
    ) = None
    inbound_request_url: Url | None = None
    inbound_method: Literal["GET", "POST"] | None = None
    fallback_url: Url | None = None
    fallback_method: Literal["GET", "POST"] | None = None
    status_callback: Url | None = None
    sticky_sender: bool | None = None
    mms_converter: bool | None = None
    smart_encoding: bool | None = None
    area_code_geomatch: bool | None = None
    validity_period: Annotated[int, between(1, 36000)] | None = None
    use_inbound_webhook_on_number: bool | None = None
    scan_message_content: Literal["inherit", "enable", "disable"] | None = None
    synchronous_validation: bool | None = None

    def spec(self, friendly_name: str) -> MessagingServiceSpec:
        """The service to register."""
        return MessagingServiceSpec(friendly_name=friendly_name, **self.model_dump())
