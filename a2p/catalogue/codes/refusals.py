"""Why Twilio's API refused a request. Nothing was made by it."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Remediation

_row = partial(CatalogueCode, where=CodeSource.REFUSAL)

_SUSPENDED = "open a ticket with Twilio Support, and change nothing until it is lifted"

ROWS = (
    _row(
        code=21710,
        title="the number is in this Messaging Service already",
        mends=Remediation.RETRY,
        remedy="nothing: it is where it belongs; run up again to record it",
        source="N2, ext",
    ),
    _row(
        code=21711,
        title="the number is not in this Messaging Service",
        mends=Remediation.RETRY,
        remedy="run up again, which looks where the number is and associates it",
        source="N2, ext",
    ),
    _row(
        code=21712,
        title="the number is in another Messaging Service",
        mends=Remediation.ELSEWHERE,
        remedy="take the number out of the other service first, if its traffic may stop",
        keys=("phone_numbers",),
        source="N2, ext",
    ),
    _row(
        code=21714,
        title="the Messaging Service is full: 400 numbers unless Twilio raised it",
        mends=Remediation.ELSEWHERE,
        remedy="declare fewer phone_numbers, or ask Twilio Support for a larger pool",
        keys=("phone_numbers",),
    ),
    _row(
        code=21715,
        title="the number cannot send text messages",
        mends=Remediation.EDIT,
        remedy="declare a number with SMS capability in phone_numbers",
        keys=("phone_numbers",),
    ),
    _row(
        code=21717,
        title="the Brand is not registered, or not good for this use case",
        mends=Remediation.ELSEWHERE,
        remedy="wait for the Brand's approval (a sole proprietor's YES too), or declare another use case",
        keys=("campaign.us_app_to_person_usecase",),
        source="G6, B6, ext",
    ),
    _row(
        code=21719,
        title="the Messaging Service's own use case does not go with the Campaign",
        mends=Remediation.EDIT,
        remedy="remove messaging_service.usecase: its default, undeclared, goes with every Campaign",
        keys=("messaging_service.usecase",),
        source="M1, ext",
    ),
    _row(
        code=21720,
        title="no such use case for this Brand",
        mends=Remediation.EDIT,
        remedy="declare one of the Brand's use cases, letter by letter, as us_app_to_person_usecase",
        keys=("campaign.us_app_to_person_usecase",),
        source="C18, C22, ext",
    ),
    _row(
        code=21724,
        title="the Brand has been resubmitted three times, which is all it may be",
        mends=Remediation.ELSEWHERE,
        remedy="ask Twilio Support; or delete the Brand in the Console and register another one, for its fee",
        source="B5, ext",
    ),
    _row(
        code=21725,
        title="the Brand is not FAILED, and only then can be resubmitted",
        mends=Remediation.ELSEWHERE,
        remedy="take the change of profile, trust_bundle or brand back, or ask Twilio Support to make it",
        keys=("profile", "trust_bundle", "brand"),
        source="B5, ext",
    ),
    _row(
        code=21727,
        title="a parameter is missing, so no Campaign was made",
        mends=Remediation.EDIT,
        remedy="declare message_flow, and with opt_out_management: self all four opt-out and help keys",
        keys=("campaign.message_flow", "campaign.opt_out_management", "campaign.opt_in_message"),
        source="C2, C5, C6",
    ),
    _row(
        code=21728,
        title="a text is too short or too long, so no Campaign was made",
        mends=Remediation.EDIT,
        remedy="keep description within 40-4096 characters, flow 40-2048, samples 20-1024, replies 20-320",
        keys=(
            "campaign.description",
            "campaign.message_flow",
            "campaign.message_samples",
            "campaign.opt_in_message",
            "campaign.opt_out_message",
            "campaign.help_message",
        ),
        source="C3, C6",
    ),
    _row(
        code=21729,
        title="the Campaign is suspended: no edit, no deletion, no change of its numbers",
        mends=Remediation.ELSEWHERE,
        remedy=_SUSPENDED,
        source="C24, ext",
    ),
    _row(
        code=21731,
        title="the Brand is suspended: no new Campaign, no edit of the Brand",
        mends=Remediation.ELSEWHERE,
        remedy=_SUSPENDED,
        source="C24, B2, ext",
    ),
    _row(
        code=21732,
        title="a sole proprietor's Brand has one Campaign at most, a FAILED one included",
        mends=Remediation.ELSEWHERE,
        remedy="edit the Campaign there is, or delete it before registering another one",
        source="B6, ext",
    ),
    _row(
        code=21736,
        title="the contact e-mail is not valid; of a 2FA e-mail: its domain could not be verified",
        mends=Remediation.EDIT,
        remedy="correct the e-mail address; for the Brand's contact take one in the company's own domain",
        keys=("profile.email", "trust_bundle.brand_contact_email"),
        source="U8, ext",
        as_of="2025-08-07",
    ),
    _row(
        code=21737,
        title="the contact e-mail is missing; of a 2FA e-mail: its link has expired",
        mends=Remediation.EDIT,
        remedy="declare trust_bundle.brand_contact_email; if it is declared, have another e-mail sent",
        keys=("trust_bundle.brand_contact_email",),
        source="U8, ext",
        as_of="2025-08-07",
    ),
)
