"""Inflected forms of the verbs and nouns that word classes list by their base form."""

from collections.abc import Iterable

# base: (third person, -ing, past, participles)
_IRREGULAR = {
    "bet": ("bets", "betting", "bet", "bet"),
    "break": ("breaks", "breaking", "broke", "broken"),
    "buy": ("buys", "buying", "bought", "bought"),
    "choose": ("chooses", "choosing", "chose", "chosen"),
    "come": ("comes", "coming", "came", "come"),
    "find": ("finds", "finding", "found", "found"),
    "get": ("gets", "getting", "got", "gotten"),
    "give": ("gives", "giving", "gave", "given"),
    "go": ("goes", "going", "went", "gone"),
    "have": ("has", "having", "had", "had"),
    "hear": ("hears", "hearing", "heard", "heard"),
    "know": ("knows", "knowing", "knew", "known"),
    "leave": ("leaves", "leaving", "left", "left"),
    "lend": ("lends", "lending", "lent", "lent"),
    "make": ("makes", "making", "made", "made"),
    "opt in": ("opts in", "opting in", "opted in", "opted in"),
    "pay": ("pays", "paying", "paid", "paid"),
    "say": ("says", "saying", "said", "said"),
    "see": ("sees", "seeing", "saw", "seen"),
    "sell": ("sells", "selling", "sold", "sold"),
    "send": ("sends", "sending", "sent", "sent"),
    "set": ("sets", "setting", "set", "set"),
    "show": ("shows", "showing", "showed", "shown"),
    "sign up": ("signs up", "signing up", "signed up", "signed up"),
    "take": ("takes", "taking", "took", "taken"),
    "tell": ("tells", "telling", "told", "told"),
    "win": ("wins", "winning", "won", "won"),
    "write": ("writes", "writing", "wrote", "written"),
}
_DOUBLING = frozenset(
    {"allot", "dim", "drop", "enrol", "hit", "opt", "permit", "prefer", "scan", "submit", "swap", "transfer"}
)


def split_words(listed: str) -> tuple[str, ...]:
    """The words of a list between spaces; `_` joins the words of one phrase."""
    return tuple(word.replace("_", " ") for word in listed.split())


def verb_forms(bases: str) -> tuple[str, ...]:
    """All forms of the verbs, base forms first; `_` joins the words of one verb."""
    return tuple(dict.fromkeys(form for base in split_words(bases) for form in (base, *_inflect(base))))


def participles(bases: str) -> tuple[str, ...]:
    """The past participles of the verbs."""
    return tuple(dict.fromkeys(_inflect(base)[3] for base in split_words(bases)))


def gerunds(bases: str) -> tuple[str, ...]:
    """The -ing forms of the verbs."""
    return tuple(dict.fromkeys(_inflect(base)[1] for base in split_words(bases)))


def noun_forms(bases: str) -> tuple[str, ...]:
    """Singular and plural of the nouns."""
    return tuple(dict.fromkeys(form for base in split_words(bases) for form in (base, plural(base))))


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def _inflect(base: str) -> tuple[str, str, str, str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    stem, _, rest = base.partition(" ")
    if rest:
        return _with_particle(_inflect(stem), rest)
    if stem.endswith("e"):
        return f"{stem}s", f"{stem[:-1]}ing", f"{stem}d", f"{stem}d"
    if stem.endswith("y") and stem[-2:-1] not in "aeiou":
        return f"{stem[:-1]}ies", f"{stem}ing", f"{stem[:-1]}ied", f"{stem[:-1]}ied"
    if stem.endswith(("s", "x", "ch", "sh")):
        return f"{stem}es", f"{stem}ing", f"{stem}ed", f"{stem}ed"
    double = stem + stem[-1] if stem in _DOUBLING else stem
    return f"{stem}s", f"{double}ing", f"{double}ed", f"{double}ed"


def _with_particle(forms: Iterable[str], particle: str) -> tuple[str, str, str, str]:
    third, ing, past, participle = (f"{form} {particle}" for form in forms)
    return third, ing, past, participle
