"""The Campaign, its Messaging Service and its numbers: `a2p:campaign`, `a2p:messaging_service`."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from a2p.declared.values import Declared, Keywords, Url, characters
from a2p.specs import MessagingServiceSpec

AutoReply = Annotated[str, characters(20, 320)]  # C3
Sample = Annotated[str, characters(20, 1024)]  # C3
_NEED_TWO_SAMPLES = {"SOLE_PROPRIETOR", "MIXED", "MARKETING"}  # C4
_OWN_OPT_OUT = ("opt_out_message", "opt_out_keywords", "help_message", "help_keywords")


def _samples(value: object) -> object:
    if isinstance(value, list):
        if not 1 <= len(value) <= 5:
            raise ValueError(f"{len(value)} samples, 1 to 5 needed (C4)")
        return tuple(value)
    return value


class DeclaredCampaign(Declared):
    """
    What is sent to whom and why, and how people opt in and out (C2).

    opt_out_management says who answers STOP and HELP: Twilio with its own texts (default), Twilio with the
    texts of your Messaging Service (advanced), or you (self). Only with self are the four opt-out and help
    fields yours to declare; otherwise Twilio overwrites them (C5).
    """

    us_app_to_person_usecase: Annotated[str, Field(pattern="^[A-Z0-9_]+$")]
    description: Annotated[str, characters(40, 4096)]
    message_flow: Annotated[str, characters(40, 2048)]
    message_samples: Annotated[tuple[Sample, ...], BeforeValidator(_samples)]
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

    @model_validator(mode="after")
    def _samples_suit_the_use_case(self) -> "DeclaredCampaign":
        if self.us_app_to_person_usecase in _NEED_TWO_SAMPLES and len(self.message_samples) < 2:
            raise ValueError(
                f"message_samples: 1 given, the use case {self.us_app_to_person_usecase} needs 2 (C4)"
            )
        return self

    @model_validator(mode="after")
    def _opt_in_is_whole(self) -> "DeclaredCampaign":
        if (self.opt_in_message is None) != (self.opt_in_keywords is None):
            raise ValueError("opt_in_message and opt_in_keywords: declare both or neither (C5)")
        return self

    @model_validator(mode="after")
    def _opt_out_is_whose_it_is(self) -> "DeclaredCampaign":
        declared = [name for name in _OWN_OPT_OUT if getattr(self, name) is not None]
        missing = [name for name in _OWN_OPT_OUT if name not in declared]
        if self.opt_out_management == "self" and missing:
            raise ValueError(f"{', '.join(missing)}: needed where opt_out_management is self (C5)")
        if self.opt_out_management != "self" and declared:
            raise ValueError(
                f"{', '.join(declared)}: Twilio overwrites it unless opt_out_management is self (C5). "
                "Remove it, or set opt_out_management: self"
            )
        return self


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
    validity_period: Annotated[int, Field(ge=1, le=36000)] | None = None
    use_inbound_webhook_on_number: bool | None = None

    def spec(self, friendly_name: str) -> MessagingServiceSpec:
        """The service to register."""
        return MessagingServiceSpec(friendly_name=friendly_name, **self.model_dump())
