"""Good texts are left alone: a lint that cries wolf is switched off."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from a2p.lint import LintReport
from tests.support.declarations import EXAMPLES, customer

GOOD = yaml.safe_load(Path(__file__).with_name("good_campaigns.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("industry", GOOD)
def test_nothing_is_said_of_a_good_declaration(industry: str) -> None:
    report = LintReport(customer(GOOD[industry]["example"], **GOOD[industry]["changes"]))

    assert (report.errors, report.warnings, report.advice) == ((), (), ())


@pytest.mark.parametrize("example", EXAMPLES)
def test_nothing_is_said_of_the_examples(example: str) -> None:
    report = LintReport(customer(example))

    assert (report.errors, report.warnings, report.advice) == ((), (), ())
