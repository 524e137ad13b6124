"""
The options of a run: `a2p:wait` and the like. They stand in the stack file and say nothing of the customer.

Here only their form is checked, with the rest of the file; they are read where they are used (a2p/twilio).
Two are meant for all customers of an ISV, in Pulumi.yaml: status_callback and events_url
(a2p/declared/project_defaults.py).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from a2p.declared.problems import DeclarationProblem

_YES_OR_NO = (re.compile("true|false"), "true or false needed")
_URL = (re.compile(r"https?://[^\s/]\S*", re.IGNORECASE), "a URL that starts with https:// or http:// needed")
_DURATION = (
    re.compile(r"\s*[0-9]+(\.[0-9]+)?[smh]?\s*"),
    "a duration such as 90s, 5m or 1h, or seconds, needed",
)

# In the order of the examples; None where any text will do.
OPTIONS: dict[str, tuple[re.Pattern[str], str] | None] = {
    "baseUrl": _URL,
    "accountSid": None,
    "apiKey": None,
    "apiSecret": None,
    "authToken": None,
    "wait": _DURATION,
    "allowTrafficLoss": _YES_OR_NO,
    "allowPaidResubmission": _YES_OR_NO,
    "status_callback": _URL,
    "events_url": _URL,
}


def find_wrong_options(config: Mapping[str, Any]) -> Iterator[DeclarationProblem]:
    """Every option whose form is wrong. An empty one is as good as none."""
    for name, form in OPTIONS.items():
        value = config.get(name)
        if form is None or value is None or value == "":
            continue
        shape, rule = form
        if not shape.fullmatch(str(value).lower() if isinstance(value, bool) else str(value)):
            yield DeclarationProblem((name,), rule, value)
