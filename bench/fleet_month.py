"""
A month of a fleet without a person, at level `continue`: what it did, what it left, and why.

    python -m bench.fleet_month [--customers 300] [--days 30] [--minutes 480] [--seed 1]

A person runs `a2p up` once for each customer; then nobody does. Customers answer their text message late or
never, reviewers reject and suspend, somebody deletes and edits in the Console, new declarations are merged.
In simulated time, with the repository's reconciler, policy, planner and providers on the engine in small
(tests/support/miniature) and a real PostgreSQL. What it wrote is held against the level by the simulator's
own log of requests.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import requests

from bench.many import make_own
from fleet.decisions.policy import Level
from fleet.storage.database import Database
from tests.support.backends import make_database, run_postgres
from tests.support.miniature import MiniatureStack, World
from tests.support.miniature.fleet import Customer, MiniatureFleet, MiniatureRunner

if TYPE_CHECKING:
    from collections.abc import Callable

DAY: Final = 86_400.0
# All that the level lets be written: the registration of a Campaign, the association of a number, another
# text message, another try of a Brand.
ALLOWED: Final = (
    re.compile(r"POST /v1/Services/MG\w+/Compliance/Usa2p"),
    re.compile(r"POST /v1/Services/MG\w+/PhoneNumbers"),
    re.compile(r"POST /v1/a2p/BrandRegistrations/BN\w+/SmsOtp"),
    re.compile(r"POST /v1/a2p/BrandRegistrations/BN\w+"),
)


class Month:
    """A fleet whose customers are begun by a person, and what happens to them."""

    def __init__(self, world: World, fleet: MiniatureFleet, seed: int) -> None:
        self._world, self._fleet, self._runner = world, fleet, fleet.runner
        self._dice = random.Random(seed)  # noqa: S311  # it guards nothing
        self.happened: Counter[str] = Counter()

    def begin(self, count: int) -> None:
        """Declare so many customers, run each once as a person does, and plan what happens to it."""
        for number in range(count):
            customer = self._runner.add(self._declare(number))
            run = self._runner.run_by_a_person(customer.stack.name)
            if not run.ok:
                raise RuntimeError(run.failure)
            for day, what, act in self._choose(number, customer):
                self._fleet.plan(day * DAY, partial(self._happen, what, act))

    def _declare(self, number: int) -> MiniatureStack:
        example = "example" if number % 3 else "example-standard"
        stack = MiniatureStack.of_example(example, self._world)
        numbers = [each["sid"] for each in self._world.simulator.phone_numbers]
        stack.name = f"c{number:03}"
        stack.declared = {key: make_own(value, number) for key, value in stack.declared.items()}
        stack.declared["phone_numbers"] = numbers[number : number + 1]
        if example == "example":
            stack.declared["profile"]["address"] |= {"street": f"{100 + number} Main Street"}
        return stack

    def _choose(self, number: int, customer: Customer) -> list[tuple[float, str, Callable[[], object]]]:
        """What happens to a customer: day, what, and how."""
        mobile = customer.stack.declared["trust_bundle"].get("mobile_phone_number")
        chosen: list[tuple[float, str, Callable[[], object]]] = []
        if mobile and number % 9:
            late = number % 4 == 0
            day = self._dice.uniform(1.2, 2.4) if late else self._dice.uniform(0.05, 0.9)
            what = "customer answers after the text message lapsed" if late else "customer answers"
            chosen.append((day, what, partial(self._answer, mobile)))
        if number % 6 == 2:
            chosen.append((3.0, "Campaign rejected", partial(self._decide, customer, "FAILED")))
        if number % 7 == 3:
            chosen.append((16.0, "Campaign suspended", partial(self._decide, customer, "SUSPENDED")))
        if number % 5 == 1:
            chosen.append((12.0, "service renamed in the Console", partial(self._rename, customer)))
        if number % 8 == 4:
            chosen.append((18.0, "Campaign deleted in the Console", partial(self._delete, customer)))
        if number % 5 == 3:
            chosen.append((20.0, "new declaration merged", partial(customer.edit, _describe_anew)))
        return chosen

    def _happen(self, what: str, act: Callable[[], object]) -> None:
        try:
            act()
        except requests.HTTPError:
            what = f"refused by Twilio: {what}"
        self.happened[what] += 1

    def _answer(self, mobile: str) -> None:
        self._world.control("POST", "/otp/reply", {"mobile_phone_number": mobile})

    def _decide(self, customer: Customer, status: str) -> None:
        body = {"status": status, "errors": [{"error_code": 30886, "fields": ["USE_CASE_DESCRIPTION"]}]}
        if self._has_campaign(customer):
            self._world.control("POST", f"/campaigns/{self._service(customer)}/decide", body)

    def _rename(self, customer: Customer) -> None:
        self._call("POST", f"/v1/Services/{self._service(customer)}", FriendlyName="renamed")

    def _delete(self, customer: Customer) -> None:
        if self._has_campaign(customer):
            path = (
                f"/v1/Services/{self._service(customer)}/Compliance/Usa2p/QE2c6890da8086d771620e9b13fadeba0b"
            )
            self._call("DELETE", path)

    def _has_campaign(self, customer: Customer) -> bool:
        service = self._service(customer)
        campaigns = self._world.control("GET", "/state").get("campaign", [])
        return any(each["messaging_service_sid"] == service for each in campaigns)

    def _service(self, customer: Customer) -> str:
        return str(customer.stack.outputs()["resources"]["messaging_service"]["sid"])

    def _call(self, method: str, path: str, **form: str) -> None:
        simulator = self._world.simulator
        auth = (simulator.account_sid, simulator.auth_token)
        requests.request(method, simulator.url + path, data=form, auth=auth, timeout=30).raise_for_status()
        self._world.has_changed()


def list_trespasses(runner: MiniatureRunner) -> list[str]:
    """What the fleet wrote that its level does not let it write, by the simulator's log."""
    found = []
    for name, writes in runner.writes.items():
        found += [
            f"{name}: {write}" for write in writes if not any(each.fullmatch(write) for each in ALLOWED)
        ]
        if sum(write.endswith("/Compliance/Usa2p") for write in writes) > 1:
            found.append(f"{name}: its Campaign was paid twice")
    return found


