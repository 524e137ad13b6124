"""Answers that any request may get, whatever it asks for."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Persistence, Remediation

_row = partial(CatalogueCode, where=CodeSource.REFUSAL, source="ext")

ROWS = (
    _row(
        code=20003,
        title="Twilio does not know the account, the key or the token",
        mends=Remediation.ELSEWHERE,
        remedy="check TWILIO_ACCOUNT_SID and TWILIO_API_KEY with TWILIO_API_SECRET (or TWILIO_AUTH_TOKEN)",
    ),
    _row(
        code=20404,
        title="there is no such object in this account, or not any more",
        mends=Remediation.RETRY,
        remedy="check that the account is the right one; up registers again what it finds gone",
    ),
    _row(
        code=20429,
        title="too many requests at a time",
        mends=Remediation.RETRY,
        remedy="run up again, in a minute: it has tried five more times already",
        lasts=Persistence.TEMPORARY,
        delay=60,
    ),
    _row(
        code=20500,
        title="an error inside Twilio",
        mends=Remediation.RETRY,
        remedy="run up again; it finds what an interrupted run left",
        lasts=Persistence.TEMPORARY,
    ),
)
