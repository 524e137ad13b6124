"""What the Brand is called, and whether a text names it."""

from a2p.declared.brand import SoleProprietorTrustBundle
from a2p.declared.customer import Customer
from a2p.declared.profile import BusinessProfile
from a2p.lint.texts import Text, plain

# Part of a legal name, and seldom of what a company calls itself. Words as `plain` gives them.
_COMPANY_ENDINGS = (
    " llc",
    " l l c",
    " inc",
    " incorporated",
    " corp",
    " corporation",
    " company",
    " co",
    " ltd",
    " limited",
    " llp",
    " l l p",
    " lp",
    " pllc",
    " pc",
    " p c",
    " plc",
    " pa",
)
_DOING_BUSINESS_AS = (" dba ", " d b a ", " doing business as ", " trading as ")


class BrandName:
    """Every short form of the Brand's name, as plain words, and the host of its website."""

    def __init__(self, customer: Customer) -> None:
        self.forms: tuple[str, ...] = ()
        self.host = ""
        if isinstance(customer.trust_bundle, SoleProprietorTrustBundle):
            self.forms = _forms(customer.trust_bundle.brand_name)
        if isinstance(customer.profile, BusinessProfile):
            self.forms = _forms(customer.profile.business.business_name)
            self.host = _host(customer.profile.business.website_url)

    def is_in(self, text: Text) -> bool:
        """
        Whether the text says who is writing.

        By the name, whatever its case and marks, with or without `LLC` and the like; by the name in one word,
        as in a link; or by the website's host.
        """
        if any(f" {form} " in text.said or f" {form}s " in text.said for form in self.forms):
            return True
        joined = [form.replace(" ", "") for form in self.forms]
        if any(len(name) >= 5 and name in word for name in joined for word in text.said.split()):
            return True
        return bool(self.host) and any(f".{host}".endswith(f".{self.host}") for host in text.hosts)


def _host(url: str) -> str:
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    return host.lower().removeprefix("www.")


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
