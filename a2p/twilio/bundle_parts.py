"""
What a bundle is made of: EndUsers, an Address, the SupportingDocument that names it.

Each carries the bundle's mark as its friendly name, so that an interrupted run finds its own again.
"""

from dataclasses import dataclass, field
from typing import Any

from a2p.errors import NotFound
from a2p.plan.normalisation import echoes, is_same
from a2p.specs import Address, EndUser
from a2p.twilio.client.session import Session

DOCUMENT_TYPE = "customer_profile_address"  # P5


@dataclass
class Parts:
    """
    SIDs of the parts that exist: end users by their type.

    address_echo: the digest of what Twilio made of the Address, where it is not what was sent.
    """

    end_users: dict[str, str] = field(default_factory=dict)
    address: str | None = None
    document: str | None = None
    address_echo: str | None = None

    def sids(self) -> list[str]:
        """What is assigned to the bundle: the Address is named by the document and not assigned itself."""
        return [*self.end_users.values(), *([self.document] if self.document else [])]


def find_end_users(session: Session, mark: str, wanted: tuple[EndUser, ...]) -> dict[str, str]:
    """The end users an interrupted run left under our mark, by type; of several of a type the newest."""
    types = {end_user.type for end_user in wanted}
    found = session.client.trusthub.v1.end_users.list(page_size=1000)
    ours = [each for each in found if each.friendly_name == mark and each.type in types]
    return {each.type: each.sid for each in sorted(ours, key=lambda each: each.date_created)}


def find_address(session: Session, mark: str) -> str | None:
    """The Address an interrupted run left under our mark."""
    found = session.client.api.v2010.account.addresses.list(friendly_name=mark, page_size=1000)
    return next((each.sid for each in found if each.friendly_name == mark), None)


def find_document(session: Session, mark: str) -> str | None:
    """The SupportingDocument an interrupted run left under our mark."""
    found = session.client.trusthub.v1.supporting_documents.list(page_size=1000)
    return next((each.sid for each in found if each.friendly_name == mark), None)


def pick_parts(session: Session, assigned: set[str]) -> Parts:
    """The parts of an adopted bundle, which are called anything, among what is assigned to it."""
    found = Parts()
    for sid in sorted(assigned):
        if sid.startswith("IT") and (person := _fetch_if_there(session.client.trusthub.v1.end_users, sid)):
            found.end_users[person.type] = sid
        if sid.startswith("RD") and (
            paper := _fetch_if_there(session.client.trusthub.v1.supporting_documents, sid)
        ):
            found.document, found.address = sid, (paper.attributes or {}).get("address_sids")
    return found


def list_end_users(session: Session) -> dict[str, EndUser]:
    """All EndUsers of the account, by SID."""
    listed = session.client.trusthub.v1.end_users.list(page_size=1000)
    return {each.sid: EndUser(each.type, dict(each.attributes or {})) for each in listed}


def list_document_addresses(session: Session) -> dict[str, str]:
    """The Address that each SupportingDocument of the account names, by the document's SID (P5)."""
    listed = session.client.trusthub.v1.supporting_documents.list(page_size=1000)
    return {each.sid: str((each.attributes or {}).get("address_sids") or "") for each in listed}


def list_addresses(session: Session) -> dict[str, Address]:
    """All Addresses of the account, by SID."""
    listed = session.client.api.v2010.account.addresses.list(page_size=1000)
    return {each.sid: to_address(each) for each in listed}


def put_end_user(session: Session, mark: str, wanted: EndUser, sid: str | None) -> str:
    """Create the EndUser, or give the existing one all its attributes again; returns its SID."""
    end_users = session.client.trusthub.v1.end_users
    live = _fetch_if_there(end_users, sid)
    if live is None:
        return str(end_users.create(friendly_name=mark, type=wanted.type, attributes=wanted.attributes).sid)
    if not is_same("attributes", wanted.attributes, live.attributes):
        live.update(attributes=wanted.attributes)
        session.memory.corrected_sids.add(live.sid)
    return str(live.sid)


def rename_end_users(session: Session, have: Parts, mark: str) -> None:
    """Have the end users carry the stack's new name, by which their bundle is found again."""
    for sid in have.end_users.values():
        live = _fetch_if_there(session.client.trusthub.v1.end_users, sid)
        if live is not None and live.friendly_name != mark:
            live.update(friendly_name=mark)


def put_address(session: Session, mark: str, wanted: Address, have: Parts) -> tuple[str, str | None]:
    """
    Create the Address, or bring the existing one to what is declared.

    Returns its SID, and the digest of what Twilio made of it where that is another than what was sent. Twilio
    is told to leave it as it is written (AutoCorrectAddress, which it takes for true): what is declared is
    what is registered, and a correction is proposed by the review (P10). It cannot move an Address to another
    country, so that makes a new one.
    """
    addresses = session.client.api.v2010.account.addresses
    fields = {
        "customer_name": wanted.customer_name,
        "street": wanted.street,
        "street_secondary": wanted.street_secondary or "",
        "city": wanted.city,
        "region": wanted.region,
        "postal_code": wanted.postal_code,
        "auto_correct_address": False,
    }
    live = _fetch_if_there(addresses, have.address)
    if live is not None and live.iso_country == wanted.iso_country:
        if is_same("address", wanted, to_address(live)):
            return str(live.sid), have.address_echo
        made = live.update(**fields)
        session.memory.corrected_sids.add(live.sid)
    else:
        made = addresses.create(iso_country=wanted.iso_country, friendly_name=mark, **fields)
    return str(made.sid), echoes({"address": wanted}, {"address": to_address(made)}).get("address")


def put_document(session: Session, mark: str, address_sid: str, sid: str | None) -> str:
    """Create the SupportingDocument that names the Address, or point it there; returns its SID."""
    documents = session.client.trusthub.v1.supporting_documents
    attributes = {"address_sids": address_sid}
    live = _fetch_if_there(documents, sid)
    if live is None:
        return str(documents.create(friendly_name=mark, type=DOCUMENT_TYPE, attributes=attributes).sid)
    if live.attributes != attributes:
        live.update(attributes=attributes)
    return str(live.sid)


def to_address(live: Any) -> Address:
    """Twilio's Address as we declare one."""
    return Address(
        customer_name=live.customer_name,
        street=live.street,
        city=live.city,
        region=live.region,
        postal_code=live.postal_code,
        iso_country=live.iso_country,
        street_secondary=live.street_secondary or None,
    )


def fetch_end_user_of_type(session: Session, kind: str, sid: str) -> EndUser | None:
    """The EndUser as it stands, or None when it is gone."""
    live = _fetch_if_there(session.client.trusthub.v1.end_users, sid)
    return None if live is None else EndUser(kind, dict(live.attributes or {}))


def has_document(session: Session, sid: str) -> bool:
    """Whether this SupportingDocument is still there."""
    return _fetch_if_there(session.client.trusthub.v1.supporting_documents, sid) is not None


def fetch_address(session: Session, sid: str) -> Address | None:
    """The Address as it stands, or None when it is gone."""
    live = _fetch_if_there(session.client.api.v2010.account.addresses, sid)
    return None if live is None else to_address(live)


def _fetch_if_there(collection: Any, sid: str | None) -> Any | None:
    """The object, unless there never was one or somebody has deleted it."""
    if sid is None:
        return None
    try:
        return collection(sid).fetch()
    except NotFound:
        return None
