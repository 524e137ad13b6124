"""Twilio's statuses, in its spelling."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueState, StateSubject

_bundle = partial(CatalogueState, of=StateSubject.BUNDLE)
_brand = partial(CatalogueState, of=StateSubject.BRAND)
_identity = partial(CatalogueState, of=StateSubject.IDENTITY)
_campaign = partial(CatalogueState, of=StateSubject.CAMPAIGN)
_vetting = partial(CatalogueState, of=StateSubject.VETTING)

_UP = "pulumi up -s <stack>"
_PREVIEW = "pulumi preview -s <stack>"
_SUPPORT = "you: open a ticket with Twilio Support"
_REVIEWERS = "nobody: the reviewers are at it"

_BUNDLES = (
    _bundle(
        word="draft",
        meaning="not submitted yet; can be edited",
        acts="you: run up, which evaluates and submits it",
        takes="until it is submitted",
        source="P7, P8",
        next_command=_UP,
    ),
    _bundle(
        word="pending-review",
        meaning="submitted; Twilio answers a submission with in-review already",
        acts=_REVIEWERS,
        takes="seconds",
        source="P8",
        next_command=_UP,
    ),
    _bundle(
        word="in-review",
        meaning="good enough to go on: it is approved only after its Brand, so nobody waits for that",
        acts="nobody",
        takes="until the Brand is approved and, a sole proprietor's, verified",
        source="G4, P8",
        next_command=_UP,
    ),
    _bundle(
        word="twilio-rejected",
        meaning="sent back; the reason in words goes to status_callback only",
        acts="you: correct a2p:profile or a2p:trust_bundle",
        takes="until you act",
        source="P2, P9, P10, P13",
        next_command=_UP,
    ),
    _bundle(
        word="twilio-approved",
        meaning="approved, with its Brand; cannot be edited now",
        acts="nobody",
        takes="for good",
        source="G4, ext",
    ),
)
_BRANDS = (
    _brand(
        word="PENDING",
        meaning="The Campaign Registry has it and has not decided",
        acts="nobody: The Campaign Registry is at it",
        takes="a few minutes",
        source="B2",
        next_command=_UP,
    ),
    _brand(
        word="APPROVED",
        meaning="registered; a sole proprietor's identity still has to be verified by a YES",
        acts="a sole proprietor: answer YES; else nobody",
        takes="for good",
        source="B2, B3, G6",
        next_command=_UP,
    ),
    _brand(
        word="FAILED",
        meaning="not registered; errors[] and failure_reason say why",
        acts="you: correct a2p:profile, a2p:trust_bundle or a2p:brand",
        takes="until you act",
        source="B4",
        next_command=_UP,
    ),
    _brand(
        word="IN_REVIEW",
        meaning="somebody looks at it by hand",
        acts=_REVIEWERS,
        takes="business days",
        source="B2, G5",
        next_command=_UP,
    ),
    _brand(
        word="SUSPENDED",
        meaning="suspended, and its Campaigns with it",
        acts=_SUPPORT,
        takes="as long as Support takes",
        source="B2, C24",
    ),
    _brand(
        word="DELETION_PENDING",
        meaning="somebody deleted it in the Console, and that is not finished",
        acts="nobody",
        takes="unknown",
        source="B2",
        next_command=_PREVIEW,
    ),
    _brand(
        word="DELETION_FAILED",
        meaning="it was to be deleted, and that failed: a Campaign may still hang on it",
        acts="you: delete its Campaigns, or ask Twilio Support",
        takes="until you act",
        source="B2",
    ),
    _brand(
        word="DELETED",
        meaning="deleted in the Console; a registration needs another Brand, for its fee",
        acts="you: decide whether to register another one",
        takes="for good",
        source="B2",
        next_command=_PREVIEW,
    ),
    _brand(
        word="EXPIRED",
        meaning="announced, not seen yet: not verified within 30 days of its registration",
        acts="you: delete it in the Console, and register it again",
        takes="until you act",
        source="B2, O3",
    ),
)
_IDENTITIES = (
    _identity(
        word="UNVERIFIED",
        meaning="nobody has proved to be the Brand; a sole proprietor does it with a YES",
        acts="a sole proprietor: answer YES from trust_bundle.mobile_phone_number",
        takes="24 hours for each text message, 30 days in all",
        source="B3, O1, O2, O3",
        next_command=_UP,
    ),
    _identity(
        word="VERIFIED",
        meaning="the Brand is who it says: Campaigns can be registered",
        acts="nobody",
        takes="for good",
        source="B3, G6",
        next_command=_UP,
    ),
    _identity(
        word="SELF_DECLARED",
        meaning="known from the Brand's own word only",
        acts="nobody; without a verification its limits stay low",
        takes="until it is verified or vetted",
        source="B3",
    ),
    _identity(
        word="VETTED_VERIFIED",
        meaning="verified and vetted by a third party; lists of Brands leave it out, its SID finds it",
        acts="nobody",
        takes="for good",
        source="B3, ext",
    ),
)
_CAMPAIGNS = (
    _campaign(
        word="PENDING",
        meaning="Twilio has it; the registry has not looked at it yet. An edited Campaign starts here again",
        acts=_REVIEWERS,
        takes="days for a sole proprietor, else up to several weeks",
        source="C7, C14, G5",
        next_command=_PREVIEW,
    ),
    _campaign(
        word="IN_PROGRESS",
        meaning="the registry and the carriers' reviewers look at it",
        acts=_REVIEWERS,
        takes="days for a sole proprietor, else up to several weeks",
        source="C7, G5",
        next_command=_PREVIEW,
    ),
    _campaign(
        word="VERIFIED",
        meaning="approved. Its four yes-or-no keys are fixed now, and its numbers register one by one",
        acts="nobody",
        takes="for good",
        source="C7, C11, ext",
    ),
    _campaign(
        word="FAILED",
        meaning="rejected by Twilio or by the registry; errors[] says why",
        acts="you: edit the keys errors[] is about; after a final rejection, appeal",
        takes="until you act",
        source="C7, C8, C16",
        next_command=_PREVIEW,
    ),
    _campaign(
        word="SUSPENDED",
        meaning="its numbers do not send, and nothing of it can be changed; perhaps its Brand is suspended",
        acts=_SUPPORT,
        takes="after 30 days Twilio deletes it and releases its numbers",
        source="C7, C24, ext",
    ),
)
_VETTINGS = (
    _vetting(
        word="IN_PROGRESS",
        meaning="a third party vets the Brand, for a better trust score",
        acts=_REVIEWERS,
        takes="minutes to days",
        source="api",
        next_command=_PREVIEW,
    ),
)

ROWS = (*_BUNDLES, *_BRANDS, *_IDENTITIES, *_CAMPAIGNS, *_VETTINGS)
