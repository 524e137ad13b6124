"""The text of a page's bytes: unpacked within a size limit, and decoded as header, mark or meta say."""

import codecs
import re
import zlib

_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_LOOKS_AT = 2048  # bytes: where HTML wants the meta element
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# 16 + bits: gzip; 32 + bits: zlib or gzip, as the bytes say.
_WINDOW = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": 32 + zlib.MAX_WBITS}


class UnreadableEncodingError(Exception):
    """The body is packed in a way that is not read, or its bytes are broken."""


def unpack(raw: bytes, encoding: str, size: int) -> tuple[bytes, bool]:
    """
    The bytes behind a Content-Encoding, at most `size` of them, and whether there were more.

    A server may pack a page although it was asked not to.

    Raises:
        UnreadableEncodingError: another encoding than gzip and deflate, or broken bytes.
    """
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return raw, False
    if encoding not in _WINDOW:
        raise UnreadableEncodingError(f"it is packed as {encoding[:20]}, though that was not asked for")
    unpacker = zlib.decompressobj(_WINDOW[encoding])
    try:
        unpacked = unpacker.decompress(raw, size)
    except zlib.error as error:
        raise UnreadableEncodingError(f"it says that it is packed as {encoding}, and is not") from error
    return unpacked, bool(unpacker.unconsumed_tail)


def decode_page(raw: bytes, declared: str | None) -> str:
    """The characters: by the byte order mark, else the charset of the header, the meta element, or UTF-8."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    meta = _META.search(raw[:_LOOKS_AT])
    for charset in (declared or "", meta.group(1).decode("ascii") if meta else ""):
        if _is_known(charset):
            return raw.decode(charset, errors="replace")
    return raw.decode("utf-8", errors="replace")


def _is_known(charset: str) -> bool:
    try:
        return bool(codecs.lookup(charset)._is_text_encoding)  # noqa: SLF001  # what str.encode itself asks
    except (LookupError, ValueError):
        return False
