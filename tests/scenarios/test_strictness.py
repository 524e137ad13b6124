"""That the tables cannot be weakened by a slip: of whoever writes one, or of what compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pydantic import ValidationError

from tests.scenarios import sample, schema
from tests.scenarios.running import compare_writes
from tests.scenarios.schema import Expectation

if TYPE_CHECKING:
    from pathlib import Path

SID = "0" * 32
MOST_IN_THE_SAMPLE = 30  # each takes 10 s on the real engine
UPDATE = "POST /v1/Services/MG/Compliance/Usa2p/QE"
DELETION = "DELETE /v1/Services/MG/Compliance/Usa2p/QE"


def scenario(**changes: Any) -> dict[str, Any]:
    return {"name": "One", "start": "standard_nothing", "expect": {"calls": []}} | changes


def made(method: str, time: float, status: int = 200, **parameters: str) -> dict[str, Any]:
    path = f"/v1/Services/MG{SID}/Compliance/Usa2p/QE{SID}"
    return {"method": method, "path": path, "time": time, "status": status, "parameters": parameters}


def table(folder: Path, *scenarios: dict[str, Any]) -> Path:
    file = folder / "table.yaml"
    file.write_text(yaml.safe_dump({"scenarios": list(scenarios)}))
    return file


@pytest.mark.parametrize(
    "slip",
    [
        {"expects": {}},
        {"start": "standard_approved"},
        {"live": [{"decide_campain": {}}]},
        {"live": [{"advance": 5, "vanish": "brand"}]},
        {"run": "destory"},
        {"expect": {"call": []}},
        {"expect": {"calls": ["GET /v1/Services"]}},
        {"expect": {"verdicts": {"Campain": {"verdict": "amend"}}}},
        {"expect": {"verdicts": {"Campaign": {"verdict": "amended"}}}},
        {"expect": {"leaves": {"campaigns": []}}},
    ],
    ids=str,
)
def test_a_word_that_means_nothing_is_refused(slip: dict[str, Any], tmp_path: Path) -> None:
    assert schema.read(table(tmp_path, scenario()))
    with pytest.raises(ValidationError):
        schema.read(table(tmp_path, scenario(**slip)))


def test_two_scenarios_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="more than one scenario is called One"):
        schema.read(table(tmp_path, scenario(), scenario()))


@pytest.mark.parametrize(
    ("expected", "writes", "complaint"),
    [
        ([], [made("POST", 1)], "not expected: POST"),
        ([UPDATE, UPDATE], [made("POST", 1)], "not written"),
        ([DELETION, UPDATE], [made("POST", 1), made("DELETE", 2)], "not expected: POST"),
        ([DELETION, {"call": UPDATE, "gap": 5}], [made("DELETE", 1), made("POST", 5.9)], "4.9 s after"),
        ([{"call": UPDATE, "params": {"AgeGated": "true"}}], [made("POST", 1, AgeGated="false")], "POST"),
        ([{"call": UPDATE, "sends": ["AgeGated"]}], [made("POST", 1, AgeGated="true", Other="1")], "POST"),
        ([UPDATE], [made("POST", 1, status=400)], "answered 400"),
        ([{"call": UPDATE, "answer": 409}], [made("POST", 1)], "answered 200"),
    ],
)
def test_a_write_that_is_missing_added_early_or_different_is_found(
    expected: list[Any], writes: list[dict[str, Any]], complaint: str
) -> None:
    with pytest.raises(AssertionError, match=complaint):
        compare_writes(Expectation.model_validate({"calls": expected}), writes)


def test_what_goes_on_beside_the_rest_may_come_anywhere_but_has_to_come() -> None:
    expected = Expectation.model_validate({"calls": [DELETION], "meanwhile": [UPDATE]})

    compare_writes(expected, [made("POST", 1), made("DELETE", 2)])
    compare_writes(expected, [made("DELETE", 1), made("POST", 2)])
    with pytest.raises(AssertionError, match="not written"):
        compare_writes(expected, [made("DELETE", 1)])


def test_the_sample_for_the_real_engine_holds_each_verdict_kind_resource_verb_and_theme_once() -> None:
    shown = {feature for row in sample.chosen() for feature in sample.features(*row)}

    assert sample.wanted() - shown == set()
    assert len(sample.chosen()) <= MOST_IN_THE_SAMPLE
