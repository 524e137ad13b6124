"""What the Brand is called, and whether a text names it."""

import itertools
import re
from collections.abc import Iterable, Iterator

from a2p.declared.brand import SoleProprietorTrustBundle
from a2p.declared.customer import Customer
from a2p.declared.profile import BusinessProfile, StarterProfile
from a2p.lint.language.inflection import split_words
from a2p.lint.texts import Text, plain

# Part of a legal name, and seldom of what a company calls itself. Words as `plain` gives them.
_COMPANY_ENDINGS = split_words(
    "_llc _l_l_c _inc _incorporated _corp _corporation _company _co _ltd _limited _llp _l_l_p _lp "
    "_pllc _pc _p_c _plc _pa"
)
_DOING_BUSINESS_AS = (" dba ", " d b a ", " doing business as ", " trading as ")
# Words that name no business by themselves, so that two of them in a row may be anybody's.
_COMMON = frozenset(
    split_words(
        "the a an of and at on in for by my our your new old big little first second american national "
        "united general global city county state north south east west northern southern eastern "
        "western central upper lower green blue red white black golden silver best great good grand "
        "royal main street family community public local services service group holdings solutions "
        "partners associates international systems company shop store center centre house home dr st "
        "saint mr mrs mt mount fort lake river park"
    )
)
_INITIALS = 3
_SHORT = 4  # characters of a short domain
_ALIAS = re.compile(
    r"(?:\b(?i:known as|called|trading as|under the name(?: of)?|doing business as|d/?b/?a|"
    r"the (?:app|product|service|brand)|"
    r"our (?:app|product|service|brand)))\s+[\"“'‘]?((?:[A-Z][\w'’&-]*\s?){1,4})"  # noqa: RUF001
    r"|\b[Tt]he ([A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,2}) (?:app|application|program|service|card|club)\b"  # noqa: RUF001
    r"|\([\"“'‘]([^\"”'’()]{3,40})[\"”'’]\)"  # noqa: RUF001
)


# After a word or a comma, and so not at the start of a sentence.
_PROPER_NOUN = re.compile(
    r"(?<=[a-z,)] )[\"“'(]?([A-Z][a-z]+(?:[A-Z][a-z]+)*(?:[ -][A-Z][a-z]+){0,3})(?![\w])"
)
_NO_NAMES = frozenset(
    split_words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
        "august september october november december spanish english french german canada america american "
        "canadian texas california oregon maine florida ohio united_states "
        "internet christmas easter thanksgiving halloween new_year"
    )
)


class BrandName:
    """
    Every short form of the Brand's name, as plain words, and the host of its website.

    shown: the name as remarks write it into their examples; a sole proprietor's own name is left out.
    """

    def __init__(self, customer: Customer) -> None:
        written = _written_name(customer)
        self.forms: tuple[str, ...] = _forms(written)
        self.forms += tuple(_aliases(customer.campaign.description))
        self._products = tuple(list_proper_nouns(customer.campaign.description))
        self.hosts = tuple(_hosts(customer))
        labels = [registrable(host).partition(".")[0].replace("-", "") for host in self.hosts]
        self.forms += tuple(
            word
            for word in self._products
            if any(label.startswith(word.replace(" ", "")) for label in labels)
        )
        self.host = self.hosts[0] if self.hosts else ""
        self.shown = _shown_name(customer, written)
        self._starts = tuple(
            dict.fromkeys(
                part for form in self.forms for part in (_distinctive_start(form), *_pairs(form)) if part
            )
        )

    @property
    def written_forms(self) -> Iterator[str]:
        """An expression for each way the name is written, to be matched without regard to case."""
        for form in {*self.forms, *filter(None, map(_distinctive_start, self.forms))}:
            yield _expression(form)

    def is_in(self, text: Text, *, or_product: bool = True) -> bool:
        """
        Whether the text says who is writing. or_product: something the description calls by name is enough.

        By the name, whatever its case and marks, with or without `LLC` and the like; by the name in one word,
        as in a link; by the first words of it, if they are its own; or by the website's host.
        """
        if any(f" {form} " in text.said or f" {form}s " in text.said for form in self.forms):
            return True
        joined = [form.replace(" ", "") for form in self.forms]
        if any(len(name) >= 5 and name in word for name in joined for word in text.said.split()):
            return True
        if any(_begins_a_name(start, text) for start in self._starts):
            return True
        if or_product and any(_begins_a_name(product, text) for product in self._products):
            return True
        if any(_is_initialled(form, text) for form in self.forms):
            return True
        return any(self.is_own_host(link.host) for link in text.links)

    def is_own_host(self, host: str) -> bool:
        """Whether a host is one of the customer's or below it, or a short domain made of the name."""
        return any(f".{host}".endswith(f".{own}") for own in self.hosts) or any(
            _is_short_for(form, host) for form in self.forms
        )


def registrable(host: str) -> str:
    """The last two labels of a host, or three where the last but one is a public one, as in `co.uk`."""
    labels = host.lower().rstrip(".").split(".")
    public = (
        len(labels) > 2
        and len(labels[-1]) == 2
        and labels[-2] in {"co", "com", "org", "net", "gov", "ac", "edu"}
    )
    return ".".join(labels[-3 if public else -2 :])


