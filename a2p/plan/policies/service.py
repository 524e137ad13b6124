"""MessagingService, and the phone numbers in it."""

from a2p.plan.field_rules import ChangeRule, FieldRule, Policy

_MARK_WHY = (
    "Our mark, by which an interrupted run is found again, or the SID of an adopted service. Another SID is\n"
    "    another service: the Campaign is registered anew there, and its numbers move."
)

MESSAGING_SERVICE = Policy(
    "MessagingService",
    (
        FieldRule("friendly_name", ChangeRule.NAME, _MARK_WHY),
        *(
            FieldRule(name, ChangeRule.AMEND, "A setting of the Messaging Service; no review.")
            for name in (
                "usecase",
                "inbound_request_url",
                "inbound_method",
                "fallback_url",
                "fallback_method",
                "status_callback",
                "sticky_sender",
                "mms_converter",
                "smart_encoding",
                "area_code_geomatch",
                "validity_period",
                "use_inbound_webhook_on_number",
                "scan_message_content",
                "synchronous_validation",
            )
        ),
    ),
    replacement="another service takes its place",
)

PHONE_NUMBER_ASSOCIATION = Policy(
    "PhoneNumberAssociation",
    (
        FieldRule(
            "messaging_service_sid", ChangeRule.REPLACE, "An association is of one number with one service."
        ),
        FieldRule(
            "phone_number_sid", ChangeRule.REPLACE, "An association is of one number with one service."
        ),
        FieldRule(
            "campaign_stage", ChangeRule.GATE, "A number is associated once its Campaign is registered (N2)."
        ),
        FieldRule("declared_as", ChangeRule.ORDER, "Another way to write the same number; its SID counts."),
    ),
    gone_is_replaced=False,
    identity=frozenset({"messaging_service_sid", "phone_number_sid"}),
    waiting="it is associated once its Campaign is registered (N2)",
    replacement="one association is deleted, and another one made",
)
