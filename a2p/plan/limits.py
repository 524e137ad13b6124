"""How often one e-mail address, address, mobile number or EIN may be used at the registry (P11, B7). Pure."""

from dataclasses import dataclass
from typing import Final

_FEW: Final = 10  # a tenth of what is allowed, and one at least, is few


@dataclass(frozen=True)
class UseLimit:
    """
    A limit for life, over the Brands of all vendors; a client sees only its own.

    what: the value, as a message calls it. most: uses. key: where it stands in a stack file.
    """

    what: str
    most: int
    key: str
    requirement: str


USE_LIMITS: Final = {
    "email": UseLimit("e-mail address", 10, "profile.email", "P11"),
    "address": UseLimit("address", 10, "profile.address", "P11"),
    "mobile": UseLimit("mobile number", 3, "trust_bundle.mobile_phone_number", "P11"),
    "ein": UseLimit("EIN", 50, "profile.business.business_registration_number", "B7"),
}


def explain_exceeded(kind: str, used: int) -> str:
    """Why no further use is registered, after so many; "" while there are some left."""
    limit = USE_LIMITS[kind]
    if used < limit.most:
        return ""
    return (
        f"{limit.key}: this {limit.what} was used for {used} Brands of ours, and the registry takes "
        f"{limit.most} ({limit.requirement})"
    )


def explain_few(kind: str, used: int) -> str:
    """What to say before one more use that leaves few; "" where it leaves enough."""
    limit = USE_LIMITS[kind]
    left = limit.most - used - 1
    if left > max(1, limit.most // _FEW):
        return ""
    return (
        f"{limit.key}: with this Brand the {limit.what} is used {used + 1} of {limit.most} times "
        f"({limit.requirement}), as far as is known here: nobody sees the uses of other vendors"
    )


def describe_use(brand_type: object) -> str:
    """What another Brand of this type uses of the limit that is reached first, as a noun phrase."""
    limit = USE_LIMITS["mobile" if brand_type == "SOLE_PROPRIETOR" else "ein"]
    return f"one of the {limit.most} Brands that one {limit.what} may have for life ({limit.requirement})"
