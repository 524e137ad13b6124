"""What a message is refused or lost with, right after a registration; 30033 to 30035 are in numbers.py."""

from functools import partial

from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Persistence, Remediation

_row = partial(CatalogueCode, where=CodeSource.MESSAGE, source="ext", mends=Remediation.ELSEWHERE)

ROWS = (
    _row(
        code=21608,
        title="a trial account writes only to numbers that it has verified",
        remedy="upgrade the account, or verify the number in the Console",
        source="ext, unread",
    ),
    _row(
        code=21610,
        title="the recipient has opted out of this sender's messages",
        remedy="stop writing to them; they opt in again by texting START",
        source="ext, unread",
    ),
    _row(
        code=21704,
        title="the Messaging Service has no phone number to send from",
        mends=Remediation.EDIT,
        keys=("phone_numbers",),
        remedy="declare the number's PN SID in phone_numbers, then run up",
        source="ext, unread",
    ),
    _row(
        code=21705,
        title="what was given as Messaging Service is no SID of one (MG…)",
        remedy="send with the messaging_service SID of the stack: pulumi stack output resources",
        source="ext, unread",
    ),
    _row(
        code=30003,
        title="the recipient's phone cannot be reached: off, without signal, or no mobile phone",
        mends=Remediation.RETRY,
        lasts=Persistence.TEMPORARY,
        remedy="send again later; if it goes on, check that the number receives text messages",
        as_of="2026-04-27",
    ),
    _row(
        code=30007,
        title="Twilio or a carrier has filtered the message, as spam or as against the rules",
        remedy="compare what is sent with the registered samples; then ask Support with three message SIDs",
        source="ext, unread",
    ),
    _row(
        code=30008,
        title="the message was not delivered, and the carrier does not say why",
        mends=Remediation.RETRY,
        lasts=Persistence.TEMPORARY,
        remedy="send again later; if one number alone fails, ask Twilio Support with three message SIDs",
        source="ext, unread",
    ),
    _row(
        code=30032,
        title="a toll-free number is not verified: its registration is not A2P 10DLC",
        remedy="verify the toll-free number in the Console, or send from a number of the Campaign",
        source="ext, unread",
    ),
)
