"""The answers of one account that a scan needs: of lists where they hold many, else one by one."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from a2p.errors import TwilioError, TwilioUnreachable, Unavailable
from a2p.twilio.client.read_log import FORM_HEADER, digest_content, digest_object, list_objects
from a2p.twilio.client.session import Session

_AT_ONCE: Final = 16  # calls; as many as the session keeps connections
# With more services in an account, no run looks for Campaigns elsewhere (providers/other_campaigns.py).
MOST_SERVICES: Final = 200
FEW: Final = 20  # objects of a kind, up to which each is asked for by itself
_MOST_LOST: Final = 20  # answers, until the account counts as one that cannot be reached
_PAGE: Final = 1000  # the most that Twilio gives
_SID: Final = r"/[A-Z]{2}[0-9a-f]{32}"
_MESSAGING, _TRUST, _API = (f"https://{name}.twilio.com" for name in ("messaging", "trusthub", "api"))
# The lists of an account: their host, and the path with what follows it.
_LISTS: Final = (
    (_TRUST, re.compile(r"(/v1/CustomerProfiles)()")),
    (_TRUST, re.compile(r"(/v1/TrustProducts)()")),
    (_TRUST, re.compile(r"(/v1/EndUsers)()")),
    (_TRUST, re.compile(r"(/v1/SupportingDocuments)()")),
    (_MESSAGING, re.compile(r"(/v1/a2p/BrandRegistrations)()")),
    (_MESSAGING, re.compile(r"(/v1/Services)()")),
    (_API, re.compile(r"(/2010-04-01/Accounts/AC[0-9a-f]{32}/Addresses)(\.json)")),
)
_NAME: Final = "FriendlyName"  # by which runs look for what is theirs
UNREADABLE: Final = "?"
_CAMPAIGN: Final = re.compile(rf"/v1/Services/(MG[0-9a-f]{{32}})/Compliance/Usa2p({_SID})?")
_NUMBERS: Final = re.compile(rf"(/v1/Services{_SID}/PhoneNumbers)({_SID})?")


class AccountReader:
    """
    Digests of answers by their paths, as a run's log of reads has them: `path#form` for another form.

    few: up to so many objects of a kind are asked for one by one. campaigns: the Brand of each Campaign, by
    its service's SID; UNREADABLE where Twilio does not say. has_few_services: so that runs look for Campaigns
    on those of others, too.
    """

    def __init__(self, session: Session, few: int = FEW) -> None:
        self._session, self._few = session, few
        self._digests: dict[str, str] = {}
        self._lost = 0
        self.campaigns: dict[str, str] = {}
        self.has_few_services = False

    def read(self, paths: Iterable[str]) -> None:
        """
        Read all of them: lists first, then what no list tells. What is not answered has no digest.

        Raises:
            TwilioUnreachable, Unavailable: so many are not answered that nothing is to be expected of others.
        """
        wanted = set(paths)
        for host, pattern in _LISTS:
            listed = [path for path in wanted if _is_listed(pattern, path)]
            if len(listed) > self._few:
                self._read_list(host, _path_of_list(listed[0]), listed)
        rest = {path for path in wanted if path not in self._digests}
        numbers = {path for path in rest if (match := _NUMBERS.match(path)) and match[2]}
        self._read_each(rest - numbers)  # a service's list has each of its numbers
        self._read_each(path for path in numbers if path not in self._digests)

    def read_other_campaigns(self, known: Iterable[str]) -> None:
        """Read the Campaigns of all services but these, where a run would do so, too."""
        services = [each.sid for each in self._session.client.messaging.v1.services.list(page_size=_PAGE)]
        others = sorted(set(services) - set(known))
        self.has_few_services = len(services) <= MOST_SERVICES + 1
        if self.has_few_services:
            self._read_each(f"/v1/Services/{sid}/Compliance/Usa2p" for sid in others)

    def find_digest(self, path: str) -> str:
        """Of the answer that was read; "" if none was."""
        return self._digests.get(path, "")

    def find_changed(self, reads: Mapping[str, str]) -> list[str]:
        """The paths whose answers are others now; what seemed so is asked for once more, by itself."""
        suspects = [path for path, digest in reads.items() if self._digests.get(path) != digest]
        self._read_each(path for path in suspects if reads[path])
        return [path for path in suspects if self._digests.get(path) != reads[path] or not reads[path]]

    def _read_list(self, host: str, path: str, wanted: Iterable[str]) -> None:
        base, _, suffix = path.partition(".")
        suffix = f".{suffix}" if suffix else ""
        named: dict[str, list[Any]] = defaultdict(list)
        following: str | None = f"{host}{path}?PageSize={_PAGE}"
        while following:
            try:
                page = json.loads(self._session.client.request("GET", following).text)
            except (TwilioUnreachable, Unavailable) as error:
                self._note_lost(error)  # what is listed there is asked for one by one
                return
            for each in list_objects(page):
                self._digests[f"{base}/{each['sid']}{suffix}"] = digest_object(each)
                named[str(each.get("friendly_name"))].append(each)
            following = _find_next(page, host)
        for each in wanted:
            if name := parse_qs(urlsplit(each).query).get(_NAME):
                self._digests[each] = digest_object(named.get(name[0], []))

    def _read_each(self, paths: Iterable[str]) -> None:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(self._read_one, list(paths)))

    def _note_lost(self, error: TwilioUnreachable | Unavailable) -> None:
        self._lost += 1
        if self._lost > _MOST_LOST:
            raise error

    def _read_one(self, path: str) -> None:
        asked, _, form = path.partition("#")
        url, headers = f"{_find_host(path)}{asked}", {FORM_HEADER: form} if form else None
        self._session.forget(asked.partition("?")[0])
        try:
            content = json.loads(self._session.client.request("GET", url, headers=headers).text)
        except TwilioError as error:
            self._digests[path] = str(error.status)
            if error.status != 404 and (match := _CAMPAIGN.match(path)):
                self.campaigns[match[1]] = UNREADABLE
            return
        except TwilioUnreachable as error:
            self._note_lost(error)
            return
        finally:
            self._session.forget(asked.partition("?")[0])  # many thousands are read, each once
        self._digests[path] = digest_content(content)
        if match := _CAMPAIGN.match(path):
            for each in [content] if match[2] else list_objects(content):
                self.campaigns[match[1]] = str(each.get("brand_registration_sid"))
        if (match := _NUMBERS.match(path)) and not match[2]:
            for each in list_objects(content):
                self._digests[f"{match[1]}/{each['sid']}"] = digest_object(each)


def find_service_of_campaign(path: str) -> str:
    """The service whose Campaign an answer is about; "" if it is about something else."""
    match = _CAMPAIGN.match(path)
    return match[1] if match else ""


def _is_listed(pattern: re.Pattern[str], path: str) -> bool:
    """Whether a list of the account has this answer: one of its objects, or those of a name."""
    if "#" in path:  # in a form that lists do not have
        return False
    plain, _, query = path.partition("?")
    if re.fullmatch(f"{pattern.pattern.replace('()', '')}", plain):
        return _NAME in parse_qs(query)
    single = re.fullmatch(rf"(.+?){_SID}(\.json)?", plain)
    if single is None or query:
        return False
    return pattern.fullmatch(f"{single[1]}{single[2] or ''}") is not None


def _path_of_list(path: str) -> str:
    plain = path.partition("?")[0]
    return re.sub(rf"{_SID}(?=(\.json)?$)", "", plain)


def _find_host(path: str) -> str:
    if path.startswith("/2010-04-01/"):
        return _API
    return _MESSAGING if path.startswith(("/v1/Services", "/v1/a2p/")) else _TRUST


def _find_next(page: Mapping[str, Any], host: str) -> str | None:
    following = (page.get("meta") or {}).get("next_page_url") or page.get("next_page_uri")
    return f"{host}{following}" if str(following or "").startswith("/") else following
