"""MessagingService, and the phone numbers in it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MessagingServiceSpec:
    """A Messaging Service (M1). friendly_name is our mark, as for bundles; the rest is as Twilio names it."""

    friendly_name: str
    usecase: str | None = None
    inbound_request_url: str | None = None
    inbound_method: str | None = None
    fallback_url: str | None = None
    fallback_method: str | None = None
    status_callback: str | None = None
    sticky_sender: bool | None = None
    mms_converter: bool | None = None
    smart_encoding: bool | None = None
    area_code_geomatch: bool | None = None
    validity_period: int | None = None
    use_inbound_webhook_on_number: bool | None = None
    scan_message_content: str | None = None
    synchronous_validation: bool | None = None


@dataclass(frozen=True, kw_only=True)
class PhoneNumberAssociationSpec:
    """
    One phone number as a sender of one Messaging Service, once its Campaign is registered (N2).

    campaign_stage: None where it waits for none, because the Campaign is an external one (E2). declared_as:
    the number in E.164 form, or `bought:<name>`; None where the stack file has the SID itself.
    """

    messaging_service_sid: str
    phone_number_sid: str
    campaign_stage: str | None = None
    declared_as: str | None = None

    @property
    def pulumi_id(self) -> str:
        """The id the stack keeps: the number's SID alone may appear in several services' history."""
        return f"{self.messaging_service_sid}/{self.phone_number_sid}"
