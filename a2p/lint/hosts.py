"""Which hosts a reviewer will not take: public link shorteners, and hosts that nobody has."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from a2p.lint.language.inflection import split_words

_SHORTENERS = Path(__file__).with_name("shorteners.txt")

# RFC 2606 and 6761, and what people write where the real one is still to come.
_RESERVED_ENDINGS = frozenset({"example", "test", "invalid", "localhost", "local"})
_MADE_UP = frozenset(
    {
        "example.com",
        "example.net",
        "example.org",
        "domain.com",
        "website.com",
        "yourbusiness.com",
        "yourcompany.com",
        "yourdomain.com",
        "yoursite.com",
        "yourwebsite.com",
    }
)

# The best known of the addresses that vanish after minutes (P9: "a suspected disposable address").
_DISPOSABLE = frozenset(
    {
        "10minutemail.com",
        "dispostable.com",
        "fakeinbox.com",
        "getnada.com",
        "guerrillamail.com",
        "maildrop.cc",
        "mailinator.com",
        "mailnesia.com",
        "mintemail.com",
        "mohmal.com",
        "mytemp.email",
        "sharklasers.com",
        "spamgourmet.com",
        "temp-mail.org",
        "tempmail.com",
        "throwawaymail.com",
        "trashmail.com",
        "yopmail.com",
    }
)

# Where anybody gets an address: no sign of a company.
_FREE_MAIL = frozenset(
    split_words(
        "gmail.com googlemail.com yahoo.com ymail.com rocketmail.com hotmail.com outlook.com live.com "
        "msn.com aol.com aim.com icloud.com me.com mac.com protonmail.com proton.me pm.me gmx.com "
        "gmx.net gmx.us mail.com zoho.com yandex.com inbox.com fastmail.com tutanota.com hey.com "
        "comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net "
        "juno.com netzero.net optonline.net frontier.com windstream.net shaw.ca rogers.com sympatico.ca "
        "telus.net yahoo.ca hotmail.ca hotmail.co.uk yahoo.co.uk btinternet.com mail.ru qq.com 163.com "
        "web.de"
    )
)


def find_shortener(host: str) -> str:
    """The public link shortener a host belongs to, or nothing."""
    return next((name for name in _with_parents(host) if name in _shorteners()), "")


def find_made_up_host(host: str) -> str:
    """The name by which a host is nobody's, such as example.com, or nothing."""
    if host.rpartition(".")[2] in _RESERVED_ENDINGS:
        return host.rpartition(".")[2]
    return next((name for name in _with_parents(host) if name in _MADE_UP), "")


def is_free_mail(host: str) -> bool:
    """Whether anybody gets an address there."""
    return host.lower() in _FREE_MAIL


def is_disposable(host: str) -> bool:
    """Whether mail to this host reaches an address that is thrown away."""
    return any(name in _DISPOSABLE for name in _with_parents(host))


def _with_parents(host: str) -> Iterator[str]:
    """`go.bit.ly` as itself and as `bit.ly`: everything below a listed name is the service's."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


@cache
def _shorteners() -> frozenset[str]:
    lines = _SHORTENERS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
