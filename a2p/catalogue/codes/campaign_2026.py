"""
Why a Campaign was rejected, by the finer codes that Twilio has used since 2025 (U2).

Each row is made from Twilio's own page of the code; as_of is the day the page was changed last, or, where it
does not say, the day it was read. A row whose page could not be read says so.
"""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Remediation
from a2p.catalogue.final_codes import FINAL

_SEPTEMBER = "2026-09-14"  # the last change of all pages of the series 305xx
_row = partial(CatalogueCode, where=CodeSource.CAMPAIGN, source="U2, ext")
_on_page = partial(_row, mends=Remediation.PAGE, keys=("campaign.message_flow",))
_disclosure = partial(_on_page, as_of=_SEPTEMBER)
_text = partial(_row, mends=Remediation.EDIT, keys=("campaign.message_flow",))
_use_case = ("campaign.description", "campaign.message_samples")

_CONSENT = (
    _row(
        code=30532,
        title="the messages are for personal use: to oneself, family or friends",
        mends=Remediation.EDIT,
        keys=_use_case,
        remedy="describe what the business sends; personal messages cannot be registered, however described",
        as_of=_SEPTEMBER,
    ),
    _row(
        code=30533,
        title="people write to each other, and no business to its customers",
        mends=Remediation.EDIT,
        keys=_use_case,
        remedy="describe what the business sends; person-to-person messages cannot be registered",
        as_of=_SEPTEMBER,
    ),
    _text(
        code=30540,
        title="the confirmation that is sent after a double opt-in is missing, or lacks disclosures",
        keys=("campaign.opt_in_message",),
        remedy="declare opt_in_message with brand, programme, rates, HELP and STOP",
        as_of=_SEPTEMBER,
    ),
    _text(
        code=30543,
        title="the live page where people opt in is not linked",
        remedy="link the page itself in campaign.message_flow; screenshots only where it cannot be public",
        as_of=_SEPTEMBER,
    ),
    _disclosure(
        code=30544,
        title="the words of consent do not say what the messages are about",
        remedy="name the purpose beside the box, as in appointment reminders",
    ),
    _disclosure(
        code=30545,
        title="the words of consent do not say how often messages come",
        remedy='write "Message frequency varies", or how many come, beside the box',
    ),
    _on_page(
        code=30548,
        title="the words of consent lack a disclosure; Twilio's page of the code could not be read",
        remedy="read the code's page at Twilio; then correct the page of the opt-in",
        as_of="2026-11-25",
    ),
    _disclosure(
        code=30551,
        title="the words of consent do not name SMS or text messages",
        remedy='write "SMS" or "text messages" into the words of consent, not "communications"',
    ),
    _disclosure(
        code=30556,
        title="consent to text messages is asked for together with e-mail, calls or other channels",
        remedy="give text messages a box of their own on the page of the opt-in",
    ),
    _disclosure(
        code=30558,
        title="the terms do not say how often messages come",
        keys=("campaign.terms_and_conditions_url",),
        remedy='write "Message frequency may vary", or how many come, into the terms',
    ),
    _disclosure(
        code=30569,
        title="the words of consent do not say that message and data rates may apply",
        remedy='write "Message and data rates may apply" beside the box',
    ),
    _disclosure(
        code=30570,
        title="the words of consent do not say how to get help",
        remedy='write "Reply HELP for help" beside the box',
    ),
)

_WEBSITE = (
    _row(
        code=30912,
        title="the messages are personal, or from person to person, and not from an application",
        mends=Remediation.EDIT,
        keys=_use_case,
        remedy="say which application sends, to which customers and why; personal messages are no A2P",
        as_of="2026-11-25",
    ),
    _on_page(
        code=30913,
        title="one consent covers marketing and other messages",
        remedy="give marketing messages a box of their own on the page, and say so in message_flow",
        as_of="2026-11-25",
    ),
    _text(
        code=30917,
        title="not each way to opt in is described from beginning to end",
        keys=("campaign.message_flow", "campaign.opt_in_keywords"),
        remedy="say for each way where people meet it, what they see and what they do; leave out unused ones",
        as_of="2026-11-25",
    ),
    _on_page(
        code=30919,
        title="the website does not say enough of the business or of its messages",
        keys=("profile.business.website_url", "campaign.message_flow"),
        remedy="put name, contact, offer and the opt-in with its disclosures on the public website",
        as_of="2026-11-25",
    ),
    _on_page(
        code=30920,
        title="the website is only a form, and does not say who the business is",
        keys=("profile.business.website_url", "campaign.message_flow"),
        remedy="name the business's main website, with what it does, contact, privacy policy and terms",
        as_of="2026-11-25",
    ),
    _on_page(
        code=30921,
        title="the website asks for a sign-in, so that nobody can review it",
        keys=("profile.business.website_url", "campaign.message_flow"),
        remedy="open the page to everybody, or link public screenshots of it in campaign.message_flow",
        as_of="2026-11-25",
    ),
    _on_page(
        code=30922,
        title="the website cannot be reached, or does not fit Brand and Campaign",
        keys=("profile.business.website_url", "campaign.message_flow"),
        remedy="make the website reachable and that of the Brand; link the page of the opt-in itself",
        as_of="2026-11-25",
    ),
    _on_page(
        code=30924,
        title="the words of consent are missing, or lack type, frequency, rates or the way out",
        remedy='say type, frequency, "message and data rates may apply" and STOP where people opt in',
        as_of="2026-11-25",
    ),
    _row(
        code=30929,
        title="emergency alerts are described, and another use case is declared",
        mends=Remediation.EDIT,
        keys=("campaign.description", "campaign.message_samples", "campaign.us_app_to_person_usecase"),
        remedy="leave emergency words out; public alerts need the use case EMERGENCY: a new registration",
        as_of="2026-11-25",
    ),
    _row(
        code=30931,
        title="seen beside 30909 in a public report; Twilio's page of the code could not be read",
        mends=Remediation.ELSEWHERE,
        remedy="read the code's page at Twilio and the other codes of the rejection",
        as_of="2026-11-25",
    ),
    _on_page(
        code=30932,
        title="the privacy policy shares what people gave at the opt-in, or does not say that it does not",
        keys=("campaign.privacy_policy_url", "campaign.message_flow"),
        remedy="state in the policy that mobile numbers and consent are not shared for marketing",
        as_of="2026-11-25",
    ),
    _row(
        code=30933,
        title="the request had no PrivacyPolicyUrl, which it needs since 2026-06-30",
        mends=Remediation.EDIT,
        keys=("campaign.privacy_policy_url",),
        remedy="declare campaign.privacy_policy_url: public, https, without a sign-in",
        source="U1, ext",
        as_of="2026-11-25",
    ),
    _row(
        code=30934,
        title="the request had no TermsAndConditionsUrl, which it needs since 2026-06-30",
        mends=Remediation.EDIT,
        keys=("campaign.terms_and_conditions_url",),
        remedy="declare campaign.terms_and_conditions_url: public, https, without a sign-in",
        source="U1, ext",
        as_of="2026-11-25",
    ),
    _row(
        code=30952,
        title=FINAL[30952],
        mends=Remediation.NEVER,
        remedy="appeal to Twilio Support, or register what is really different content",
        source="ext, unread",
    ),
)

ROWS = (*_CONSENT, *_WEBSITE)
