"""Whether the account holds any of the objects that a resource's state records by SID."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from a2p.errors import NotFound
from a2p.twilio.client.session import Session

# By prefix: where an object of this kind is read. {account}: the account's SID.
_URLS: Final[Mapping[str, tuple[str, ...]]] = {
    "BU": (
        "https://trusthub.twilio.com/v1/CustomerProfiles/{sid}",
        "https://trusthub.twilio.com/v1/TrustProducts/{sid}",
    ),
    "IT": ("https://trusthub.twilio.com/v1/EndUsers/{sid}",),
    "RD": ("https://trusthub.twilio.com/v1/SupportingDocuments/{sid}",),
    "AD": ("https://api.twilio.com/2010-04-01/Accounts/{account}/Addresses/{sid}.json",),
    "BN": ("https://messaging.twilio.com/v1/a2p/BrandRegistrations/{sid}",),
    "PN": ("https://api.twilio.com/2010-04-01/Accounts/{account}/IncomingPhoneNumbers/{sid}.json",),
    "MG": ("https://messaging.twilio.com/v1/Services/{sid}",),
}
# The ISV's own primary profile and its numbers prove nothing: they are no objects of the stack.
_OWN: Final = (
    "sid",
    "address_sid",
    "supporting_document_sid",
    "brand_sid",
    "profile_sid",
    "trust_bundle_sid",
    "messaging_service_sid",
)


def has_any_object(session: Session, state: Mapping[str, Any]) -> bool:
    """Whether one of the objects that this state names is there."""
    return any(_exists(session, sid) for sid in dict.fromkeys(_sids(state)))


def _sids(state: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(state[name]) for name in _OWN if state.get(name))
    yield from (str(sid) for sid in (state.get("end_user_sids") or {}).values())


def _exists(session: Session, sid: str) -> bool:
    account = session.settings.account_sid
    return any(_answers(session, url.format(sid=sid, account=account)) for url in _URLS.get(sid[:2], ()))


def _answers(session: Session, url: str) -> bool:
    try:
        session.client.request("GET", url)
    except NotFound:
        return False
    return True
