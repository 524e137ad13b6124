"""MessagingService, and the phone numbers in it."""

from a2p.plan.field_rules import Policy, Row, Rule

_MARK_WHY = "Our mark: the name by which an interrupted run is found again."

MESSAGING_SERVICE = Policy(
    "MessagingService",
    (
        Row("friendly_name", Rule.AMEND, _MARK_WHY),
        *(
            Row(name, Rule.AMEND, "A setting of the Messaging Service; no review.")
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
            )
        ),
    ),
)

PHONE_NUMBER_ASSOCIATION = Policy(
    "PhoneNumberAssociation",
    (
        Row("messaging_service_sid", Rule.REPLACE, "An association is of one number with one service."),
        Row("phone_number_sid", Rule.REPLACE, "An association is of one number with one service."),
        Row("campaign_stage", Rule.GATE, "A number is associated once its Campaign is registered (N2)."),
    ),
    gone_is_replaced=False,
)
