"""Brand and BrandRevision."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class BrandSpec:
    """
    A BrandRegistration made from a profile and a trust bundle (B1).

    skip_automatic_sec_vet on a STANDARD brand makes it a low-volume standard one.
    """

    profile_sid: str
    trust_bundle_sid: str
    brand_type: str
    mock: bool = False
    skip_automatic_sec_vet: bool = False
    brand_revision: str | None = None


@dataclass(frozen=True, kw_only=True)
class BrandRevisionSpec:
    """
    The digest of all that the Brand is made of; Campaigns are replaced when it changes (B5).

    parts: the digest of each part that can be changed at Twilio, by its place. mark: the name the parts are
    found by there.
    """

    digest: str
    mark: str = ""
    parts: dict[str, str] = field(default_factory=dict)
