"""The declared texts as the rules read them: their normal form, their links and numbers."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from a2p.declared.campaign import DeclaredCampaign
from a2p.declared.problems import Location
from a2p.lint.language.negation import is_denied
from a2p.lint.language.normal_form import EMAIL, LINK, PHONE, normalise
from a2p.lint.language.patterns import Match, Pattern, Patterns

_MARKS = ".,;:!?)\"'”’]"  # noqa: RUF001  # after a link
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´"))  # noqa: RUF001  # people type each of them

# With a scheme, or with a path, or with www., or plain with one of the endings that are no word of English.
_LINK = re.compile(r"(?<![\w@.-])(https?://)?((?:[\w-]+\.)+[A-Za-z]{2,}|localhost)\b(?::\d+)?(/\S*)?")
_PLAIN_ENDINGS = frozenset(
    {
        "com",
        "org",
        "net",
        "edu",
        "gov",
        "info",
        "biz",
        "shop",
        "store",
        "io",
        "ca",
        "co",
        "us",
        "app",
        "dev",
        "ai",
        "club",
        "studio",
        "farm",
        "coffee",
        "online",
        "site",
        "care",
        "clinic",
        "dental",
        "church",
        "school",
        "pizza",
        "salon",
        "fitness",
        "yoga",
        "law",
        "realty",
        "live",
        "pro",
        "xyz",
        "tech",
        "health",
        "bike",
        "vet",
        "garden",
        "house",
        "kitchen",
        "cafe",
        "photography",
        "boutique",
        "agency",
        "works",
        "solutions",
        "services",
        "company",
    }
)
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")

# Written so that nobody reads it as anything but a phone number: parts of 3, 3 and 4, or +1 before it. Digits
# without any mark may as well be an order number.
_NORTH_AMERICAN = r"(?:\+?1[\s.-]?)?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[\s.-])[2-9]\d\d[\s.-]\d{4}"
_PHONE = re.compile(
    rf"(?<![\w#+])(?<!\d[\s.-])(?:{_NORTH_AMERICAN}|\+[1-9][\d(][\d\s().-]{{5,16}}\d)(?![\s.-]?\d)(?!\w)"
)


class Link(NamedTuple):
    """A host that is written, and the path after it. is_link, is_whole: a link; more than the bare host."""

    host: str
    path: str
    is_link: bool
    is_whole: bool
    scheme: str = ""

    @property
    def url(self) -> str:
        """As it is written, without the marks of the sentence after it."""
        return f"{self.scheme}{self.host}{self.path.rstrip(_MARKS)}"


class Text:
    """
    A text of the file.

    said: its words but e-mail addresses, in lower case between single spaces, & as and.
    normal: its normal form, for patterns. hosts: those of its links; whole_hosts: if with scheme or path.
    """

    def __init__(self, location: Location, written: str) -> None:
        self.location = location
        self.written = written
        self.said = f" {plain(_EMAIL.sub(' ', written))} "
        self.links = _links(written)
        self.hosts = [link.host for link in self.links if link.is_link]
        self.whole_hosts = [link.host for link in self.links if link.is_whole]

    @cached_property
    def normal(self) -> str:
        """The normal form; links, addresses and numbers are one word each."""
        return normalise(
            _PHONE.sub(f" {PHONE} ", _LINK.sub(_as_word, _EMAIL.sub(f" {EMAIL} ", self.written)))
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the normal form."""
        return frozenset(self.normal.split())

    @cached_property
    def email_hosts(self) -> list[str]:
        """The hosts of the e-mail addresses in it."""
        return [host.lower() for host in _EMAIL.findall(self.written)] if "@" in self.written else []

    def says(self, phrases: tuple[str, ...]) -> str:
        """The first of these phrases that occurs, or nothing."""
        return next((phrase for phrase in phrases if f" {phrase} " in self.said), "")

    def find_all(self, patterns: Iterable[Pattern]) -> Iterator[Match]:
        """Each match, whether it is said or denied."""
        for pattern in _choose(patterns, self.words):
            yield from pattern.matches(self.normal, self.words)

    def find(self, patterns: Iterable[Pattern]) -> Match | None:
        """The first match, whether it is said or denied."""
        return next(self.find_all(patterns), None)

    def assert_all(self, patterns: Iterable[Pattern]) -> Iterator[Match]:
        """Each match that is said, and not denied."""
        for pattern in _choose(patterns, self.words):
            for match in pattern.matches(self.normal, self.words):
                if not is_denied(self.normal, match, holds_negation=pattern.is_negative):
                    yield match

    def find_asserted(self, patterns: Iterable[Pattern], excuses: Iterable[Pattern] = ()) -> Match | None:
        """The first match that is said, in a sentence in which none of the excuses stands."""
        excuses = excuses if isinstance(excuses, tuple) else tuple(excuses)
        for match in self.assert_all(patterns):
            if not excuses or not self.has_in_sentence(match, excuses):
                return match
        return None

    def has_in_sentence(self, match: Match, patterns: Iterable[Pattern]) -> bool:
        """Whether one of the patterns occurs in the sentence of a match."""
        sentence = self.sentence(match)
        words = frozenset(sentence.split())
        chosen = _choose(patterns, words)
        return any(True for pattern in chosen for _ in pattern.matches(sentence, words))

    def sentence(self, match: Match) -> str:
        """The normal form of the sentence a match is in, with its ends."""
        start = self.normal.rfind(" . ", 0, match.start)
        return self.normal[start : self.normal.find(" . ", match.start) + 3]

    @property
    def has_email(self) -> bool:
        return bool(self.email_hosts)

    @property
    def has_phone(self) -> bool:
        """Whether a phone number stands outside the links."""
        if sum(map(str.isdigit, self.written)) < 8:
            return False
        return bool(_PHONE.search(_LINK.sub(" ", self.written)))


