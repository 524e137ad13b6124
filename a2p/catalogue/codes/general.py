"""Answers that any request may get, whatever it asks for."""

from functools import partial

from a2p.catalogue.entry_types import Code, Lasts, Mends, Where

_row = partial(Code, where=Where.REFUSAL, source="ext")

ROWS = (
    _row(
        code=20003,
        title="Twilio does not know the account, the key or the token",
        mends=Mends.ELSEWHERE,
        remedy="check TWILIO_ACCOUNT_SID and TWILIO_API_KEY with TWILIO_API_SECRET (or TWILIO_AUTH_TOKEN)",
    ),
    _row(
        code=20404,
        title="there is no such object in this account, or not any more",
        mends=Mends.RETRY,
        remedy="check that the account is the right one; up registers again what it finds gone",
    ),
    _row(
        code=20429,
        title="too many requests at a time",
        mends=Mends.RETRY,
        remedy="run up again, in a minute: it has tried five more times already",
        lasts=Lasts.TEMPORARY,
        delay=60,
    ),
    _row(
        code=20500,
        title="an error inside Twilio",
        mends=Mends.RETRY,
        remedy="run up again; it finds what an interrupted run left",
        lasts=Lasts.TEMPORARY,
    ),
)
