# ruff: noqa: E501  # the table has one line a row
"""
What of Twilio's and the registry's behaviour is simulated, by requirement id.

The source of docs/simulator.md. A test checks that each enforced id is named by some test.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from simulator.core import scenarios
from simulator.core.settings import Settings
from simulator.core.state_machines import TRANSITIONS
from simulator.core.timings import Timings
from simulator.fidelity_2026 import write_newer_table

if TYPE_CHECKING:
    from collections.abc import Iterator

ENFORCED = "enforced"
NOT_APPLICABLE = "not applicable"
UNKNOWN = "unknown"


@dataclass(frozen=True)
class SimulatedRule:
    """One requirement: whether it is enforced, and how or why not."""

    id: str
    state: str
    text: str


def _rules() -> Iterator[SimulatedRule]:
    for line in TABLE.strip().splitlines():
        rule, state, text = (part.strip() for part in line.split("|"))
        yield SimulatedRule(rule, {"E": ENFORCED, "N": NOT_APPLICABLE, "?": UNKNOWN}[state], text)


TABLE = """
G1  | E | The ISV's primary profile is seeded, approved, ISV reseller or partner; made and deleted in the Console only
G2  | E | Each step refuses, or fails in its review, what the step before did not prepare
G3  | E | Nothing refuses a client that does not wait; validation results come 20 s after submission
G4  | E | A bundle becomes twilio-approved only when its Brand is approved and verified
G5  | E | Reviews take from 20 s to 10 days of simulated time; see the table of delays
G6  | E | A Campaign needs a Brand APPROVED and, of a sole proprietor, VERIFIED; else 400 21717
G7  | E | Within 5 s after a deletion a new Campaign on the service is refused with 409
G8  | E | All Unicode text is kept as it came; lengths are counted in characters
G9  | N | Whose data it is cannot be seen from the data
G10 | E | A sole proprietor's address outside the US and Canada is rejected; whether there is an EIN is not known here
P1  | E | Policies have their fixed SIDs and can be fetched; an unknown one is refused
P2  | E | The reason of a rejection goes to status_callback only; the resource has a code (18601)
P3  | E | The end user's type must be known
P4  | E | Addresses need their parts; the country is US or CA for a sole proprietor, at the review
P5  | E | A supporting document's address must exist when the bundle is evaluated and reviewed
P6  | E | Without the three assignments a profile is noncompliant
P7  | E | Evaluations name every missing or invalid field, with its code
P8  | E | pending-review is answered by in-review; no other status can be set by a client
P9  | E | The four e-mail rejections, by callback; see the magic values
P10 | E | The address rejections, by callback, with the suggestion; see the magic values
P11 | E | 10 uses of an e-mail and of an address, 3 of a mobile number, those of other vendors included (30749, 30747, 30750)
P12 | E | E-mail, phone and mobile number are checked by form; no carrier is asked
P13 | E | A rejected bundle can be edited and submitted again; one in review cannot be updated
P14 | E | A rejected bundle fails its Brand, a failed Brand its Campaigns
T1  | E | Trust bundle policy; the two kinds of BU are told apart, transposed ones fail the Brand (30793)
T2  | E | brand_name and mobile_phone_number are needed; that brand_name is no id or e-mail is not checked
T3  | E | vertical is one of 23 values, or absent
T4  | E | A trust bundle is compliant only with a profile in review or approved
B1  | E | Made of the two bundle SIDs; brand_type decides which policies they need
B2  | E | PENDING, then APPROVED or FAILED after 20 s; SUSPENDED and IN_REVIEW on request
B3  | E | identity_status is null while PENDING, then UNVERIFIED, then VERIFIED
B4  | E | The three texts of failure_reason, and errors[]
B5  | E | A Brand with a Campaign cannot be resubmitted
B6  | E | One SOLE_PROPRIETOR Campaign, and no other, on a SOLE_PROPRIETOR Brand (21732, 21717)
B7  | E | The 51st Brand with one EIN fails (30898)
B8  | E | brand_score and brand_feedback can be set by magic name, scenario or decision
B9  | E | Suspending a Brand suspends its Campaigns; the Brand shows which it is
O1  | E | One OTP by itself at approval; YES verifies and is confirmed; texts are in /_sim/state
O2  | E | An OTP is valid for 24 h; later ones by API; 10 requests a second and account, then 429
O3  | E | Not enforced by the registry yet, so not here: a YES after 30 days still counts
O4  | E | No second OTP is ever sent by itself
1.6 | E | Vettings complete after an hour and raise the score
M1  | E | usecase is undeclared by default; any other takes no external campaign (21719)
M2  | E | Deleting a service deletes its Campaign and frees its numbers
M3  | E | A Campaign can be deleted alone
C1  | E | One SID for all Campaigns; found by service
C2  | E | The eight required parameters and the optional ones
C3  | E | All length limits; the keywords of one field are joined with commas for theirs
C4  | E | At most 5 samples; at least 2 for SOLE_PROPRIETOR, MIXED and MARKETING, 1 for others (documents disagree)
C5  | E | The texts of default or advanced overwrite what is sent; only a service set to self keeps its own
C6  | E | 21727 with a new field missing, no code with old ones only, 21728 for lengths
C7  | E | PENDING, IN_PROGRESS, VERIFIED or FAILED, rarely SUSPENDED; campaign_id comes with IN_PROGRESS
C8  | E | errors[] items have code, fields, url and description
C9  | E | All response fields; privacy and terms URLs with the version header only
C10 | E | Seven parameters in every update, two URLs allowed besides, everything else refused
C11 | E | The four booleans are locked after the first approval; the error has no code (none is documented)
C12 | E | The locked value is the last one registered before the approval
C13 | E | Updates are taken in every status but SUSPENDED
C14 | E | An update starts the review again; whether traffic goes on meanwhile is not simulated
C15 | E | Resubmissions are counted in /_sim/state and never refused
C16 | N | Advice to the client
C17 | ? | How the registry finds out about direct lending is not documented
C18 | E | The use case must match exactly; the contents of texts are not judged
C19 | N | Advice to the client
C20 | E | Any Campaign but a suspended one can be deleted
C21 | E | One Campaign to a service; a second is refused with 409
C22 | E | Use cases depend on the Brand
C23 | E | The Campaign of a mock Brand is a mock
C24 | E | A suspended Campaign is neither edited nor deleted, and its pool does not change (21729)
E1  | E | No access has to be asked for
E2  | E | Share, review by Twilio, CAMPAIGN_SHARE_ACCEPT or _DELETE to the ISV's registry webhook, review by the secondary DCA
E3  | N | Fees
E4  | E | C and six of A-Z and 0-9
E5  | E | A second association within 5 s is accepted and fails after 2 min; it has to be shared again
E6  | E | The answer's five fields; polled by Usa2p
E7  | E | Deleting an association leaves the campaign at the registry; 5 s for the campaign and for the service
E8  | E | Numbers that are there, and later ones, register with the Campaign
N1  | E | More numbers are accepted; one of them, picked at random, registers, the others fail with 30125
N2  | E | Associated by SID, once; 21710 and 21712 otherwise
N3  | E | Registration of a number begins with a VERIFIED Campaign; sending is not simulated
S1  | E | Status callbacks, signed, tried again for four hours
S2  | E | Brand, Campaign and number events to webhook sinks, signed; rejections without their reasons
"""
RULES = tuple(_rules())


def write_page() -> str:
    """docs/simulator.md."""
    parts = [
        INTRODUCTION,
        _table(),
        write_newer_table(),
        EXTRA,
        _settings(),
        _delays(),
        _machines(),
        _magic(),
    ]
    return "\n\n".join(parts) + "\n"


INTRODUCTION = """# What the simulator simulates

