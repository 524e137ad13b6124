"""What may stand in no text of a Campaign, or only if the Campaign says so."""

import itertools
import re
from collections.abc import Iterator

from a2p.declared.profile import BusinessProfile
from a2p.lint.context import LintContext, LintRule
from a2p.lint.hosts import made_up, shortener
from a2p.lint.rules import Remark
from a2p.lint.texts import Text
from a2p.lint.vocabulary import ADULTS_ONLY, LENDING, PLACEHOLDERS

_COMPANY_FORMS = frozenset({"LLC", "LLP", "PLLC", "Inc", "INC", "Incorporated", "Corp", "Corporation"})
_EIN = r"(?<![\w-])\d\d-\d{7}(?![\w-])"


def _public_shorteners(context: LintContext) -> Iterator[Remark]:
    for each in (*context.texts.all, *_policy_urls(context)):
        found = dict.fromkeys(map(shortener, each.whole_hosts))
        for name in filter(None, found):
            yield Remark(
                "public-shortener",
                each.location,
                f"{name} is a public link shortener; carriers reject what hides where a link leads",
                "write the whole link, or use a short domain of the customer's own",
            )


def _placeholders(context: LintContext) -> Iterator[Remark]:
    for each in (*context.texts.all, *_policy_urls(context), *_website(context)):
        if found := next(filter(None, map(made_up, each.hosts)), "") or each.says(PLACEHOLDERS):
            yield Remark(
                "placeholder",
                each.location,
                f"{found!r} looks like something still to be filled in",
                "write what is really sent or really there; only [brackets] stand for what varies",
            )


def _direct_lending(context: LintContext) -> Iterator[Remark]:
    if context.customer.campaign.direct_lending:
        return
    for each, word in _first_of(LENDING, context.texts.all):
        yield Remark(
            "direct-lending",
            each.location,
            f"speaks of {word!r} while direct_lending is false, and a Brand that lends must declare it",
            "if the Brand lends or arranges loans: campaign.direct_lending: true; else use other words",
        )


def _age_gate(context: LintContext) -> Iterator[Remark]:
    if context.customer.campaign.age_gated:
        return
    for each, word in _first_of(ADULTS_ONLY, context.texts.all):
        yield Remark(
            "age-gate",
            each.location,
            f"speaks of {word!r} while age_gated is false; that needs an age gate, if it is allowed at all",
            "ask for the age where people opt in, say so in message_flow, and set campaign.age_gated: true",
        )


def _company_forms(context: LintContext) -> Iterator[Remark]:
    if not context.is_sole_proprietor:
        return
    for each in (*context.texts.all, *_address_name(context)):
        words = re.findall(r"\w+", each.written.replace("L.L.C", "LLC").replace("L.L.P", "LLP"))
        company = next((word for word in words if word in _COMPANY_FORMS), "")
        if found := company or ("a number written like an EIN" if re.search(_EIN, each.written) else ""):
            yield Remark(
                "company-form",
                each.location,
                f"{found} speaks of a company with a tax ID, and a sole proprietor has none",
                "with a tax ID declare brand.brand_type: STANDARD; else leave it out",
            )


def _language(context: LintContext) -> Iterator[Remark]:
    for each in (context.texts.description, context.texts.flow):
        if not each.written.isascii() and _is_mostly_not_latin(each.written):
            yield Remark(
                "language",
                each.location,
                "most of it is not in Latin letters, and reviewers read English",
                "write it in English; the messages themselves may be in another language",
            )


def _is_mostly_not_latin(written: str) -> bool:
    letters = [letter for letter in written if letter.isalpha()]
    foreign = [letter for letter in letters if ord(letter) > 0x24F and not 0x1E00 <= ord(letter) <= 0x1EFF]
    return len(foreign) * 2 > len(letters)


def _description_brand(context: LintContext) -> Iterator[Remark]:
    if not context.name.is_in(context.texts.description):
        yield Remark(
            "description-brand",
            context.texts.description.location,
            "does not name the Brand: it has to say who sends what to whom, and why",
            "begin it with the Brand's name, as in the trust bundle or the profile",
        )


def _policy_urls(context: LintContext) -> Iterator[Text]:
    for key in ("privacy_policy_url", "terms_and_conditions_url"):
        if url := getattr(context.customer.campaign, key):
            yield Text(("campaign", key), url)


def _website(context: LintContext) -> Iterator[Text]:
    if isinstance(context.customer.profile, BusinessProfile):
        yield Text(("profile", "business", "website_url"), context.customer.profile.business.website_url)


def _address_name(context: LintContext) -> Iterator[Text]:
    if name := context.customer.profile.address.customer_name:
        yield Text(("profile", "address", "customer_name"), name)


def _first_of(words: tuple[str, ...], texts: tuple[Text, ...]) -> Iterator[tuple[Text, str]]:
    """The first text that says one of these words, and the word: once told is enough."""
    found = ((each, word) for each in texts if (word := each.says(words)))
    yield from itertools.islice(found, 1)


CONTENT: tuple[LintRule, ...] = (
    _public_shorteners,
    _placeholders,
    _direct_lending,
    _age_gate,
    _company_forms,
    _language,
    _description_brand,
)
