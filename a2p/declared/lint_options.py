"""The rules of the copy lint by name, and which of them a stack silences: `a2p:lint`."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from a2p.declared.fields.field_types import Declared, matches
from a2p.declared.problems import DeclarationProblem

# What each of them looks for stands in a2p/lint/rules.py.
RuleName = Literal[
    "age-gate",
    "automatic-consent",
    "bundled-consent",
    "cold-outreach",
    "company-form",
    "confirmation-sample",
    "consent-scope",
    "contact-email",
    "debt-collection",
    "description-brand",
    "direct-lending",
    "duplicate-samples",
    "flow-frequency",
    "flow-help",
    "flow-link",
    "flow-login",
    "flow-opt-in",
    "flow-opt-out",
    "flow-privacy-policy",
    "flow-rates",
    "flow-sharing",
    "flow-terms",
    "flow-ways",
    "forbidden-finance",
    "forbidden-goods",
    "forbidden-schemes",
    "foreign-link",
    "free-mail",
    "free-mail-support",
    "hardcoded-value",
    "help-message",
    "language",
    "lead-generation",
    "many-campaigns",
    "missing-link",
    "missing-phone",
    "no-marketing",
    "number-sharing",
    "one-sample",
    "opt-in-message",
    "opt-out-message",
    "opt-out-words",
    "own-opt-out",
    "person-to-person",
    "phone-numbers",
    "placeholder",
    "platform",
    "policy-url",
    "policy-url-adopted",
    "preselected-consent",
    "public-shortener",
    "required-consent",
    "sample-brand",
    "status-callback",
    "unclear-consent",
    "undeclared-keyword",
    "undeclared-link",
    "undeclared-phone",
    "unusable-email",
    "unused-silence",
    "use-case",
    "use-case-approval",
    "use-case-samples",
    "vague-description",
    "webhook-host",
    "mock-sole-proprietor",
]

Reason = Annotated[str, matches(r"[\s\S]*\w[\s\S]*", "a reason needed: why the rule does not apply here")]


class DeclaredLint(Declared):
    """Rules of the lint that do not apply to this customer, each with the reason."""

    ignore: dict[str, Reason] = Field(default_factory=dict)


def find_unknown_lint_rules(declared: Mapping[str, Any]) -> Iterator[DeclarationProblem]:
    """Every rule that is silenced and does not exist."""
    section = declared.get("lint")
    ignored = section.get("ignore") if isinstance(section, Mapping) else None
    names = get_args(RuleName)
    for name in ignored if isinstance(ignored, Mapping) else ():
        if name not in names:
            close = difflib.get_close_matches(name, names, n=1)
            meant = f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"
            yield DeclarationProblem(("lint", "ignore", name), f"no such rule; {meant}")