Written by `python -m simulator rules`; edit `simulator/fidelity.py`. Ids are those of the requirements:
G the whole graph, P profiles, T trust bundles, B brands, O one-time passwords, M services, C campaigns,
E external campaigns, N numbers, S callbacks and events."""

EXTRA = """## Facts from outside the source documents

Simulated where they do not contradict the documents: 21717, 21720, 21724 (the fourth update of a
Brand), 21729, 21731, 21732, 30930 (100 Campaigns to a Brand), 21710, 21712, 21714 (pool of 400, answered
with 412), 21715, 30125, 30747, 30749, 30750, 30793, 30795 and others by magic name, 30902, 30904, 30905,
22214 to 22219, 18601, deletion of a suspended Campaign after 30 days, Brand lists without vetted Brands.
Not simulated, because it contradicts them: 21725 (a Brand can only be updated when FAILED), as B5 has a
Brand resubmitted after its Campaign was deleted.

## Decisions where the documents are silent

- A bundle in review cannot be updated, except that it can be submitted again when its Brand has FAILED;
  an approved one can only be submitted again.
- Bundles can always be deleted, the primary profile never, and end users and documents once no bundle holds
  them. A Brand that is not reviewed yet fails without its bundles.
- Which use cases of a service and of a Campaign fit (21719) is our reading: `undeclared` fits all, and MIXED,
  LOW_VOLUME and SOLE_PROPRIETOR fit every service.
