"""Which attributes of an EndUser a declaration has keys for; the others are carried along."""

from collections.abc import Iterable
from typing import Final

from a2p.declared.brand import A2PMessagingTrustBundle, SoleProprietorTrustBundle
from a2p.declared.fields.field_types import Declared
from a2p.declared.profile import Business, Representative, StarterProfile
from a2p.specs import EndUser

_MODELS: Final[dict[str, type[Declared]]] = {
    "starter_customer_profile_information": StarterProfile,
    "customer_profile_business_information": Business,
    "authorized_representative_1": Representative,
    "authorized_representative_2": Representative,
    "sole_proprietor_information": SoleProprietorTrustBundle,
    "us_a2p_messaging_profile_information": A2PMessagingTrustBundle,
}
# Keys of ours beside Twilio's, in the same sections.
_OURS: Final = frozenset({"status_callback", "address", "trade_names"})


def keep_declarable(end_user: EndUser) -> dict[str, str]:
    """The attributes that have a key; all of a type that nobody knows, whose error says so."""
    return {name: value for name, value in end_user.attributes.items() if _has_key(end_user.type, name)}


def carry_attributes(end_users: Iterable[EndUser]) -> dict[str, dict[str, str]]:
    """The others, by type; types without any are left out."""
    carried = {
        each.type: {name: value for name, value in each.attributes.items() if not _has_key(each.type, name)}
        for each in end_users
    }
    return {type_: attributes for type_, attributes in carried.items() if attributes}


def _has_key(type_: str, name: str) -> bool:
    model = _MODELS.get(type_)
    return model is None or (name in model.model_fields and name not in _OURS)
