"""The error codes with which a Campaign is rejected (1.9, 1.11), in the form of errors[] (C8)."""

from __future__ import annotations

from typing import Any

# Code: the fields it names, and the reason in words.
REASONS: dict[int, tuple[tuple[str, ...], str]] = {
    30880: ((), "an unknown error"),
    30881: (("SUPPORT_EMAIL",), "an invalid support email"),
    30882: (("USE_CASE_DESCRIPTION",), "a violation of Twilio's Terms and Conditions"),
    30883: (("USE_CASE_DESCRIPTION",), "a Content Violation"),
    30884: (("USE_CASE_DESCRIPTION",), "a high risk of spam or phishing"),
    30885: (("USE_CASE_DESCRIPTION",), "potentially fraudulent activity"),
    30886: (("USE_CASE_DESCRIPTION",), "an invalid campaign description"),
    30887: (("OPT_OUT_MESSAGE",), "an invalid opt-out message"),
    30888: (("AGE_GATED",), "a missing age gate"),
    30889: (("HAS_EMBEDDED_PHONE",), "an embedded phone number that was not declared"),
    30890: (("HELP_MESSAGE",), "an invalid help message"),
    30891: (("WEBSITE",), "an invalid website"),
    30892: (("SAMPLE_MESSAGE_1",), "a URL shortener in a sample message"),
    30893: (("SAMPLE_MESSAGE_2",), "invalid sample message content"),
    30894: (("BRAND",), "invalid brand information"),
    30895: (("DIRECT_LENDING",), "undeclared direct lending"),
    30896: (("MESSAGE_FLOW",), "invalid opt-in information"),
    30897: (("MESSAGE_FLOW",), "Disallowed Content"),
    30898: (("BRAND",), "excessive use of one EIN"),
    30899: ((), "a rejection by the carrier"),
    30908: (("MESSAGE_FLOW",), "a missing privacy policy"),
    30909: (("MESSAGE_FLOW",), "a call to action that cannot be verified"),
}


def build_rejection(code: int) -> dict[str, Any]:
    """One item of errors[]."""
    fields, reason = REASONS.get(code, ((), "a reason of this code"))
    text = f"The campaign submission has been reviewed and it was rejected due to {reason}."
    return build_error(code, list(fields), text)


def build_error(code: int, fields: list[str], description: str) -> dict[str, Any]:
    """C8: code, fields, link, words."""
    return {
        "error_code": code,
        "fields": fields,
        "url": f"https://www.twilio.com/docs/api/errors/{code}",
        "description": description,
    }
