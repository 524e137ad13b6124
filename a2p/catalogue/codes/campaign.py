"""Why reviewers or the registry rejected a Campaign."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Persistence, Remediation
from a2p.catalogue.final_codes import FINAL

_row = partial(CatalogueCode, where=CodeSource.CAMPAIGN)

_APPEAL = "appeal to Twilio Support, or register what is really different content; editing does not help"
_OTHERS = "read the other codes in errors[], which say more; with none, ask Twilio Support"
_COMPANY = "declare the customer as STANDARD, with its tax ID: a new Brand, and fees again"


def _final(code: int, source: str, remedy: str = _APPEAL) -> CatalogueCode:
    return _row(code=code, title=FINAL[code], mends=Remediation.NEVER, remedy=remedy, source=source)


_REVIEW = (
    _row(code=30880, title="rejected without a known reason", mends=Remediation.ELSEWHERE, remedy=_OTHERS),
    _row(
        code=30881,
        title="the support e-mail is not valid, or not the company's",
        mends=Remediation.EDIT,
        remedy="declare an e-mail address in the company's own domain",
        keys=("profile.email", "trust_bundle.brand_contact_email"),
    ),
    _final(30882, "C16"),
    _final(30883, "C16"),
    _final(30884, "C16"),
    _final(30885, "C16"),
    _row(
        code=30886,
        title="the description does not say enough",
        mends=Remediation.EDIT,
        remedy="say in campaign.description who sends, to whom, and why, as the use case has it",
        keys=("campaign.description",),
        source="C18",
    ),
    _row(
        code=30887,
        title="the opt-out is not in order",
        mends=Remediation.EDIT,
        remedy="say in opt_out_message that no more messages come; or let Twilio answer: opt_out_management",
        keys=("campaign.opt_out_message", "campaign.opt_out_keywords", "campaign.opt_out_management"),
        source="C5, C18, ext",
    ),
    _row(
        code=30888,
        title="content for adults only, and no age gate",
        mends=Remediation.EDIT,
        remedy="set campaign.age_gated: true, and say in campaign.message_flow how age is checked",
        keys=("campaign.age_gated", "campaign.message_flow"),
        source="C17, ext",
    ),
    _row(
        code=30889,
        title="messages hold phone numbers, and it was not said; or the other way round",
        mends=Remediation.EDIT,
        remedy="make campaign.has_embedded_phone agree with campaign.message_samples",
        keys=("campaign.has_embedded_phone", "campaign.message_samples"),
        source="C18, ext",
    ),
    _row(
        code=30890,
        title="the answer to HELP is not in order",
        mends=Remediation.EDIT,
        remedy="name the brand and a contact in help_message; or let Twilio answer: opt_out_management",
        keys=("campaign.help_message", "campaign.help_keywords", "campaign.opt_out_management"),
        source="C5, C18, ext",
    ),
    _row(
        code=30891,
        title="the website is not reachable, or not the brand's",
        mends=Remediation.EDIT,
        remedy="declare a website that is open to everyone, and name the same in message_flow",
        keys=("profile.business.website_url", "campaign.message_flow"),
        source="C18, ext",
    ),
    _row(
        code=30892,
        title="a sample holds a public URL shortener's link",
        mends=Remediation.EDIT,
        remedy="use the full address or a short domain of the brand's own in campaign.message_samples",
        keys=("campaign.message_samples",),
        source="C18",
    ),
    _row(
        code=30893,
        title="the samples do not fit the use case, or do not say who sends",
        mends=Remediation.EDIT,
        remedy="name the brand in campaign.message_samples, put what varies in [brackets], fit the use case",
        keys=("campaign.message_samples",),
        source="C18",
    ),
    _row(
        code=30894,
        title="the Brand's details do not agree with the Campaign's, or with the register",
        mends=Remediation.EDIT,
        remedy="make profile and trust_bundle agree with the official register and with the samples",
        keys=("profile", "trust_bundle", "campaign.message_samples"),
        source="C16, ext",
    ),
    _row(
        code=30895,
        title="the company lends money, and it was not said",
        mends=Remediation.EDIT,
        remedy="set campaign.direct_lending: true, even where this Campaign is not about loans",
        keys=("campaign.direct_lending",),
        source="C17, ext",
    ),
    _row(
        code=30896,
        title="it is not clear how people agree to be written to",
        mends=Remediation.EDIT,
        remedy="list in campaign.message_flow every way to opt in, with links, privacy policy and terms",
        keys=("campaign.message_flow", "campaign.opt_in_message", "campaign.opt_in_keywords"),
        source="C18, ext",
    ),
    _final(30897, "C8, ext"),
    _final(
        30898, "B7", "take the EIN off Brands that nobody uses, or ask Twilio Support; then register anew"
    ),
    _row(code=30899, title="a carrier rejected it", mends=Remediation.ELSEWHERE, remedy=_OTHERS),
)

_LATER = (
    _row(
        code=30900,
        title="this Brand may not register the use case; or it is a public company's without Authentication+",
        mends=Remediation.EDIT,
        remedy="complete Authentication+ if it is due; else declare another use case: a new registration",
        keys=("campaign.us_app_to_person_usecase",),
        source="C22, U8, ext",
    ),
    _row(
        code=30901,
        title="the review ran out of time; or external Campaigns were associated faster than one in 5 s",
        mends=Remediation.RETRY,
        remedy="register it anew; an external Campaign: remove share_accepted_on, run up, share it again",
        lasts=Persistence.TEMPORARY,
        source="E5, ext",
    ),
    _row(
        code=30903,
        title="registered as sole proprietor, but the customer has a tax ID",
        mends=Remediation.EDIT,
        remedy=_COMPANY,
        keys=("brand.brand_type", "profile", "trust_bundle"),
        source="G10, ext",
    ),
    _row(
        code=30907,
        title="the links in the samples are not the brand's website",
        mends=Remediation.EDIT,
        remedy="use the brand's own domain in campaign.message_samples and message_flow",
        keys=("campaign.message_samples", "campaign.message_flow", "profile.business.website_url"),
        source="C18, ext",
    ),
    _row(
        code=30908,
        title="the privacy policy is missing, or lets mobile numbers be shared",
        mends=Remediation.PAGE,
        remedy="publish a policy that mobile numbers are not shared; link it in message_flow",
        keys=("campaign.message_flow", "campaign.privacy_policy_url"),
        source="C18, ext",
    ),
    _row(
        code=30909,
        title="the reviewers could not see how people opt in",
        mends=Remediation.EDIT,
        remedy="link the opt-in in campaign.message_flow; if it is not public, link hosted screenshots",
        keys=("campaign.message_flow",),
        source="C18, ext",
    ),
    _row(
        code=30910,
        title="the registration is not in English",
        mends=Remediation.EDIT,
        remedy="write description and message_flow in English, and translate samples in other languages",
        keys=("campaign.description", "campaign.message_flow", "campaign.message_samples"),
    ),
    _row(
        code=30914,
        title="what it is called does not go with a sole proprietor",
        mends=Remediation.EDIT,
        remedy="declare the person's or trade's real name as brand_name, and use it in the samples",
        keys=("trust_bundle.brand_name", "campaign.description", "campaign.message_samples"),
        source="T2, G10, ext",
    ),
    _row(
        code=30915,
        title="registered as sole proprietor; name, website, records or tax papers show a company",
        mends=Remediation.EDIT,
        remedy=_COMPANY,
        keys=("brand.brand_type", "profile", "trust_bundle"),
        source="G10, U2, ext",
        as_of="2026-07-17",
    ),
    _row(
        code=30923,
        title="people have to agree to messages to get something else",
        mends=Remediation.PAGE,
        remedy="make consent optional and separate on the website; say so in campaign.message_flow",
        keys=("campaign.message_flow",),
        source="C18, ext",
    ),
    _row(
        code=30925,
        title="the box of consent is ticked beforehand",
        mends=Remediation.PAGE,
        remedy="leave the box empty on the website; say so in campaign.message_flow",
        keys=("campaign.message_flow",),
        source="C18, ext",
    ),
    _row(
        code=30930,
        title="the Brand has 100 Campaigns, which is all it may have",
        mends=Remediation.ELSEWHERE,
        remedy="delete a Campaign of this Brand that nobody uses",
    ),
    _row(
        code=30990,
        title="the Campaign is suspended",
        mends=Remediation.ELSEWHERE,
        remedy="open a ticket with Twilio Support; after 30 days Twilio deletes the Campaign",
        source="C24, ext",
    ),
    _row(
        code=30991,
        title="the Brand is not verified",
        mends=Remediation.ELSEWHERE,
        remedy="bring the Brand to APPROVED, a sole proprietor's to VERIFIED by answering YES",
        source="G6, ext",
    ),
    _row(
        code=30994,
        title="the Brand is still pending, perhaps for an answer to the registry's e-mail",
        mends=Remediation.RETRY,
        remedy="have the Brand's contact answer the registry's e-mail; then run up again",
        lasts=Persistence.PENDING,
        source="G6, ext",
    ),
)

ROWS = (*_REVIEW, *_LATER)
