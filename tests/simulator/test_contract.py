"""The contract can be renewed: what a newer document of Twilio's has is said, and can be taken."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.contract.comparison import Difference, compare_documents
from simulator.contract.reduction import list_operations, reduce_document
from simulator.contract.usage import to_snake_case

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "simulator" / "contract"
DOCUMENTS = sorted(FOLDER.glob("twilio_*.json"))
MESSAGING = FOLDER / "twilio_messaging_v1.json"
CAMPAIGNS = "/v1/Services/{MessagingServiceSid}/Compliance/Usa2p"
BRANDS = "/v1/a2p/BrandRegistrations"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "simulator.contract", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def form(document: dict[str, Any], path: str) -> dict[str, Any]:
    content = document["paths"][path]["post"]["requestBody"]["content"]
    schema: dict[str, Any] = content["application/x-www-form-urlencoded"]["schema"]
    return schema


def add_parameter(document: dict[str, Any]) -> None:
    form(document, CAMPAIGNS)["properties"]["ConsentProofUrl"] = {"type": "string", "format": "uri"}


def require_parameter(document: dict[str, Any]) -> None:
    form(document, CAMPAIGNS)["required"].append("PrivacyPolicyUrl")


def add_field(document: dict[str, Any]) -> None:
    brand = document["components"]["schemas"]["messaging.v1.brand_registrations"]
    brand["properties"]["authentication_plus"] = {"type": "string"}


def add_value(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["brand_registrations_enum_status"]["enum"].append("EXPIRED")


def add_method(document: dict[str, Any]) -> None:
    path = f"{BRANDS}/{{Sid}}"
    document["paths"][path]["delete"] = copy.deepcopy(document["paths"][CAMPAIGNS + "/{Sid}"]["delete"])


def add_path(document: dict[str, Any]) -> None:
    document["paths"]["/v1/a2p/Consents"] = copy.deepcopy(document["paths"][BRANDS])


def shorten_limit(document: dict[str, Any]) -> None:
    form(document, BRANDS)["properties"]["A2PProfileBundleSid"]["maxLength"] = 40


def remove_field(document: dict[str, Any]) -> None:
    del document["components"]["schemas"]["messaging.v1.brand_registrations"]["properties"]["brand_score"]


PLANTED: list[tuple[Callable[[dict[str, Any]], None], Difference]] = [
    (add_parameter, Difference("new", "parameter", f"POST {CAMPAIGNS}", "ConsentProofUrl")),
    (
        require_parameter,
        Difference(
            "changed", "parameter", f"POST {CAMPAIGNS}", "PrivacyPolicyUrl", "required: False -> True"
        ),
    ),
    (add_field, Difference("new", "field", f"GET {BRANDS}/{{Sid}}", "authentication_plus")),
    (add_value, Difference("new", "value of a field", f"POST {BRANDS}", "status", "EXPIRED")),
    (add_method, Difference("new", "method", f"DELETE {BRANDS}/{{Sid}}")),
    (add_path, Difference("new", "path", "/v1/a2p/Consents", detail="GET, POST")),
    (
        shorten_limit,
        Difference("changed", "parameter", f"POST {BRANDS}", "A2PProfileBundleSid", "maxLength: 34 -> 40"),
    ),
    (remove_field, Difference("gone", "field", f"GET {BRANDS}/{{Sid}}", "brand_score")),
]


@pytest.mark.parametrize(("plant", "expected"), PLANTED, ids=[plant.__name__ for plant, _ in PLANTED])
def test_a_planted_change_is_noticed(plant: Callable[[dict[str, Any]], None], expected: Difference) -> None:
    stored = json.loads(MESSAGING.read_text(encoding="utf-8"))
    newer = copy.deepcopy(stored)
    plant(newer)

    differences = compare_documents(stored, newer, {})

    assert expected in differences
    assert {difference.what.removeprefix("value of a ") for difference in differences} == {
        expected.what.removeprefix("value of a ")
    }


def test_prose_is_no_change() -> None:
    stored = json.loads(MESSAGING.read_text(encoding="utf-8"))
    newer = copy.deepcopy(stored)
    newer["paths"][BRANDS]["post"]["summary"] = "Register a Brand"
    newer["components"]["schemas"]["messaging.v1.brand_registrations"]["description"] = "A Brand"

    assert compare_documents(stored, newer, {}) == []


def test_an_operation_that_was_left_out_is_no_news() -> None:
    stored = json.loads(MESSAGING.read_text(encoding="utf-8"))
    newer = copy.deepcopy(stored)
    add_path(newer)

    assert compare_documents(stored, newer, {"/v1/a2p/Consents": ["get", "post"]}) == []
    (difference,) = compare_documents(stored, newer, {"/v1/a2p/Consents": ["get"]})
    assert difference == Difference("new", "method", "POST /v1/a2p/Consents")


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_the_stored_contract_is_what_a_reduction_leaves_of_it(file: Path) -> None:
    stored = json.loads(file.read_text(encoding="utf-8"))

    assert reduce_document(file.stem, stored, list_operations(stored)) == stored


def test_the_command_finds_nothing_new_in_the_stored_copy() -> None:
    compared = run("compare", *DOCUMENTS)

    assert (compared.returncode, compared.stdout) == (0, "no differences\n")


def test_the_command_says_who_knows_a_new_parameter_and_takes_it(tmp_path: Path) -> None:
    newer = json.loads(MESSAGING.read_text(encoding="utf-8"))
    add_parameter(newer)
    form(newer, BRANDS)["properties"]["PrivacyPolicyUrl"] = {"type": "string"}
    file = tmp_path / MESSAGING.name
    file.write_text(json.dumps(newer), encoding="utf-8")
    stored = tmp_path / "stored"
    stored.mkdir()
    for source in (MESSAGING, FOLDER / "left_out.json"):
        (stored / source.name).write_bytes(source.read_bytes())

    compared = run("compare", file, "--stored", stored)
    assert compared.returncode == 1
    assert "ConsentProofUrl | client: does not know it, library: does not know it" in compared.stdout
    assert "PrivacyPolicyUrl | client: knows it, library: knows it" in compared.stdout

    assert run("take", file, "--stored", stored).returncode == 0
    assert run("compare", file, "--stored", stored).returncode == 0


def test_a_document_of_another_name_is_refused_with_the_names_there_are(tmp_path: Path) -> None:
    file = tmp_path / "twilio_voice_v1.json"
    file.write_text('{"paths": {}}', encoding="utf-8")

    refused = run("compare", file)

    assert refused.returncode == 1
    assert "it has twilio_api_v2010.json, twilio_events_v1.json" in refused.stderr


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PrivacyPolicyUrl", "privacy_policy_url"),
        ("A2PProfileBundleSid", "a2p_profile_bundle_sid"),
        ("UsAppToPersonUsecase", "us_app_to_person_usecase"),
    ],
)
def test_names_are_looked_for_as_python_writes_them(name: str, expected: str) -> None:
    assert to_snake_case(name) == expected