def count_reasons(database: Database) -> list[tuple[str, str, int, int]]:
    """Action, reason, looks and customers; the reasons without the names of what is theirs."""
    rows = database.execute("select action, reason, stack from a2p_fleet_action")
    looks: dict[tuple[str, str], list[str]] = {}
    for action, reason, stack in rows:
        looks.setdefault((action, _shorten(reason)), []).append(stack)
    return sorted(
        ((*key, len(found), len(set(found))) for key, found in looks.items()),
        key=lambda row: (row[0], -row[3], row[1]),
    )


def _shorten(reason: str) -> str:
    return re.sub(r"\b(?:MG|BN|QE|PN|BU)[0-9a-f]{32}(?:/\w+)?", "…", reason.split("\n", maxsplit=1)[0])[:150]


def _describe_anew(declared: dict[str, Any]) -> None:
    declared["campaign"]["description"] += " Texts are sent on working days only."


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=480, help="at most; then it ends with the day")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        run_postgres() as server,
        World.started(Path(name)) as world,
    ):
        world.begin_again()
        database = Database(make_database(server).url)
        runner = MiniatureRunner(world, Path(name))
        fleet = MiniatureFleet(world, database, runner, Level.CONTINUE)
        month = Month(world, fleet, options.seed)
        began = time.perf_counter()
        month.begin(options.customers)
        days = looks = 0
        while days < options.days and time.perf_counter() < began + options.minutes * 60:
            looks += fleet.run(DAY)
            days += 1
        print(f"{options.customers} customers, {days} of {options.days} days, {looks} looks")
        print(f"{time.perf_counter() - began:.0f} s of this machine")
        print("happened", dict(month.happened))
        for action, reason, times, customers in count_reasons(database):
            print(f"{action:8} {customers:3} customers {times:4} looks  {reason}")
        stages = Counter(row.stage for row in fleet.stacks.list_all())
        print("stages at the end", dict(stages))
        written = Counter(
            re.sub(r"(?<=/)[A-Z]{2}\w{32}", "…", each) for some in runner.writes.values() for each in some
        )
        for write, times in written.most_common():
            print(f"wrote {times:4}  {write}")
        trespasses = list_trespasses(runner)
        print("outside its level:", trespasses or "nothing")
        database.close()


if __name__ == "__main__":
    main()
