"""Drift: every field somebody can change at Twilio, and every object somebody can delete there."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import requests

from a2p.plan.consents import Consent
from tests.reliability.figures import Difference
from tests.reliability.judging import changes
from tests.reliability.scenes import CONSENT, STANDING, STANDING_SP, Story
from tests.support.killing import normalised
from tests.support.stories.edits import declare
from tests.support.stories.happenings import MARK
from tests.support.stories.log import SEVEN, USA2P_SID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.reliability import figures
    from tests.reliability.figures import Family
    from tests.reliability.judging import Undisturbed
    from tests.reliability.scenes import Scene
    from tests.support.miniature import World

_SERVICE = {
    "Usecase": "marketing",
    "InboundRequestUrl": "https://elsewhere.example.com/in",
    "InboundMethod": "GET",
    "FallbackUrl": "https://elsewhere.example.com/fallback",
    "FallbackMethod": "GET",
    "StatusCallback": "https://elsewhere.example.com/status",
    "StickySender": "false",
    "MmsConverter": "false",
    "SmartEncoding": "false",
    "AreaCodeGeomatch": "false",
    "ValidityPeriod": "61",
    "UseInboundWebhookOnNumber": "true",
    "FriendlyName": "Somebody's",
}
_BUNDLE = {
    "FriendlyName": "Somebody's",
    "Email": "somebody@janesgardencare.com",
    "StatusCallback": "https://elsewhere.example.com/status",
}
_ADDRESS = {
    "CustomerName": "Somebody",
    "Street": "1 Elsewhere Blvd",
    "StreetSecondary": "Floor 9",
    "City": "Elsewhere",
    "Region": "NV",
    "PostalCode": "89501",
}
_TEXT = "Somebody has written this in the Console, at length, without telling anybody."
_OTHER_VALUES = {
    "email": "somebody@janesgardencare.com",
    "brand_contact_email": "somebody@janesgardencare.com",
    "phone_number": "+14155550199",
    "mobile_phone_number": "+14155550198",
    "website_url": "https://elsewhere.example.com",
    "business_registration_number": "98-7654321",
}


@dataclass(frozen=True)
class Change:
    """One call of somebody's in the Console."""

    scene: Scene
    what: str
    method: str
    path: str
    data: tuple[tuple[str, str], ...] = ()

    @property
    def deletes(self) -> bool:
        return self.method == "DELETE"

    def __str__(self) -> str:
        return f"{self.scene.name}: {self.what}"


def points(world: World) -> list[Change]:
    """Every field of every resource, and every deletion, of a sole proprietor and of a company."""
    found: list[Change] = []
    for scene in (STANDING_SP, STANDING):
        story = Story(world, scene)
        story.command()
        found += _changes(scene, world.state(), world.simulator.account_sid)
    return found


def _changes(scene: Scene, state: dict[str, list[dict[str, Any]]], account: str) -> Iterator[Change]:
    service = next(each for each in state["service"] if each["friendly_name"] == MARK)["sid"]
    path = f"/v1/Services/{service}"
    yield from _fields(scene, "messaging service", path, _SERVICE)
    yield Change(scene, "messaging service deleted", "DELETE", path)
    for number in state["pool_number"]:
        yield Change(scene, "number taken out", "DELETE", f"{path}/PhoneNumbers/{number['sid']}")
    yield from _campaign(scene, state["campaign"][0], f"{path}/Compliance/Usa2p/{USA2P_SID}")
    for bundle in state["bundle"]:
        if bundle["friendly_name"] == MARK:
            what = {"CustomerProfiles": "profile", "TrustProducts": "trust bundle"}[bundle["_collection"]]
            path = f"/v1/{bundle['_collection']}/{bundle['sid']}"
            yield from _fields(scene, what, path, _BUNDLE)
            yield Change(scene, f"{what} deleted", "DELETE", path)
    yield from _parts(scene, state, account)


def _parts(scene: Scene, state: dict[str, list[dict[str, Any]]], account: str) -> Iterator[Change]:
    for user in state["end_user"]:
        if user["friendly_name"] != MARK:
            continue
        path = f"/v1/EndUsers/{user['sid']}"
        for name, value in user["attributes"].items():
            attributes = {**user["attributes"], name: _another(name, value)}
            data = (("Attributes", json.dumps(attributes)),)
            yield Change(scene, f"{user['type']}.{name}", "POST", path, data)
        yield Change(scene, f"{user['type']} deleted", "DELETE", path)
    for address in state["address"]:
        path = f"/2010-04-01/Accounts/{account}/Addresses/{address['sid']}.json"
        yield from _fields(scene, "address", path, _ADDRESS)
        yield Change(scene, "address deleted", "DELETE", path)
    for document in state["supporting_document"]:
        path = f"/v1/SupportingDocuments/{document['sid']}"
        yield Change(scene, "supporting document deleted", "DELETE", path)