def _choose(patterns: Iterable[Pattern], words: frozenset[str]) -> Iterable[Pattern]:
    return patterns.choose(words) if isinstance(patterns, Patterns) else patterns


class Texts:
    """The texts of a Campaign; a reply it does not declare is None."""

    def __init__(self, campaign: DeclaredCampaign) -> None:
        self.description = Text(("campaign", "description"), campaign.description)
        self.flow = Text(("campaign", "message_flow"), campaign.message_flow)
        self.samples = tuple(
            Text(("campaign", "message_samples", number), sample)
            for number, sample in enumerate(campaign.message_samples)
        )
        self.opt_in = _reply("opt_in_message", campaign.opt_in_message)
        self.opt_out = _reply("opt_out_message", campaign.opt_out_message)
        self.help = _reply("help_message", campaign.help_message)

    @property
    def all(self) -> tuple[Text, ...]:
        replies = (each for each in (self.opt_in, self.opt_out, self.help) if each)
        return (self.description, self.flow, *self.samples, *replies)


def plain(written: str) -> str:
    """The words alone: `Msg&Data rates!` as `msg and data rates`, `Jane's` as `janes`."""
    lower = written.casefold().translate(_APOSTROPHES).replace("&", " and ")
    return " ".join(_WORD.findall(lower))


def _reply(key: str, written: str | None) -> Text | None:
    return Text(("campaign", key), written) if written is not None else None


def _links(written: str) -> list[Link]:
    without_emails = _EMAIL.sub(" ", written) if "@" in written else written
    return [
        Link(
            host.lower(), path, bool(scheme or path) or _is_plainly_a_host(host), bool(scheme or path), scheme
        )
        for scheme, host, path in _LINK.findall(without_emails)
    ]


def _as_word(found: re.Match[str]) -> str:
    """LINK for a link, with the full stop that ends the sentence; what is no link stays."""
    scheme, host, path = found.groups()
    if not (scheme or path or _is_plainly_a_host(host)):
        return found.group()
    ending = re.search(r"[.;!?)\]\"']*$", path or "")
    return f" {LINK}{ending.group() if ending else ''} "


def _is_plainly_a_host(host: str) -> bool:
    ending = host.rpartition(".")[2]
    # Not `Net` and the like, with which a sentence begins where the space before it is forgotten.
    return host[:4].lower() == "www." or (not ending.istitle() and ending.lower() in _PLAIN_ENDINGS)
