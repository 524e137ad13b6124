"""Why the registry or Twilio failed a Brand."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Persistence, Remediation

_row = partial(CatalogueCode, where=CodeSource.BRAND)

# Not "run up": the errors of a Brand that up has tried twice already are told by the same words.
_TRIED_AGAIN = "up submits the Brand again by itself, twice at most; if that fails, too, ask Twilio Support"
_TRANSPOSED = "delete the Brand in the Console and register it again, profile first, trust bundle second"
_MOBILE = "trust_bundle.mobile_phone_number"


def _inside(code: int) -> CatalogueCode:
    return _row(
        code=code,
        title="an error inside Twilio",
        mends=Remediation.RETRY,
        remedy=_TRIED_AGAIN,
        lasts=Persistence.TEMPORARY,
    )


ROWS = (
    _row(
        code=30701,
        title="the registry did not accept a value",
        mends=Remediation.EDIT,
        remedy="correct the field the message names; a US region is two capital letters",
        keys=("profile", "profile.address.region", "trust_bundle"),
    ),
    _row(
        code=30702,
        title="the registry does not know the Brand, or no longer",
        mends=Remediation.ELSEWHERE,
        remedy="look at the Brand in the Console; if it was deleted there, register it again",
    ),
    _row(
        code=30703,
        title="the registry has this Brand already",
        mends=Remediation.ELSEWHERE,
        remedy="find the first Brand of this customer, in the Console too, and use that instead of another",
    ),
    _row(
        code=30712,
        title="the account has as many Brands as it may have",
        mends=Remediation.ELSEWHERE,
        remedy="delete Brands nobody uses in the Console, or ask Twilio Support for more",
    ),
    _row(
        code=30729,
        title="Brands from this country are not accepted",
        mends=Remediation.EDIT,
        remedy="correct profile.address.iso_country; a sole proprietor is from the US or Canada",
        keys=("profile.address.iso_country",),
        source="G10, P4, ext",
    ),
    _row(
        code=30734,
        title="sole proprietor Brands are not enabled for this account",
        mends=Remediation.ELSEWHERE,
        remedy="ask Twilio to enable sole proprietor Brands for the account",
    ),
    _row(
        code=30747,
        title="the address is in use by as many Brands as may have it: 10, those of other vendors included",
        mends=Remediation.EDIT,
        remedy="declare another address of the customer's own",
        keys=("profile.address",),
        source="P11, ext",
    ),
    _row(
        code=30748,
        title="the phone number is in use by as many Brands as may have it",
        mends=Remediation.EDIT,
        remedy="declare another phone number of the customer's own",
        keys=("profile.phone_number",),
        source="P11, ext",
    ),
    _row(
        code=30749,
        title="the e-mail is in use by as many Brands as may have it: 10, those of other vendors included",
        mends=Remediation.EDIT,
        remedy="declare another e-mail address of the customer's own",
        keys=("profile.email",),
        source="P11, ext",
    ),
    _row(
        code=30750,
        title="the mobile phone has been used for 3 Brands, which is all it ever may",
        mends=Remediation.EDIT,
        remedy="declare another mobile phone of the customer's own",
        keys=(_MOBILE,),
        source="P11, ext",
    ),
    _row(
        code=30751,
        title="the mobile phone cannot be asked: it is none, or belongs to a provider such as Twilio",
        mends=Remediation.EDIT,
        remedy="declare a US or Canadian mobile phone of a carrier, which can answer a text message",
        keys=(_MOBILE,),
        source="P12, ext",
    ),
    _row(
        code=30752,
        title="the customer's answer was wrong or came too late",
        mends=Remediation.ELSEWHERE,
        remedy="have a new text message sent, and the customer answer YES within 24 hours",
        source="O1, O2, ext",
    ),
    _row(
        code=30753,
        title="the e-mail address is not valid",
        mends=Remediation.EDIT,
        remedy="correct profile.email: a domain that takes mail, and no throw-away one",
        keys=("profile.email",),
        source="P9, P12, ext",
    ),
    _row(
        code=30754,
        title="the address is not valid",
        mends=Remediation.EDIT,
        remedy="correct profile.address to what the post office has",
        keys=("profile.address",),
        source="P10, ext",
    ),
    _row(
        code=30755,
        title="the country is not valid",
        mends=Remediation.EDIT,
        remedy="correct profile.address.iso_country: two capital letters, US or CA for a sole proprietor",
        keys=("profile.address.iso_country",),
        source="P4, ext",
    ),
    _row(
        code=30757,
        title="the company's registration number is missing",
        mends=Remediation.EDIT,
        remedy="declare business.business_registration_number, the EIN of a US company",
        keys=("profile.business.business_registration_number",),
    ),
    _inside(30790),
    _row(
        code=30791,
        title="a passing error inside Twilio",
        mends=Remediation.RETRY,
        remedy="run up again after 30 seconds",
        lasts=Persistence.TEMPORARY,
        delay=30,
    ),
    _inside(30792),
    _row(
        code=30793,
        title="a bundle's SID is wrong: not found, not compliant, or the two of them transposed",
        mends=Remediation.ELSEWHERE,
        remedy=_TRANSPOSED,
        source="T1, B4, ext",
    ),
    _inside(30794),
    _row(
        code=30795,
        title="the tax ID does not go with the company's name",
        mends=Remediation.EDIT,
        remedy="declare name and EIN exactly as in the tax office's letter",
        keys=("profile.business.business_name", "profile.business.business_registration_number"),
        source="B4, ext",
    ),
    _row(
        code=30796,
        title="the stock symbol or exchange could not be verified",
        mends=Remediation.EDIT,
        remedy="correct stock_ticker and stock_exchange, or company_type where it is not traded",
        keys=("trust_bundle.stock_ticker", "trust_bundle.stock_exchange", "trust_bundle.company_type"),
    ),
    _row(
        code=30797,
        title="it could not be verified that this is a government entity",
        mends=Remediation.EDIT,
        remedy="correct trust_bundle.company_type, or name and EIN of the authority",
        keys=("trust_bundle.company_type", "profile.business.business_registration_number"),
    ),
    _row(
        code=30798,
        title="it could not be verified that this is a tax-exempt organisation (501c)",
        mends=Remediation.EDIT,
        remedy="correct trust_bundle.company_type, or name and EIN as the tax office has them",
        keys=("trust_bundle.company_type", "profile.business.business_registration_number"),
    ),
    _row(
        code=30799,
        title="failed for a reason Twilio does not know",
        mends=Remediation.ELSEWHERE,
        remedy="compare profile and trust_bundle with the official register; then ask Twilio Support",
        source="B4, ext",
    ),
    _row(
        code=30801,
        title="the vetting could not verify the address",
        mends=Remediation.EDIT,
        remedy="correct profile.address to what the official register has",
        keys=("profile.address",),
        source="ext",
    ),
)
