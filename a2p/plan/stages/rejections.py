"""What a Campaign's rejection means: which declared key a reason is about, and whether an edit mends it."""

import re
from dataclasses import dataclass, fields, replace

from a2p.catalogue import FINAL, MENDABLE_ON_PAGE, find_keys, find_remedy, is_known, is_on_page
from a2p.observed import LiveBrand, LiveCampaign, Problem
from a2p.plan.consents import Consent
from a2p.plan.situation import Stop
from a2p.specs import CampaignSpec

# Tokens of errors[].fields that are not just the key in capitals (C8).
_KEYS = {"USE_CASE_DESCRIPTION": "description", "USE_CASE": "us_app_to_person_usecase"}
# What the program adds to a Campaign's declaration has no key in its section.
_ADDED = {
    "messaging_service_sid",
    "brand_sid",
    "brand_type",
    "brand_mock",
    "brand_public",
    "brand_revision",
    "phone_numbers",
    "removed_numbers",
}
_DECLARED = {each.name for each in fields(CampaignSpec)} - _ADDED
_CORRECT_PAGE = "correct the page that the rejection names, which is to describe the text messages"
_SAMPLE = re.compile(r"(?:SAMPLE_MESSAGE|MESSAGE_SAMPLE)S?_(\d+)")


@dataclass(frozen=True)
class Rejection:
    """
    One reason, in the words of the stack file.

    on_page: it is about a web page of the customer, so that the registered text may be right as it is.
    is_known: the catalogue has its code; of an unknown one nobody knows whether an edit mends it (U4).
    """

    keys: tuple[str, ...]
    text: str
    final: bool
    on_page: bool = False
    is_known: bool = True
    remedy: str = ""

    def within(self, section: str) -> "Rejection":
        """The same about a Campaign in this section of the stack file, as `campaigns.marketing.`."""
        keys = (f"{section}{key}" if key.startswith("campaign.") else key for key in self.keys)
        return replace(self, keys=tuple(keys)) if section else self

    def __str__(self) -> str:
        where = f"{', '.join(self.keys)}: " if self.keys else ""
        return f"{where}{self.text}"


def to_rejection(problem: Problem) -> Rejection:
    """A reason Twilio gave, with the declared keys its fields stand for."""
    by_page = problem.code in MENDABLE_ON_PAGE and any(map(_is_url_token, problem.fields))
    forever = "" if by_page else FINAL.get(problem.code or 0, "")
    code = f"{problem.code} " if problem.code else ""
    unknown = [token for token in problem.fields if not key_of_token(token)]
    remarks = [
        f" ({forever})" if forever else "",
        " (Twilio may call this code final; others have passed after they corrected the page)"
        if by_page
        else "",
        f" (Twilio names the field {', '.join(unknown)})" if unknown else "",
        "" if is_known(problem.code) else f" (no known code: read {_page_of(problem)})",
    ]
    return Rejection(
        keys_of(problem),
        f"{code}{problem.description}".strip() + "".join(remarks),
        bool(forever),
        by_page or is_on_page(problem.code),
        is_known(problem.code),
        _CORRECT_PAGE if by_page else find_remedy(problem.code),
    )


def _is_url_token(token: str) -> bool:
    return token.upper().endswith("_URL")


def _page_of(problem: Problem) -> str:
    """The page that the rejection names; else the one that Twilio has for each code."""
    is_link = problem.url.startswith("https://")
    return problem.url if is_link else f"https://www.twilio.com/docs/api/errors/{problem.code}"


def keys_of(problem: Problem) -> tuple[str, ...]:
    """The declared keys a reason is about: those its fields stand for, else those its code is known for."""
    keys = tuple(filter(None, (key_of_token(token) for token in problem.fields)))
    return keys or find_keys(problem.code)


def describe_rejection_action(reasons: list[Rejection], file: str, section: str = "") -> str:
    """
    What to do about each kind of reason: an edit, a page to correct, or a code that nobody knows (U4, U5).

    Names no key where the rejection names none: an edit at a guess costs a resubmission. section: where the
    file has the Campaign, as `campaigns.marketing.`, or "" for the only one.
    """
    edited = sorted({key for each in reasons if each.is_known and not each.on_page for key in each.keys})
    on_page = any(each.on_page for each in reasons)
    unknown = [each for each in reasons if not each.is_known]
    steps = [
        f"edit {', '.join(edited)} in {file}" if edited else "",
        f"correct the page, then raise {section}campaign.submission" + ("" if edited else f" in {file}")
        if on_page
        else "",
        _describe_unknown(unknown) if unknown else "",
    ]
    return "; ".join(filter(None, steps)) or (
        "ask Twilio Support what to correct: the rejection names nothing that the stack file has a key for"
    )


def _describe_unknown(reasons: list[Rejection]) -> str:
    keys = sorted({key for each in reasons for key in each.keys})
    about = f"; Twilio names {', '.join(keys)}" if keys else ""
    return f"read the page of the unknown code, which says whether an edit helps, then decide{about}"


def find_campaign_stop(campaign: LiveCampaign, brand: LiveBrand | None = None) -> Stop | None:
    """
    Why no change of this Campaign is sent, or nothing (C16, C24).

    Of a suspended one Twilio takes none. After a code that Twilio lists as final it takes one, and says that
    nothing helps but a Campaign that is materially different, or in some cases another Brand; so it is sent
    when somebody agrees.

    `brand` tells whose suspension it is (B9).
    """
    if campaign.status == "SUSPENDED":
        whose = " with its Brand" if brand and brand.status == "SUSPENDED" else ""
        return Stop(f"it is SUSPENDED{whose}, and Twilio takes no change of it, nor its deletion.")
    final = [reason for reason in map(to_rejection, campaign.problems) if reason.final]
    if campaign.status == "FAILED" and final:
        return Stop(
            f"it was rejected with a code that Twilio lists as final: {final[0]}.\n"
            "  Twilio accepts nothing after it but a materially different Campaign, or in some cases\n"
            "  another Brand.",
            "take the change back and appeal to Twilio Support; or have it reviewed again if what the code\n"
            "      is about has changed, at the price of another review",
            Consent.FINAL_REJECTION,
        )
    return None


def key_of_token(token: str) -> str:
    """`SAMPLE_MESSAGE_2` as `campaign.message_samples[1]`; empty for what no key of a Campaign is called."""
    if sample := _SAMPLE.fullmatch(token.upper()):
        return f"campaign.message_samples[{int(sample.group(1)) - 1}]"
    name = _KEYS.get(token.upper(), token.lower())
    return f"campaign.{name}" if name in _DECLARED else ""