def _campaign(scene: Scene, campaign: dict[str, Any], path: str) -> Iterator[Change]:
    live = {name: _written(campaign[name]) for name in SEVEN}
    for name, api in SEVEN.items():
        value = campaign[name]
        other = (
            (not value) if isinstance(value, bool) else [_TEXT, _TEXT] if isinstance(value, list) else _TEXT
        )
        data = [(SEVEN[each], text) for each, texts in live.items() if each != name for text in texts]
        data += [(api, text) for text in _written(other)]
        yield Change(scene, f"campaign.{name}", "POST", path, tuple(data))
    yield Change(scene, "campaign deleted", "DELETE", path)


def _written(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in values]


def _fields(scene: Scene, what: str, path: str, values: dict[str, str]) -> Iterator[Change]:
    for name, value in values.items():
        yield Change(scene, f"{what}.{name}", "POST", path, ((name, value),))


def _another(name: str, value: Any) -> Any:
    """A value that Twilio takes and nobody has declared."""
    if name in _OTHER_VALUES:
        return _OTHER_VALUES[name]
    return [*value, "Elsewhere"] if isinstance(value, list) else f"{value} too"


def try_all(
    undisturbed: Undisturbed, chosen: Sequence[Change], family: Family, enough: Callable[[], bool]
) -> None:
    """Try changes until there is no more time."""
    for change in chosen:
        if enough():
            return
        _try(undisturbed, change, family)


def _try(undisturbed: Undisturbed, change: Change, family: Family) -> None:
    story = Story(undisturbed.world, change.scene)
    declare(story.stack, CONSENT)
    story.command()
    family.count("looks without drift", 2)
    family.count("false alarms", bool(_seen(story)) + bool(_seen(story, refresh=True)))
    if not _happens(story, change):
        family.there -= 1
        family.count("refused by Twilio")
        return
    family.tried += 1
    shallow = bool(_seen(story))
    deep = shallow or bool(_seen(story, refresh=True))
    family.count("seen by a plain preview", shallow)
    family.count("seen only by preview --refresh", deep and not shallow)
    reasons = [] if deep else ["not seen"]
    if not shallow:
        story.run("refresh")
    reasons += _put_right(story, undisturbed, change)
    family.count("put right by one up", not reasons)
    family.count("leaks", story.leaks())
    if reasons:
        family.blame(str(change), reasons)


def _without_review(world: figures.World) -> figures.World:
    """The same, without how far the review of documents is, which is that of their bundle."""
    documents = [{**each, "status": ""} for each in world["supporting_document"]]
    return {**world, "supporting_document": documents}


def _happens(story: Story, change: Change) -> bool:
    """Whether Twilio lets anybody do this."""
    simulator = story.world.simulator
    answer = requests.request(
        change.method,
        simulator.url + change.path,
        data=list(change.data),
        auth=(simulator.account_sid, simulator.auth_token),
        timeout=30,
    )
    story.world.has_changed()
    return answer.ok


def _seen(story: Story, *, refresh: bool = False) -> list[str]:
    """What a preview shows, with `--refresh` or without; the state stays as it was."""
    before = copy.deepcopy(story.stack.state)
    refreshed = changes(story.run("refresh")) if refresh else []
    run = story.run("preview")
    story.stack.state = before
    return [*refreshed, *changes(run), *([run.failure] if run.failure else [])]


def _put_right(story: Story, undisturbed: Undisturbed, change: Change) -> list[str]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(Consent.RECREATION.value, "true")
        run = story.run("up")
    if not run.ok:
        return [f"the up failed: {run.failure}"]
    left = _seen(story, refresh=True)
    reasons = [f"afterwards a preview shows {left}"] if left else []
    if not change.deletes:  # what is made anew after a deletion may stand beside a Brand that stays
        wanted, found = dict(undisturbed.leaves(change.scene)), normalised(story.world.state())
        if str(story.stack.outputs().get("stage")).startswith("waiting"):
            # A Brand that was corrected is reviewed and verified anew, and its Campaign waits for that.
            for kind in ("bundle", "campaign"):
                del wanted[kind], found[kind]
            wanted, found = (_without_review(each) for each in (wanted, found))
        reasons += Difference.between(found, wanted).told
    return reasons
