"""The three kinds of row the catalogue is made of."""

from dataclasses import dataclass
from enum import StrEnum

AS_OF = "2026-11"  # the month in which the pages were read that name no day of their own


class CodeSource(StrEnum):
    """Where a code of Twilio's is met."""

    EVALUATION = "profile and trust bundle: evaluation or rejection"
    BRAND = "Brand: errors[] of a failed registration"
    CAMPAIGN = "Campaign: errors[] of a rejected registration"
    EXTERNAL = "external Campaign: errors[] of a failed association"
    REFUSAL = "API: a refused request"
    NUMBER = "phone number: its registration, or a message sent from it"
    MESSAGE = "message: refused, or not delivered"


class Remediation(StrEnum):
    """Whether, and by whom, what a code complains of can be put right."""

    EDIT = "yes, by editing the stack file"
    PAGE = "yes, on the web page that it is about: correct it, then raise campaign.submission"
    ELSEWHERE = "not by editing: something outside the stack file comes first"
    NEVER = "no: neither an edit nor a new registration helps"
    RETRY = "yes, by trying again"


class Persistence(StrEnum):
    """Whether waiting changes anything."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    PENDING = "pending"


_NEXT = {
    Remediation.EDIT: "pulumi preview -s <stack>",
    Remediation.PAGE: "pulumi preview -s <stack>",
    Remediation.ELSEWHERE: "pulumi up -s <stack>",
    Remediation.RETRY: "pulumi up -s <stack>",
    Remediation.NEVER: "",
}


@dataclass(frozen=True, kw_only=True)
class CatalogueCode:
    """
    A code of Twilio's.

    keys: the stack file's keys an edit is about, dotted. delay: seconds to let pass before trying again,
    where known. source: ids of the requirements, or `ext` for Twilio's public pages; `unread` where the
    code's own page could not be read. as_of: the day, or the month, that the source is of.
    """

    code: int
    where: CodeSource
    title: str
    mends: Remediation
    remedy: str
    source: str = "ext"
    as_of: str = AS_OF
    keys: tuple[str, ...] = ()
    lasts: Persistence = Persistence.PERMANENT
    delay: int | None = None

    @property
    def next_command(self) -> str:
        """What to run once the remedy was followed; empty where there is nothing to run."""
        return _NEXT[self.mends]

    @property
    def page(self) -> str:
        """Twilio's own page about it."""
        return f"https://www.twilio.com/docs/api/errors/{self.code}"


class StateSubject(StrEnum):
    """What a state is the state of."""

    STAGE = "stage of a stack"
    BUNDLE = "status of a profile or trust bundle"
    BRAND = "status of a Brand"
    IDENTITY = "identity status of a Brand"
    CAMPAIGN = "status of a Campaign"
    VETTING = "status of a Brand's vetting"


@dataclass(frozen=True, kw_only=True)
class CatalogueState:
    """A stage of ours or a status of Twilio's. takes: how long it usually lasts, in words."""

    word: str
    of: StateSubject
    meaning: str
    acts: str
    takes: str
    source: str
    next_command: str = ""


@dataclass(frozen=True, kw_only=True)
class CatalogueSid:
    """
    A kind of identifier, known by its first letters, or a single one that every account has.

    look: how to see it, with `{sid}` where the whole identifier goes.
    """

    prefix: str
    name: str
    meaning: str
    in_stack: str
    look: str
    source: str
