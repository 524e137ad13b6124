"""The ways in which people opt in, and how each is described."""

import re
from typing import NamedTuple

from a2p.lint.lexicon.compile import compile_patterns

OPTING_IN = compile_patterns("""
    say|says|press|presses|answer|answers|reply|replies|replied|replying|tap|taps|click|clicks|confirm|confirms|submit|submits ..3 yes|no|1|y|button|text_me|join|form|opt_in
    reads|read|reading|shows|show|hands ..4 card|script|words|sign|screen
    a|the|their|only yes
    press|presses|pressing|tap|tapping|click|clicking
    scan|scans|scanned|scanning
    leave|leaves|put|puts|set|sets|decide|decides|want|wants|wish|care ..6 <text>|tick|check|mark|cross
    told|shown|handed ..6 tablet|card|sheet|form
    <tick>|<ticking>
    <box>
    choose|chooses|chosen|choosing|pick|picks|picked|picking|select|selects|elect|elects|elected ..6 <text>|how
    text|texts|texting|send|sends ..3 to ..2 PHONE|number|us
    asks|ask|asked ..6 text|texted|texts
    enter|enters|type|types|give|gives|leave|leaves|provide|provides|write|writes ..4 number|numbers|phone_number|mobile_number|cell_number|phone|mobile|cell|digits|details
    fill|fills|filled|fill_in|fill_out|signs|sign|initial|initials ..4 form|card|slip|sheet|line|paper
""")


class Way(NamedTuple):
    """
    One way to opt in. named: expressions by which a list names it. described: those by which a flow describes it.

    written: an expression in the text as written that describes it as well.
    """

    name: str
    named: re.Pattern[str]
    described: re.Pattern[str]
    written: re.Pattern[str]
    remedy: str

    def is_named(self, sentence: str) -> bool:
        """Whether a sentence in normal form names it."""
        return bool(self.named.search(f" {sentence} "))

    def is_described(self, rest: str, written: str) -> bool:
        """Whether the rest of the flow describes it."""
        return bool(self.described.search(rest) or self.written.search(written))


def _words(source: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{source}) ")


_NEVER = re.compile(r"(?!)")
_PICTURE = r"https?://\S*\.(?:png|jpe?g|gif|pdf|webp)"
WAYS = (
    Way(
        "the website",
        _words("website|web|online|web form|online form|our site|webpage|internet"),
        _words("LINK|website|page|online"),
        re.compile(r"https?://|\w\.(?:com|org|net)\b"),
        'describe the form: "At {site}/texts people tick an empty box: Text me. {brand}."',
    ),
    Way(
        "paper",
        _words(
            "on paper|a paper|paper slip|paper slips|slip|paper form|paper forms|paper card|paper cards|clipboard|sign up sheet|printed form"
        ),
        _words("paper|slip|slips|clipboard|sheet|card|cards|printed|form at|scan|picture"),
        re.compile(_PICTURE, re.IGNORECASE),
        "describe the form and link a picture of it, as in {site}/form.png",
    ),
    Way(
        "a keyword",
        _words("keyword|keywords|texting a keyword|texting us|text to join|texting in|texting a word"),
        _words(
            r"keyword|text [a-z0-9]+ to PHONE|texts? [a-z0-9]+ to|texting [a-z0-9]+ to|scan|scans|scanning"
        ),
        re.compile(r"\b(?:[Tt]exts?|[Tt]exting|[Ss]ends?|word|keyword)\s+[\"'“‘]?[A-Z][A-Z0-9]{2,}"),  # noqa: RUF001
        'give keyword and number: "People text JOIN to [number]", and link where that stands, as in {site}/texts',
    ),
    Way(
        "the telephone",
        _words(
            "by phone|by telephone|over the phone|on the phone|by calling|phone call|phone calls|verbally|verbal consent|orally|call center"
        ),
        _words(
            "phone|telephone|call|calls|caller|callers|asks|ask|reads|read|script|say|says|verbally|verbal"
        ),
        _NEVER,
        "quote what is asked, and link the script, as in {site}/script.pdf",
    ),
    Way(
        "in person",
        _words(
            "in person|in store|at the counter|at our office|at the desk|at the front desk|at a kiosk|at the register|at events"
        ),
        _words(
            "counter|desk|store|person|office|kiosk|clerk|staff|cashier|card|tablet|shop|register|event|booth|reads|asks"
        ),
        re.compile(_PICTURE, re.IGNORECASE),
        "describe what is said or shown there, and link a picture of it, as in {site}/sign.png",
    ),
)
_LIST = re.compile(r" (?:or|and|as well as|plus|either|both) ")
_OPT = re.compile(
    r" (?:opt|opts|sign|signs|subscribe|join|joins|enroll|enrolls|consent|ways|way|register|collect|collected|obtain|obtained) "
)


def is_list(sentence: str) -> bool:
    """Whether a sentence in normal form lists ways to opt in."""
    spaced = f" {sentence} "
    return bool(_LIST.search(spaced) and _OPT.search(spaced))
