"""What the fields say of one another: use case, description, samples, links."""

from collections.abc import Iterator

from a2p.lint.consent import INFORMING
from a2p.lint.context import LintContext, LintRule
from a2p.lint.hosts import find_made_up_host, find_shortener
from a2p.lint.language.patterns import Match, Pattern
from a2p.lint.lexicon import disclosures, topics
from a2p.lint.names import list_proper_nouns, registrable
from a2p.lint.rules import Remark
from a2p.lint.texts import Text

# Use cases whose samples have to be of their own kind, and how one says so.
_OWN_KIND: dict[str, tuple[str, tuple[Pattern, ...]]] = {
    "HIGHER_EDUCATION": ("teaching", topics.EDUCATION),
    "K12_EDUCATION": ("teaching", topics.EDUCATION),
    "CHARITY": ("a charity", topics.OF_DONATION),
    "POLITICAL": ("politics", topics.OF_POLITICS),
    "FRAUD_ALERT": ("suspected fraud", topics.OF_FRAUD),
}
# Hosts that are not called as their owner is.
_OWNERS = {
    "g.page": "google",
    "goo.gl": "google",
    "g.co": "google",
    "forms.gle": "google",
    "youtu.be": "youtube",
    "fb.me": "facebook",
    "m.me": "facebook",
    "wa.me": "whatsapp",
    "amzn.to": "amazon",
    "apple.co": "apple",
    "docs.com": "google",
}
# Use cases to which a passcode belongs.
_WITH_CODES = frozenset(
    {
        "2FA",
        "ACCOUNT_NOTIFICATION",
        "FRAUD_ALERT",
        "LOW_VOLUME",
        "MIXED",
        "SECURITY_ALERT",
        "SOLE_PROPRIETOR",
        "CUSTOMER_CARE",
        "PROXY",
    }
)


def _use_case(context: LintContext) -> Iterator[Remark]:
    for sample in context.topics.samples:
        if found := _misfit(context, sample):
            match, kind, better = found
            remark = Remark(
                "use-case-samples",
                sample.location,
                f"is {kind}, which {context.use_case} does not cover",
                context.fill_in(
                    f"take the use case {better}, or a sample that fits: {{brand}} may register a Campaign "
                    "for each use"
                ),
            )
            yield remark.at(match) if match else remark
            return


def _misfit(context: LintContext, sample: Text) -> tuple[Match | None, str, str] | None:
    """Why a sample does not fit the use case, and which fits."""
    use_case = context.use_case
    selling = sample.find_asserted(topics.SELLING)
    code = sample.find(topics.PASSCODE)
    if use_case in INFORMING and selling and not code:
        return selling, "an offer", "MARKETING or MIXED"
    if code and not selling and use_case not in _WITH_CODES:
        others = [text for text in context.topics.samples if not text.find(topics.PASSCODE)]
        if not others or use_case != "MARKETING" or sample.find_asserted(topics.PASSCODE):
            return code, "a passcode", "2FA"
    if use_case == "2FA" and not code and not sample.find(topics.OF_SIGNING_IN):
        match = sample.find((*topics.TRANSACTIONAL, *topics.INFORMATIONAL, *topics.NO_CODE))
        return match, "no passcode", "that it belongs to, such as ACCOUNT_NOTIFICATION"
    if use_case in _OWN_KIND:
        kind, words = _OWN_KIND[use_case]
        if not any(text.find(words) for text in (*context.topics.content, context.brand_text)):
            return None, f"not about {kind}", "that its content has, such as CUSTOMER_CARE"
    if use_case == "MARKETING" and not _promotes(context) and (match := sample.find(topics.TRANSACTIONAL)):
        return (
            match,
            "a notice about an order, a visit or an account",
            "CUSTOMER_CARE or ACCOUNT_NOTIFICATION",
        )
    return None


def _promotes(context: LintContext) -> bool:
    """Whether anything in description or samples advertises."""
    texts = context.topics.content
    if any(text.find_asserted((*topics.SELLING, *topics.PROMOTIONAL, *topics.INVITING)) for text in texts):
        return True
    return not all(text.find((*topics.TRANSACTIONAL, *topics.PASSCODE)) for text in context.topics.samples)


def _no_marketing(context: LintContext) -> Iterator[Remark]:
    denial = context.topics.description.find(topics.NO_PROMOTION)
    if not denial:
        return
    for sample in context.topics.samples:
        if match := sample.find_asserted(topics.SELLING):
            reason = "sells, and the description says that there is no marketing"
            remedy = "take the offer out, or the denial out of the description and choose MARKETING or MIXED"
            yield Remark("no-marketing", sample.location, reason, context.fill_in(remedy)).at(match)
            return


def _vague(context: LintContext) -> Iterator[Remark]:
    description = context.topics.description
    concrete = (
        *topics.SELLING,
        *topics.PROMOTIONAL,
        *topics.INFORMATIONAL,
        *topics.PASSCODE,
        *topics.TRANSACTIONAL,
        *topics.CONCRETE,
    )
    match = description.find_asserted(disclosures.VARIOUS_PURPOSES)
    if not match and not description.words - disclosures.SAYS_NOTHING:
        match = description.find(disclosures.SENDS)
    if match and not description.find(concrete):
        yield Remark(
            "vague-description",
            description.location,
            "does not say what is sent, to whom and why",
            context.fill_in(
                'write it as in "{brand} reminds its customers of the appointments they booked."'
            ),
        ).at(match)


def _foreign_links(context: LintContext) -> Iterator[Remark]:
    if not context.name.hosts:
        return
    explained = (context.topics.description, context.texts.flow)
    for sample in context.texts.samples:
        for host in sample.hosts:
            if find_shortener(host) or find_made_up_host(host):
                continue  # rules of their own
            if (
                not context.name.is_own_host(host)
                and not context.name.is_own_host(registrable(host))
                and not _is_explained(host, explained)
            ):
                yield Remark(
                    "foreign-link",
                    sample.location,
                    "links to a host that is not the customer's website, and no text says whose it is",
                    context.fill_in(
                        "link to {site}, or name the other company and its domain in the description, and why"
                    ),
                )
                break


def _is_explained(host: str, texts: tuple[Text, ...]) -> bool:
    own = registrable(host)
    name = _OWNERS.get(own) or own.partition(".")[0].replace("-", "")
    return any(own in map(registrable, text.hosts) or _names(name, text) for text in texts)


def _names(name: str, text: Text) -> bool:
    """Whether a text names the owner of a host, in one word or in several."""
    joined = text.said.replace(" ", "")
    if any(noun.replace(" ", "") in name for noun in list_proper_nouns(text.written) if len(noun) > 3):
        return True
    return (len(name) > 2 and f" {name} " in text.said) or (len(name) > 4 and name in joined)


CONTRADICTIONS: tuple[LintRule, ...] = (_use_case, _no_marketing, _vague, _foreign_links)
