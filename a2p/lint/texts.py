"""The declared texts as the rules read them: their words without case and marks, their links and numbers."""

import re

from a2p.declared.campaign import DeclaredCampaign
from a2p.declared.problems import Location

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´"))  # noqa: RUF001  # people type each of them

# With a scheme, or with a path, or with www., or plain with one of the endings that are no word of English.
_LINK = re.compile(r"(?<![\w@.-])(https?://)?((?:[\w-]+\.)+[A-Za-z]{2,}|localhost)\b(?::\d+)?(/\S*)?")
_PLAIN_ENDINGS = frozenset({"com", "org", "net", "edu", "gov", "info", "biz", "shop", "store", "io"})
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"

# Written so that nobody reads it as anything but a phone number: parts of 3, 3 and 4, or +1 before it. Digits
# without any mark may as well be an order number.
_NORTH_AMERICAN = r"(?:\+?1[\s.-]?)?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[\s.-])[2-9]\d\d[\s.-]\d{4}"
_PHONE = rf"(?<![\w#+])(?<!\d[\s.-])(?:{_NORTH_AMERICAN}|\+[1-9][\d(][\d\s().-]{{5,16}}\d)(?![\s.-]?\d)(?!\w)"


class Text:
    """
    A text of the file.

    said: its words in lower case between single spaces, & as and, so that `" msg and data "` finds itself.
    hosts: those of its links. whole_hosts: those of links that are more than the bare host.
    """

    def __init__(self, location: Location, written: str) -> None:
        self.location = location
        self.written = written
        self.said = f" {plain(written)} "
        links = _links(written)
        self.hosts = [host for host, is_link, _ in links if is_link]
        self.whole_hosts = [host for host, _, is_whole in links if is_whole]

    def says(self, phrases: tuple[str, ...]) -> str:
        """The first of these phrases that occurs, or nothing."""
        return next((phrase for phrase in phrases if f" {phrase} " in self.said), "")

    @property
    def has_email(self) -> bool:
        return "@" in self.written and bool(re.search(_EMAIL, self.written))

    @property
    def has_phone(self) -> bool:
        """Whether a phone number stands outside the links."""
        if sum(map(str.isdigit, self.written)) < 8:
            return False
        return bool(re.search(_PHONE, _LINK.sub(" ", self.written)))


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


def _links(written: str) -> list[tuple[str, bool, bool]]:
    """Each host that is written, whether it is a link, and whether more than the bare host is there."""
    without_emails = re.sub(_EMAIL, " ", written) if "@" in written else written
    return [
        (host.lower(), bool(scheme or path) or _is_plainly_a_host(host), bool(scheme or path))
        for scheme, host, path in _LINK.findall(without_emails)
    ]


def _is_plainly_a_host(host: str) -> bool:
    ending = host.rpartition(".")[2]
    # Not `Net` and the like, with which a sentence begins where the space before it is forgotten.
    return host[:4].lower() == "www." or (not ending.istitle() and ending.lower() in _PLAIN_ENDINGS)
