"""What keeps a phone number from sending, although its Campaign may be verified."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Persistence, Remediation

_row = partial(CatalogueCode, where=CodeSource.NUMBER)

ROWS = (
    _row(
        code=30033,
        title="a message was not sent: the number's Campaign is suspended",
        mends=Remediation.ELSEWHERE,
        remedy="open a ticket with Twilio Support, and stop sending from its numbers",
        source="C24, ext",
    ),
    _row(
        code=30034,
        title="a message was not sent: the number is not registered",
        mends=Remediation.EDIT,
        remedy="put the number's PN SID in phone_numbers, and send once its registration is through",
        keys=("phone_numbers",),
        source="N3, ext",
    ),
    _row(
        code=30035,
        title="a message was not sent: the number's registration is still on its way to the carriers",
        mends=Remediation.RETRY,
        remedy="wait, and send later: a verified Campaign's numbers follow it one by one",
        lasts=Persistence.PENDING,
        source="N2, ext",
    ),
    _row(
        code=30125,
        title="a second number of a sole proprietor: one alone is registered, picked at random",
        mends=Remediation.EDIT,
        remedy="declare exactly one number in phone_numbers",
        keys=("phone_numbers",),
        source="N1, M3, ext",
    ),
    _row(
        code=30126,
        title="the number's registration failed",
        mends=Remediation.ELSEWHERE,
        remedy="take the number out of the service and associate it again; then ask Twilio Support",
        keys=("phone_numbers",),
        source="N2, ext",
    ),
)
