"""
The texts of a Campaign: which are needed, how long each may be, what Twilio fills in.

Pure checks of parameters. Lengths are counted in characters, not bytes (G8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.core.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.core.documents import Document

MISSING = 21727
WRONG_LENGTH = 21728

NEEDED_TO_CREATE = (
    "BrandRegistrationSid",
    "Description",
    "MessageFlow",
    "MessageSamples",
    "UsAppToPersonUsecase",
    "HasEmbeddedLinks",
    "HasEmbeddedPhone",
)
NEEDED_TO_UPDATE = (  # C10: the seven, in every call
    "Description",
    "MessageFlow",
    "MessageSamples",
    "HasEmbeddedLinks",
    "HasEmbeddedPhone",
    "DirectLending",
    "AgeGated",
)
NEW_FIELDS = frozenset(  # C6: those of November 2022
    {
        "MessageFlow",
        "OptInMessage",
        "OptInKeywords",
        "OptOutMessage",
        "OptOutKeywords",
        "HelpMessage",
        "HelpKeywords",
    }
)
POLICY_URLS = {"PrivacyPolicyUrl": 30933, "TermsAndConditionsUrl": 30934}
SELF_MANAGED = ("OptOutMessage", "OptOutKeywords", "HelpMessage", "HelpKeywords")
LENGTHS = {  # C3
    "Description": (40, 4096),
    "MessageFlow": (40, 2048),
    "OptInMessage": (20, 320),
    "OptOutMessage": (20, 320),
    "HelpMessage": (20, 320),
}
KEYWORDS = ("OptInKeywords", "OptOutKeywords", "HelpKeywords")
KEYWORD_FIELDS = ("opt_in_keywords", "opt_out_keywords", "help_keywords")
LONGEST_KEYWORDS = 255
SAMPLE_LENGTH = (20, 1024)
MOST_SAMPLES = 5
TWO_SAMPLES_NEEDED = frozenset({"SOLE_PROPRIETOR", "MIXED", "MARKETING"})  # C4

DEFAULT_TEXTS: Document = {  # as Twilio's OpenAPI file has them
    "opt_out_message": (
        "You have successfully been unsubscribed. You will not receive any more messages from"
        " this number. Reply START to resubscribe."
    ),
    "opt_out_keywords": ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"],
    "help_message": "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
    "help_keywords": ["HELP", "INFO"],
}
FIELDS = {
    "OptOutMessage": "opt_out_message",
    "OptOutKeywords": "opt_out_keywords",
    "HelpMessage": "help_message",
    "HelpKeywords": "help_keywords",
}


def require(params: Mapping[str, Any], needed: tuple[str, ...]) -> None:
    """C6: 21727 when a new field is missing, a 400 without a code when only old ones are."""
    missing = [name for name in needed if not _is_given(params.get(name))]
    if missing:
        code = MISSING if NEW_FIELDS & set(missing) else None
        raise bad_request(f"Missing required parameter(s): {', '.join(missing)}", code)


def require_opt_in_answer(params: Mapping[str, Any]) -> None:
    """C5, U18: keywords to opt in need the answer to them; the message is right without keywords, too."""
    if _is_given(params.get("OptInKeywords")):
        require(params, ("OptInMessage",))


def check_lengths(params: Mapping[str, Any]) -> None:
    """C3: 21728, naming every text that is too short or too long."""
    problems = [
        _length_problem(name, params[name], bounds)
        for name, bounds in LENGTHS.items()
        if _is_given(params.get(name))
    ]
    for position, sample in enumerate(params.get("MessageSamples", []), start=1):
        problems.append(_length_problem(f"MessageSamples[{position}]", sample, SAMPLE_LENGTH))
    for name in KEYWORDS:
        joined = ",".join(params.get(name, []))
        if len(joined) > LONGEST_KEYWORDS:
            problems.append(f"{name} has {len(joined)} characters, at most {LONGEST_KEYWORDS}")
    broken = [problem for problem in problems if problem]
    if broken:
        raise bad_request(f"Length requirement not satisfied: {'; '.join(broken)}", WRONG_LENGTH)


def split_keywords(params: Mapping[str, Any]) -> dict[str, Any]:
    """M6: the keywords of one field may be sent as one text with commas, as document 004 says."""
    lists = {name: params[name] for name in KEYWORDS if name in params}
    pieces = {
        name: [word.strip() for given in values for word in given.split(",") if word.strip()]
        for name, values in lists.items()
    }
    return {**params, **pieces}


def require_policy_urls(params: Mapping[str, Any]) -> None:
    """U1: both pages of the business, by https; the error says which is missing."""
    for name, code in POLICY_URLS.items():
        url = str(params.get(name) or "")
        if not url:
            raise bad_request(f"{name} is required", code)
        if not url.startswith("https://"):
            raise bad_request(f"{name} has to be a public https URL", code)


def check_keywords(params: Mapping[str, Any]) -> None:
    """C3: keywords are alphanumeric."""
    for name in KEYWORDS:
        for keyword in params.get(name, []):
            if not keyword.isalnum():
                raise bad_request(f"Invalid parameter {name}: {keyword!r} is not alphanumeric")


def check_sample_count(samples: list[str], usecase: str) -> None:
    """C4: at most five; two for some use cases, where the documents disagree about the others."""
    needed = 2 if usecase in TWO_SAMPLES_NEEDED else 1
    if not needed <= len(samples) <= MOST_SAMPLES:
        raise bad_request(
            f"Length requirement not satisfied: {len(samples)} MessageSamples,"
            f" {needed} to {MOST_SAMPLES} needed for {usecase}",
            WRONG_LENGTH,
        )


def choose_opt_out_texts(params: Mapping[str, Any], service: Document, mode: str) -> Document:
    """C5: who manages opt-out himself has to give all four texts; others' are overwritten with Twilio's."""
    if mode == "self":
        require(params, SELF_MANAGED)
        return {FIELDS[name]: params[name] for name in SELF_MANAGED}
    configured: Document = service.get("_opt_out_texts", {})
    return DEFAULT_TEXTS | configured


def write_keywords(document: Document) -> Document:
    """Keywords in capitals, as Twilio answers them: the documents' example sends "Start" and gets "START"."""
    return document | {
        name: [keyword.upper() for keyword in document[name]] for name in KEYWORD_FIELDS if name in document
    }


def _is_given(value: object) -> bool:
    return value not in (None, "", [])


def _length_problem(name: str, text: str, bounds: tuple[int, int]) -> str | None:
    least, most = bounds
    if least <= len(text) <= most:
        return None
    return f"{name} has {len(text)} characters, {least} to {most} needed"