def _written_name(customer: Customer) -> str:
    if isinstance(customer.trust_bundle, SoleProprietorTrustBundle):
        return customer.trust_bundle.brand_name
    if not isinstance(customer.profile, BusinessProfile):
        return customer.profile.customer_name
    trade_names = " dba ".join(getattr(customer.profile.business, "trade_names", None) or ())
    return customer.profile.business.business_name + (f" dba {trade_names}" if trade_names else "")


def _shown_name(customer: Customer, written: str) -> str:
    if isinstance(customer.profile, StarterProfile):
        person = f"{customer.profile.first_name} {customer.profile.last_name}"
        if plain(person) in plain(written):
            return "<Brand>"
    first = re.split(r"(?i)\s(?:d/?b/?a|doing business as|trading as)\s", written)[-1]
    return (
        re.sub(
            r"(?i)[,\s]+(?:l\.?l\.?c|inc|incorporated|corp|corporation|co|ltd|llp|pllc|lp|plc)\.?$", "", first
        )
        or first
    )


def _hosts(customer: Customer) -> Iterator[str]:
    """The customer's own: of its website and its policies, and for a sole proprietor of its flow, too."""
    urls = [customer.campaign.privacy_policy_url, customer.campaign.terms_and_conditions_url]
    if isinstance(customer.profile, BusinessProfile):
        yield _host(customer.profile.business.website_url)
    else:
        yield from (registrable(_host(url)) for url in urls if url)
        flow = Text(("campaign", "message_flow"), customer.campaign.message_flow)
        yield from (registrable(host) for host in flow.hosts[:1])


def _host(url: str) -> str:
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    return host.lower().removeprefix("www.")


def list_proper_nouns(description: str) -> Iterator[str]:
    """What the description calls by name, such as a product: words with a capital inside of a sentence."""
    for found in _PROPER_NOUN.finditer(description):
        if (word := plain(found.group(1))) not in _NO_NAMES:
            yield word


def _aliases(description: str) -> Iterator[str]:
    for found in _ALIAS.finditer(description):
        if words := plain(next(filter(None, found.groups()), "")):
            yield words


def _forms(name: str) -> tuple[str, ...]:
    """`Beta Holdings LLC dba Acme's` as `beta holdings` and `acmes`."""
    words = plain(name)
    for phrase in _DOING_BUSINESS_AS:
        words = words.replace(phrase, "\n")
    return tuple(_short(part) for part in words.split("\n"))


def _short(words: str) -> str:
    short = words.removeprefix("the ")
    while ending := next((each for each in _COMPANY_ENDINGS if short.endswith(each)), ""):
        short = short.removesuffix(ending)
    return short or words


def _distinctive_start(form: str) -> str:
    """The first words of a name, as many as make it somebody's: `velvet moth`, or `hobblestone` alone."""
    words = form.split()
    for number, word in enumerate(words):
        if word not in _COMMON and (number or len(word) >= 5):
            return " ".join(words[: number + 1])
    return ""


def _is_short_for(form: str, host: str) -> bool:
    """Whether a host is a branded short domain, as `bhn.co` of Blue Heron Outfitters."""
    label = registrable(host).partition(".")[0]
    letters = form.replace(" ", "")
    if len(label) > _SHORT or label[:1] != letters[:1]:
        return False
    rest = iter(letters)
    return all(letter in rest for letter in label)


def _pairs(form: str) -> Iterator[str]:
    """Each two words in a row of which one is the name's own: `dos hermanos` of Taqueria Dos Hermanos."""
    words = form.split()
    for first, second in itertools.pairwise(words):
        if not {first, second} <= _COMMON and {first, second}.isdisjoint(
            {"and", "of", "the", "by", "for", "at", "in"}
        ):
            yield f"{first} {second}"


def _is_initialled(form: str, text: Text) -> bool:
    """Whether the initials of a name of three words or more stand there in capitals, as `ELRC`."""
    initials = "".join(word[0] for word in form.split() if word not in {"and", "of", "the"}).upper()
    return len(initials) >= _INITIALS and bool(re.search(rf"\b{re.escape(initials)}\b", text.written))


def _begins_a_name(start: str, text: Text) -> bool:
    """Whether the words stand there with capital letters, as a name does, or before a colon."""
    if f" {start} " not in text.said and f" {start}s " not in text.said:
        return False
    return any(
        _is_capital(found.group()) for found in re.finditer(_expression(start), text.written, re.IGNORECASE)
    )


def _expression(form: str) -> str:
    """How the words of a name are written: with any marks between them, `&` or `and`, and apostrophes."""
    words = (word for word in form.split() if word != "and")
    return r"[\W_]+(?:and[\W_]+)?".join(r"['’]?".join(map(re.escape, word)) for word in words)  # noqa: RUF001


def _is_capital(written: str) -> bool:
    words: Iterable[str] = re.findall(r"[^\W_]+", re.sub(r"['’]", "", written))  # noqa: RUF001
    return all(word[0].isupper() or word in {"and", "of", "the", "by"} for word in words)
