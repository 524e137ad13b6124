"""What may stand in no text of a Campaign, or only if the Campaign says so."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from a2p.lint.context import LintContext, LintRule
from a2p.lint.hosts import find_shortener
from a2p.lint.language.foreign import is_foreign
from a2p.lint.lexicon import senders
from a2p.lint.rules import Remark
from a2p.lint.texts import Text
from a2p.specs.campaign import POLICY_URL_CODES, is_policy_url

if TYPE_CHECKING:
    from a2p.declared.lint_options import RuleName

_COMPANY_FORMS = frozenset(
    {"LLC", "LLP", "PLLC", "Inc", "INC", "Incorporated", "Corp", "Corporation", "Ltd", "GmbH", "501c3"}
)
_OF_A_COMPANY = "speaks of a company with a tax ID, and a sole proprietor has none"
_STANDARD_OR_OUT = "with a tax ID declare brand.brand_type: STANDARD; else leave it out"
_IN_FIRST_PERSON = ("i", "im")
_EIN = r"(?<![\w-])\d\d-\d{7}(?![\w-])"


def _public_shorteners(context: LintContext) -> Iterator[Remark]:
    for each in (*context.texts.all, *context.policy_urls):
        found = dict.fromkeys(map(find_shortener, each.whole_hosts))
        for name in filter(None, found):
            yield Remark(
                "public-shortener",
                each.location,
                f"{name} is a public link shortener; carriers reject what hides where a link leads",
                "write the whole link, or use a short domain of the customer's own",
            )


def _missing_policies(context: LintContext) -> Iterator[Remark]:
    """Twilio takes no new Campaign, and no edit of one, without both since 2026-06-30 (U1)."""
    rule: RuleName = "policy-url-adopted" if context.is_registered else "policy-url"
    when = "the next edit" if context.is_registered else "each new Campaign and each edit"
    for key, path in (("privacy_policy_url", "privacy"), ("terms_and_conditions_url", "terms")):
        url = getattr(context.campaign, key)
        if is_policy_url(url):
            continue
        what = "not an https address" if url else "missing"
        yield Remark(
            rule,
            ("campaign", key),
            f"{what}; Twilio asks for it with {when} since 2026-06-30 ({POLICY_URL_CODES[key]})",
            context.fill_in(f"give the public page of the customer, as in {{site}}/{path}"),
        )


def _company_forms(context: LintContext) -> Iterator[Remark]:
    if not context.is_sole_proprietor:
        return
    for each in (*context.texts.all, *_address_name(context)):
        if match := each.find_asserted(senders.COMPANY):
            yield Remark("company-form", each.location, _OF_A_COMPANY, _STANDARD_OR_OUT).at(match)
            continue
        words = re.findall(r"\w+", each.written.replace("L.L.C", "LLC").replace("L.L.P", "LLP"))
        company = next((word for word in words if word in _COMPANY_FORMS), "")
        if found := company or ("a number written like an EIN" if re.search(_EIN, each.written) else ""):
            yield Remark(
                "company-form",
                each.location,
                f"{found} {_OF_A_COMPANY}",
                _STANDARD_OR_OUT,
            )


def _language(context: LintContext) -> Iterator[Remark]:
    for text in (context.texts.description, context.texts.flow):
        if (not text.written.isascii() and _is_mostly_not_latin(text.written)) or is_foreign(text.normal):
            yield Remark(
                "language",
                text.location,
                "most of it is not in English, which is what reviewers read",
                "write it in English; the messages themselves may be in another language",
            )


def _is_mostly_not_latin(written: str) -> bool:
    letters = [letter for letter in written if letter.isalpha()]
    foreign = [letter for letter in letters if ord(letter) > 0x24F and not 0x1E00 <= ord(letter) <= 0x1EFF]
    return len(foreign) * 2 > len(letters)


def _description_brand(context: LintContext) -> Iterator[Remark]:
    description, samples = context.texts.description, context.texts.samples
    if description.says(_IN_FIRST_PERSON) and any(map(context.name.is_in, samples)):
        return  # one who writes of himself is the one whom the samples name
    if not context.name.is_in(description, or_product=False):
        yield Remark(
            "description-brand",
            context.texts.description.location,
            "does not name the Brand: it has to say who sends what to whom, and why",
            context.fill_in(
                'begin it with the name: "{brand} reminds its customers of the appointments they booked."'
            ),
        )


def _address_name(context: LintContext) -> Iterator[Text]:
    if name := context.customer.profile.address.customer_name:
        yield Text(("profile", "address", "customer_name"), name)


CONTENT: tuple[LintRule, ...] = (
    _missing_policies,
    _public_shorteners,
    _company_forms,
    _language,
    _description_brand,
)
