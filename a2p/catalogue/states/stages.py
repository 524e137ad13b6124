"""The stages a stack exports: the first thing on the way that is not done."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueState, StateSubject

_row = partial(CatalogueState, of=StateSubject.STAGE)

_UP = "pulumi up -s <stack>"
_PREVIEW = "pulumi preview -s <stack>"
_SUPPORT = "you: open a ticket with Twilio Support"
_AT_ONCE = "until you act; Twilio's evaluation answers at once"
_REJECTED = "until you act; some reasons come in seconds, others after business days"
_CALLBACK = "the reason in words goes to status_callback only"
_THREE_WEEKS = "days for a sole proprietor, else up to several weeks"

ROWS = (
    _row(
        word="profile_draft",
        meaning="the profile was not submitted, because Twilio's evaluation found something missing or wrong",
        acts="you: correct a2p:profile",
        takes=_AT_ONCE,
        source="P7, P8",
        next_command=_UP,
    ),
    _row(
        word="profile_rejected",
        meaning=f"the profile was submitted and sent back; {_CALLBACK}",
        acts="you: correct a2p:profile",
        takes=_REJECTED,
        source="P9, P10, P13, G5",
        next_command=_UP,
    ),
    _row(
        word="trust_bundle_draft",
        meaning="the trust bundle was not submitted: Twilio's evaluation found something missing or wrong",
        acts="you: correct a2p:trust_bundle",
        takes=_AT_ONCE,
        source="T4, P7",
        next_command=_UP,
    ),
    _row(
        word="trust_bundle_rejected",
        meaning=f"the trust bundle was submitted and sent back; {_CALLBACK}",
        acts="you: correct a2p:trust_bundle",
        takes=_REJECTED,
        source="T4, G5",
        next_command=_UP,
    ),
    _row(
        word="waiting_for_brand",
        meaning="the registry has not decided on the Brand yet; no Campaign is registered before that",
        acts="nobody: The Campaign Registry is at it",
        takes="a few minutes",
        source="B2, G6",
        next_command=_UP,
    ),
    _row(
        word="waiting_for_otp",
        meaning="the Brand is APPROVED, and the customer has not yet answered YES to the text message",
        acts="the customer: answer YES from trust_bundle.mobile_phone_number, to +1 915 278 2000",
        takes="the message is valid for 24 hours; the answer is due within 30 days of the registration",
        source="O1, O2, O3",
        next_command=_UP,
    ),
    _row(
        word="waiting_for_authentication",
        meaning="a public company's contact has not yet opened the link of Authentication+",
        acts="the customer: open the link in the e-mail to trust_bundle.brand_contact_email",
        takes="7 days; without it Twilio takes no Campaign, and suspends those there are",
        source="U8",
        next_command=_UP,
    ),
    _row(
        word="authentication_expired",
        meaning="nobody opened the link of Authentication+ within 7 days",
        acts="you: have another e-mail sent, for a fee, by consent or brand.authentication_emails",
        takes="until you act; the new link works for 7 days",
        source="U8",
        next_command=_UP,
    ),
    _row(
        word="authentication_failed",
        meaning="the e-mail of Authentication+ could not be delivered, or its address proves nothing",
        acts="you: correct trust_bundle.brand_contact_email",
        takes="until you act; the Brand is submitted again with the address, and another e-mail is sent",
        source="U8",
        next_command=_UP,
    ),
    _row(
        word="brand_failed",
        meaning="the Brand failed, or is being deleted; no Campaign can be registered on it",
        acts="you: correct a2p:profile, a2p:trust_bundle or a2p:brand",
        takes="until you act",
        source="B4, P14",
        next_command=_UP,
    ),
    _row(
        word="brand_suspended",
        meaning="the Brand is suspended, and every Campaign on it with it",
        acts=_SUPPORT,
        takes="as long as Support takes",
        source="B2, C24",
    ),
    _row(
        word="ready_to_register",
        meaning="the Brand is ready, and the next run registers the Campaign",
        acts="you: run the next command",
        takes="until you run it",
        source="G6",
        next_command=_UP,
    ),
    _row(
        word="campaign_in_review",
        meaning="the Campaign is with the registry or the carriers' reviewers",
        acts="nobody: the reviewers are at it",
        takes=_THREE_WEEKS,
        source="G5, C7",
        next_command=_PREVIEW,
    ),
    _row(
        word="campaign_failed",
        meaning="the Campaign was rejected; errors[] says why, and who_must_act names the keys to edit",
        acts="you: edit the keys; after a final rejection, appeal",
        takes="until you act; an edited Campaign is reviewed again, for as long",
        source="C8, C13, C14, C16",
        next_command=_PREVIEW,
    ),
    _row(
        word="campaign_suspended",
        meaning="the Campaign is suspended: its numbers do not send, and nothing of it can be changed",
        acts=_SUPPORT,
        takes="after 30 days Twilio deletes it and releases its numbers",
        source="C24, ext",
    ),
    _row(
        word="numbers_missing",
        meaning="the Campaign is verified, and not all declared numbers are associated with its service",
        acts="you: run the next command",
        takes="until you run it",
        source="N2",
        next_command=_UP,
    ),
    _row(
        word="numbers_undeclared",
        meaning="a sole proprietor's service holds a number nobody has declared; one of them cannot send",
        acts="you: take it out of the service at Twilio",
        takes="until you do",
        source="N1, M3",
        next_command=_PREVIEW,
    ),
    _row(
        word="verified",
        meaning="done: registered, approved, numbers associated; each number's own registration may follow",
        acts="nobody",
        takes="for good",
        source="C7, N2, ext",
    ),
    _row(
        word="waiting_for_share",
        meaning="an external Campaign that Twilio has not accepted yet: CAMPAIGN_SHARE_ACCEPT has not come",
        acts="you: share it with Twilio in the registry, then set external_campaign.share_accepted_on",
        takes="days",
        source="E2",
        next_command=_UP,
    ),
    _row(
        word="external_campaign_in_review",
        meaning="an external Campaign is associated, and the secondary connectivity partner reviews it",
        acts="nobody: the reviewers are at it",
        takes="days to weeks; each review costs its fee",
        source="E2, E3, E6",
        next_command=_PREVIEW,
    ),
    _row(
        word="external_campaign_failed",
        meaning="an external Campaign's association failed or was rejected",
        acts="you: remove share_accepted_on and run up; correct it in the registry, share it again",
        takes="until you act",
        source="E2, E5, E7",
        next_command=_UP,
    ),
)
