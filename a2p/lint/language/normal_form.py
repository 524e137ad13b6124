"""
The normal form of a text: words in lower case between single spaces, sentences ended by " . ".

Spellings that mean the same become one: `Msg&data`, `can't`, `opt-in`, `tick box`, `1-3`, `log in`. Links,
e-mail addresses and phone numbers become LINK, EMAIL and PHONE, so that no pattern can match inside of one.
"""

import re
from functools import lru_cache

from a2p.lint.language.inflection import split_words

LINK, EMAIL, PHONE = "LINK", "EMAIL", "PHONE"

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))  # noqa: RUF001  # people type each of them
_EMPTY_BOX = re.compile(r"\[\s*[xX✓]?\s*\]|☐|☑|□|_{1,3}\s?\|")
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"'”)\]]|$)|[;\n|•]+")
_TOKEN = re.compile(r"LINK|EMAIL|PHONE|[^\W_]+(?:'[^\W_]+)*|[./](?=\s)")
_RANGE = re.compile(r"(?<=\d)\s?[-–]\s?(?=\d)")  # noqa: RUF001  # people type each of them
_SLASH = re.compile(r"(?<=\w)\s?/\s?(?=\w)")
_ABBREVIATIONS = re.compile(
    r"\b(e\.g|i\.e|etc|inc|llc|co|st|dr|mr|mrs|approx|vs|a\.m|p\.m|u\.s)\.", re.IGNORECASE
)

# The number of a list's item, and of a thing that is called by one: neither counts anything.
_ITEM = re.compile(r"(?:^|(?<=\n)|(?<=[.;:!?] ))\s*\(?(?:\d{1,2}|[a-h])[.)](?=\s)")
_CALLED_BY_NUMBER = re.compile(
    r"\b(box|step|option|page|question|section|paragraph|clause|part|item|no|number|photo|figure|screen|district"
    r"|form|line|suite|unit|table|room|station|local|chapter|lodge|post|troop|route|highway)\.? #?\d+\b",
    re.IGNORECASE,
)

_WORDS = {
    "msg": "message",
    "msgs": "messages",
    "mssg": "message",
    "mssgs": "messages",
    "msging": "messaging",
    "txt": "text",
    "txts": "texts",
    "txting": "texting",
    "txtd": "texted",
    "freq": "frequency",
    "w": "with",
    "u": "you",
    "ur": "your",
    "r": "are",
    "n": "and",
    "pls": "please",
    "info": "information",
    "optin": "opt in",
    "optins": "opt in",
    "optout": "opt out",
    "signup": "sign up",
    "sms": "sms",
    "cannot": "can not",
    "cant": "can not",
    "can't": "can not",
    "wont": "will not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "it's": "it is",
    "that's": "that is",
    "there's": "there is",
    "theres": "there is",
    "thats": "that is",
    "let's": "let us",
    "tickbox": "checkbox",
    "tickboxes": "checkboxes",
    "dob": "date of birth",
    "birthdate": "date of birth",
    "birthday": "birthday",
    "colour": "color",
    "colours": "colors",
    "enrol": "enroll",
    "enrols": "enrolls",
    "favour": "favor",
    "thirdparty": "third party",
}
_NOT = frozenset(split_words("do does did is are was were would could should have has had must need"))
_ENDINGS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would"}
# What an expression replaces, and the letters without which it cannot occur: most texts hold few of them.
_PHRASES = tuple(
    (letters, re.compile(rf"(?<= )(?:{pattern})(?= )"), replacement)
    for letters, pattern, replacement in (
        (" box", r"(?:check|tick) box", "checkbox"),
        (" boxes", r"(?:check|tick) boxes", "checkboxes"),
        (" e mail", r"e mail", "email"),
        (" e mails", r"e mails", "emails"),
        (" e mailed", r"e mailed", "emailed"),
        (" sign", r"signs? (?:in|on)(?: to)?|signs? into|signin|signon", "login"),
        (" log", r"logs? (?:in|on)(?: to)?|logs? into|login to|logins|logon", "login"),
        ("ing ", r"(?:signing|logging) (?:in|on)(?: to)?|(?:signing|logging) into", "login"),
        ("ed ", r"(?:signed|logged) (?:in|on)(?: to)?|(?:signed|logged) into", "loggedin"),
        (" birth", r"birth date|day of birth|birth day", "date of birth"),
        (" 3rd ", r"3rd part(y|ies)", r"third part\1"),
        (" site ", r"web site", "website"),
        (" page ", r"web page", "webpage"),
        (" shot", r"screen shot(s?)", r"screenshot\1"),
        (" messag", r"text(s?) messag(?:e|es)", r"text\1"),
        (" sms ", r"sms (?:text )?(?:message|messages|texts)", "sms"),
        (" mms ", r"mms messages?", "mms"),
    )
)


def normalise(written: str) -> str:
    """The normal form of what is written; links and addresses are replaced before."""
    plain = _EMPTY_BOX.sub(" checkbox ", written.translate(_APOSTROPHES))
    plain = _CALLED_BY_NUMBER.sub(r"\1", _ITEM.sub(" . ", plain))
    plain = _ABBREVIATIONS.sub(lambda found: found.group(1).replace(".", ""), plain)
    plain = _SENTENCE_END.sub(" . ", plain)
    plain = _SLASH.sub(" / ", _RANGE.sub(" to ", plain)).replace("&", " and ").replace("+", " plus ")
    words = " ".join(map(_word, _TOKEN.findall(plain)))
    normal = f" . {words} . "
    for letters, pattern, replacement in _PHRASES:
        if letters in normal:
            normal = pattern.sub(replacement, normal)
    return re.sub(r"(?: \.)+ ", " . ", normal)


@lru_cache(maxsize=8192)
def _word(token: str) -> str:
    if token in {LINK, EMAIL, PHONE}:
        return token
    lower = token.casefold()
    if known := _WORDS.get(lower):
        return known
    if lower.endswith("nt") and lower[:-2] in _NOT:
        return f"{lower[:-2]} not"
    for ending, meaning in _ENDINGS.items():
        if lower.endswith(ending):
            return f"{lower.removesuffix(ending)} {meaning}"
    return lower.replace("'", "")