- A Brand of a public company without a contact e-mail (21737) or with a malformed one (21736) fails; one with a
  free domain (21740) or an undeliverable address (21738) is registered and stays UNVERIFIED, as it does when the
  link expires (21741). Its Campaigns are suspended then; a new one is refused with 21717.
- The Authentication+ vetting has the class AUTHPLUS and the provider aegis, the only one the contract has for it.
- A suspended or closed subaccount is refused with 403 and code 20005.
- A webhook whose URL has credentials is signed over the URL without them.
- A bundle that is not compliant can be submitted; its validation rejects it.
- A Brand that is PENDING or IN_REVIEW cannot be resubmitted (409).
- A parameter that names an object which is not there is a 400 with code 20001 and the parameter's name; an
  object in the path that is not there is a 404 with code 20404.
- A second Campaign on a service, and one within 5 s of a deletion, are refused with 409 and code 20409.
- Refusals without a documented code have code null: the locked booleans (C11), the update of a Brand with
  Campaigns (B5).
- An evaluation's code for a missing supporting profile is 22216, for one in the wrong status 22218.
- The parameters of a status callback are AccountSid, BundleSid, Status, FriendlyName, FailureReason.
- Nothing is sent to sinks other than webhooks.
- A rate-exceeded external association fails with 30901."""


def _table() -> str:
    head = "| id | state | how, or why not |\n|---|---|---|"
    return "\n".join([head, *(f"| {rule.id} | {rule.state} | {rule.text} |" for rule in RULES)])


def _settings() -> str:
    head = "## Settings\n\n`serve --set NAME=on|off`, or `POST /_sim/settings`.\n\n| name | as it begins |\n|---|---|"
    rows = (f"| {field.name} | {'on' if field.default else 'off'} |" for field in fields(Settings))
    return "\n".join([head, *rows])


def _delays() -> str:
    head = "## Delays and limits, in simulated seconds\n\n| name | seconds |\n|---|---|"
    rows = (f"| {field.name} | {getattr(Timings(), field.name):g} |" for field in fields(Timings))
    return "\n".join([head, *rows])


def _machines() -> str:
    head = "## State machines\n\n| transition | of | field | from | to |\n|---|---|---|---|---|"
    rows = (
        f"| {t.name} | {t.kind} | {t.field} | {t.source} | {', '.join(t.targets)} |"
        for t in sorted(TRANSITIONS.values(), key=lambda t: t.name)
    )
    return "\n".join([head, *rows])


def _magic() -> str:
    names = (scenarios.__doc__ or "").strip()
    return f"""## Magic values

{names}

The mobile number {scenarios.AUTO_YES_MOBILE} answers every OTP with YES after a minute, and may be used
any number of times.

| value | outcome |
|---|---|
| an e-mail at `unknown.example` or under `.invalid` | Unknown email domain. |
| an e-mail at `mailinator.com`, `guerrillamail.com` or `disposable.example` | Email is a suspected disposable address. |
| an e-mail `invalid@...` | Email is invalid. |
| an e-mail whose domain is no domain | Email domain has an invalid address syntax. |
| street `1 Jersey Str` | Invalid Street, with a suggestion |
| city `Bostun` | Invalid Locality, with a suggestion |
| postal code `00000`, or of the wrong form | Invalid Postal Code, with a suggestion |
| a region that is none | Invalid Region, with a suggestion |
| street `10000 Jersey St` | Invalid House Number |"""
