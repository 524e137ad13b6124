"""Whether a text is in another language than English, by the small words that only one language has."""

from a2p.lint.language.inflection import split_words

_ENGLISH = frozenset(
    split_words(
        "the and of to for with from this that is are by at on in they we you your their our may not an "
        "or when who it as be if will can have has all each which what"
    )
)
_OTHERS = frozenset(
    split_words(
        # French
        "le la les des une est et pour dans sur avec nous vous leur leurs ses son sa pas qui que du "
        "au aux ou "
        # Spanish, Portuguese, Italian
        "el los las un una y del para con por su sus que no se en lo al nuestros nuestro os uma com nao "
        "seu seus "
        "dos das "
        "gli di il per che sono nei della dei e "
        # German, Dutch
        "der die das und ist mit fur von den dem ein eine wir sie ihre nicht "
        "auf zu het een van met wij voor niet"
    )
)
_ENOUGH = 8


def is_foreign(normal: str) -> bool:
    """Whether a normal form holds more small words of other languages than of English."""
    words = [word for word in normal.split() if word != "."]
    if len(words) < _ENOUGH:
        return False
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS and word not in _ENGLISH for word in words)
    return others > english and others * 8 > len(words)
