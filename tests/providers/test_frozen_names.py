"""
The names that are in every customer's state.

A provider that can no longer be imported under its name breaks refresh and destroy of every stack there is:
this table may grow, and no row of it may ever change.
"""

from __future__ import annotations

import base64
import importlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import dill  # type: ignore[import-untyped]
import pytest
from pulumi.dynamic.dynamic import serialize_provider

import providers
from providers.base import LiveProvider
from tests.support.engine_doubles import configured
from tests.support.frozen_names import FROZEN
from tests.support.simulator import ROOT, SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

PROVIDERS = [row[:2] for row in FROZEN]


@pytest.fixture(scope="module")
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=300) as process:
        yield process


def provider_class(module: str, name: str) -> type[Any]:
    found: type[Any] = getattr(importlib.import_module(module), name)
    return found


@pytest.mark.parametrize(("module", "provider", "resource", "token"), FROZEN)
def test_module_class_and_type_token_are_what_they_ever_were(
    module: str, provider: str, resource: str, token: str
) -> None:
    resource_class = getattr(importlib.import_module(module), resource)

    assert issubclass(provider_class(module, provider), LiveProvider)
    assert resource_class._resource_type_name == token


def test_every_provider_and_every_resource_there_is_is_in_the_table() -> None:
    assert {row[2] for row in FROZEN} == set(providers.__all__)
    assert {row[1] for row in FROZEN} == {each.__name__ for each in LiveProvider.__subclasses__()}


@pytest.mark.parametrize(("module", "name"), PROVIDERS)
def test_a_state_holds_a_providers_name_and_nothing_else(module: str, name: str) -> None:
    written = base64.b64decode(serialize_provider(provider_class(module, name)()))

    assert len(written) <= 100
    assert module.encode() in written
    assert name.encode() in written
    assert type(dill.loads(written)) is provider_class(module, name)  # noqa: S301 - we wrote it


@pytest.mark.parametrize(("module", "name"), PROVIDERS)
def test_what_is_written_is_the_same_every_time(module: str, name: str) -> None:
    one, two = provider_class(module, name)(), provider_class(module, name)()

    assert serialize_provider(one) == serialize_provider(two)


@pytest.mark.parametrize(("module", "name"), PROVIDERS)
def test_a_provider_has_no_state_before_it_is_configured(module: str, name: str) -> None:
    assert vars(provider_class(module, name)()) == {}


@pytest.mark.parametrize(("module", "name"), PROVIDERS)
def test_a_configured_provider_is_never_written_with_its_credentials(
    module: str, name: str, simulator: SimulatorProcess
) -> None:
    written = serialize_provider(configured(provider_class(module, name), simulator))

    assert simulator.auth_token.encode() not in base64.b64decode(written)
    assert written == serialize_provider(provider_class(module, name)())


def test_all_load_in_a_fresh_process_from_the_projects_folder() -> None:
    written = [serialize_provider(provider_class(*names)()) for names in PROVIDERS]
    program = (
        "import base64, dill, json, sys\n"
        "names = [type(dill.loads(base64.b64decode(each))).__qualname__ for each in json.load(sys.stdin)]\n"
        "print(json.dumps(names))\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(written),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(run.stdout) == [name for _, name in PROVIDERS]


IMPORT = """
import os, socket, sys

reads = []


def watch(event, args):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        sys.exit(f"the import calls {event} {args}")
    if event in {"subprocess.Popen", "os.system"}:
        sys.exit(f"the import runs {args}")


import pulumi, pulumi.dynamic, requests  # their own effects are not ours

read = os.environ.__class__.__getitem__
os.environ.__class__.__getitem__ = lambda self, key: (reads.append(key), read(self, key))[1]
sys.addaudithook(watch)
import providers, a2p.declared, a2p.twilio.client.session

assert pulumi.runtime.settings.SETTINGS is not None
ours = [key for key in reads if "TWILIO" in key or "A2P" in key or "PULUMI" in key]
print(ours)
"""


def test_importing_the_providers_calls_nobody_and_reads_no_setting() -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORT], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout, run.stderr) == (0, "[]\n", "")
