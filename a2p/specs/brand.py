"""Brand and BrandRevision."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class OtpSpec:
    """
    Whether a run may have another text message sent to a sole proprietor (O4).

    resend: after_expiry or never. max_total: how many there may be in all, the one that Twilio sends by
    itself included.
    """

    resend: str = "after_expiry"
    max_total: int = 3


@dataclass(frozen=True, kw_only=True)
class AuthenticationSpec:
    """
    Authentication+ of a public company (U8).

    max_emails: how many e-mails there may be in all, the one that Twilio sends by itself included; each has a
    fee.
    """

    max_emails: int = 1


@dataclass(frozen=True, kw_only=True)
class VettingSpec:
    """A vetting by a third party; vetting_id is the token that Campaign Verify gave."""

    provider: str
    vetting_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class BrandSpec:
    """
    A BrandRegistration made from a profile and a trust bundle (B1).

    skip_automatic_sec_vet on a STANDARD brand makes it a low-volume standard one. submission: another number
    submits the Brand again although nothing it is made of has changed. authentication: None
    where it is no public company's.
    """

    profile_sid: str
    trust_bundle_sid: str
    brand_type: str
    mock: bool = False
    skip_automatic_sec_vet: bool = False
    brand_revision: str | None = None
    submission: int = 1
    otp: OtpSpec | None = None
    vetting: VettingSpec | None = None
    authentication: AuthenticationSpec | None = None


_WAITING = "waiting/"


def waiting_brand_id(trust_bundle_sid: str) -> str:
    """The id in the stack of a Brand that Twilio does not take yet, because it has sent its bundles back."""
    return f"{_WAITING}{trust_bundle_sid}"


def is_waiting_brand(brand_sid: str) -> bool:
    """Whether it is such an id, and no SID of Twilio's."""
    return brand_sid.startswith(_WAITING)


@dataclass(frozen=True, kw_only=True)
class BrandRevisionSpec:
    """
    The digest of all that the Brand is made of; Campaigns are replaced when it changes (B5).

    parts: the digest of each part that can be changed at Twilio, by its place. mark: the name the parts are
    found by there. service: the name, or the SID, of the Messaging Service whose Campaign has to make way;
    campaigns: of a stack with several, that of each by the Campaign's name.
    removed: in the same form, those that are not declared any more and were still there at the last run.
    bought_numbers, removed_bought_numbers: the entries of phone_numbers that are bought, of all Campaigns,
    and those of them that are not declared any more and were not given up yet at the last run.
    brand: the kind of Brand that is declared: type, mock, without secondary vetting.
    """

    digest: str
    mark: str = ""
    service: str | None = None
    campaigns: dict[str, str] = field(default_factory=dict)
    removed: dict[str, str] | None = None
    bought_numbers: tuple[str, ...] | None = None
    removed_bought_numbers: tuple[str, ...] | None = None
    brand: tuple[str, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def services(self) -> tuple[str, ...]:
        """The services of all Campaigns of the stack, by name or SID."""
        return tuple(dict.fromkeys(filter(None, (self.service, *self.campaigns.values()))))
