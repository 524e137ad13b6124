"""The examples of docs/fleet: each is what its reader takes, and every metric, option and variable exists."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from a2p.cli.app import app
from fleet.events.inbox import Inbox
from fleet.events.webhook_secrets import WebhookSecrets
from fleet.jobs.queue import DbosQueue
from fleet.jobs.tables import create_tables
from fleet.metrics import make_registry
from fleet.storage.database import Database
from fleet.storage.stacks import STOPPED, FleetStacks
from fleet.web import Web
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.backends import Backend

EXAMPLES = ROOT / "docs" / "fleet"
UNITS = sorted(EXAMPLES.glob("*.service"))


@pytest.fixture
def served(postgres_backend: Backend) -> Iterator[dict[str, set[str]]]:
    """What a fleet with a stopped customer serves: the names of metrics, and the values of their labels."""
    with (
        closing(Database(postgres_backend.url)) as database,
        closing(DbosQueue(postgres_backend.url)) as queue,
    ):
        create_tables(database)
        stacks = FleetStacks(database)
        stacks.enrol({"acme": "r1"})
        stacks.update("acme", status=STOPPED)
        database.execute(
            "insert into a2p_fleet_action (job, stack, revision, worker, level, action, reason) "
            "values ('j', 'acme', 'r1', 'w', 'watch', 'leave', '')"
        )
        registry = make_registry(database, queue)
        web = Web(
            Inbox(database),
            WebhookSecrets({}),
            "http://127.0.0.1",
            registry=registry,
            check_ready=lambda: None,
            on_new=lambda: None,
        )
        for verdict in ("forged", "not stored"):
            web._refuse(verdict, 403)
        families = text_string_to_metric_families(generate_latest(registry).decode())
        yield {
            sample.name: {value for each in family.samples for value in each.labels.values()}
            for family in families
            for sample in family.samples
        }


def list_expressions() -> Iterator[str]:
    for group in yaml.safe_load((EXAMPLES / "alerts.yaml").read_text())["groups"]:
        yield from (rule["expr"] for rule in group["rules"])
    for panel in json.loads((EXAMPLES / "dashboard.json").read_text())["panels"]:
        yield from (target["expr"] for target in panel["targets"])


def test_every_metric_of_alerts_and_dashboard_is_served(served: dict[str, set[str]]) -> None:
    expressions = list(list_expressions())

    named = {name for each in expressions for name in re.findall(r"\b(a2p_\w+)", each)}
    # Of a family without any sample yet, nothing is served but what it is called.
    assert named - served.keys() == {"a2p_fleet_actions", "a2p_fleet_stages"} - served.keys()
    for name, label in (
        found for each in expressions for found in re.findall(r'(a2p_\w+)\{\w+="([^"]+)"\}', each)
    ):
        assert label in served[name]


def test_gauges_say_what_is_in_the_database(served: dict[str, set[str]]) -> None:
    assert {"a2p_fleet_workers", "a2p_fleet_overdue_seconds", "a2p_fleet_events_waiting"} <= served.keys()
    assert served["a2p_fleet_stacks"] == {"stopped"}


def test_alerts_have_what_prometheus_wants_of_a_rule() -> None:
    for group in yaml.safe_load((EXAMPLES / "alerts.yaml").read_text())["groups"]:
        for rule in group["rules"]:
            assert rule.keys() <= {"alert", "expr", "for", "labels", "annotations"}, rule
            assert rule["annotations"]["summary"]


def test_the_panels_of_the_dashboard_do_not_lie_on_each_other() -> None:
    panels = json.loads((EXAMPLES / "dashboard.json").read_text())["panels"]

    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24
    assert len({panel["id"] for panel in panels}) == len(panels)


def test_the_compose_file_is_one() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*check, EXAMPLES / "compose.yaml"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

    services = yaml.safe_load((EXAMPLES / "compose.yaml").read_text())["services"]
    names = [each["command"][3] for name, each in services.items() if name != "database"]
    assert names == ["serve", "worker-1", "worker-2"]
    for service in ("serve", "worker-1"):
        _require_known(services[service]["command"][1:])
        explained = (ROOT / "docs" / "environment.md").read_text()
        for variable in services[service]["environment"]:
            assert variable == "PGPASSWORD" or f"`{variable}`" in explained, variable


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_units(unit: Path, tmp_path: Path) -> None:
    """With the paths of this clone, and a user of this machine: `systemd-analyze` looks for both."""
    text = unit.read_text()
    copy = tmp_path / unit.name.replace("@.", "@one.")
    copy.write_text(text.replace("/opt/a2p", str(ROOT)).replace("User=a2p", "User=root"))
    if shutil.which("systemd-analyze"):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", copy], capture_output=True, text=True, check=False
        )
        assert (done.returncode, [line for line in done.stderr.splitlines() if unit.name in line]) == (0, [])
    (command,) = re.findall(r"ExecStart=/opt/a2p/.venv/bin/a2p (.*)", text)
    _require_known(command.split())
    assert "KillMode=mixed" in text


def _require_known(command: list[Any]) -> None:
    """Whether `a2p` has a verb, and the verb these options."""
    needed = ["--database-url", "postgresql://x"] if command[0] == "worker" else []
    given = [*map(str, command), *needed]
    app.parse_args(given, print_error=False, exit_on_error=False)
