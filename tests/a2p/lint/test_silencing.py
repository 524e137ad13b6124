"""A rule is silenced by its name and a reason, and by nothing less."""

from __future__ import annotations

import pytest

from a2p.lint import LintReport, lint
from tests.support.declaration_errors import complaints
from tests.support.declarations import customer

QUIET = {
    "campaign__message_samples": ["Jane's Garden Care: on the way, [name].", "See https://jane.co/[visit]"]
}
REASON = "our service appends it"


def test_a_silenced_remark_is_counted_and_not_shown() -> None:
    report = LintReport(customer(**QUIET, lint={"ignore": {"opt-out-words": REASON}}))

    assert (report.errors, report.warnings, report.advice) == ((), (), ())
    assert (
        report.note("stacks/Pulumi.acme.yaml")
        == "1 remark is silenced by a2p:lint in stacks/Pulumi.acme.yaml"
    )


def test_a_silenced_remark_keeps_its_reason() -> None:
    (remark,) = lint(customer(**QUIET, lint={"ignore": {"opt-out-words": REASON}}))

    assert (remark.rule, remark.excuse) == ("opt-out-words", REASON)


def test_a_silenced_error_stops_nothing() -> None:
    samples = ["Jane's Garden Care: https://bit.ly/3x STOP to end.", "On the way, [name]: https://bit.ly/4y"]

    report = LintReport(
        customer(campaign__message_samples=samples, lint={"ignore": {"public-shortener": "approved"}})
    )

    assert report.refusal("f") == ""
    assert report.note("f") == "2 remarks are silenced by a2p:lint in f"


def test_another_rule_is_not_silenced_with_it() -> None:
    report = LintReport(customer(**QUIET, lint={"ignore": {"sample-brand": REASON}}))

    assert [remark.rule for remark in report.warnings] == ["opt-out-words"]
    assert [remark.key for remark in report.advice] == ["lint.ignore.sample-brand"]


def test_even_the_complaint_about_silence_can_be_silenced() -> None:
    ignore = {"one-sample": "will be needed", "unused-silence": "the same file for all"}

    report = LintReport(customer(lint={"ignore": ignore}))

    assert (report.advice, report.silenced) == ((), 1)


@pytest.mark.parametrize(
    ("lint", "told"),
    [
        (
            {"ignore": {"opt-out-wrds": REASON}},
            "lint.ignore.opt-out-wrds: no such rule; did you mean opt-out-words?",
        ),
        (
            {"ignore": {"opt-out-words": ""}},
            "lint.ignore.opt-out-words: a reason needed: why the rule does not apply here, not ''",
        ),
        (
            {"ignore": {"opt-out-words": " - "}},
            "lint.ignore.opt-out-words: a reason needed: why the rule does not apply here, not ' - '",
        ),
        ({"ignore": {"opt-out-words": True}}, "lint.ignore.opt-out-words: a text needed, not true"),
        ({"ignore": ["opt-out-words"]}, "lint.ignore: a mapping of keys needed, not a list"),
        ({"ignored": {}}, "lint.ignored: no such key; did you mean ignore?"),
    ],
)
def test_a_wrong_silence_is_an_error_of_the_declaration(lint: object, told: str) -> None:
    (line,) = complaints(lint=lint)

    assert line.startswith(told)


def test_an_unknown_rule_like_no_other_is_answered_with_all_of_them() -> None:
    (line,) = complaints(lint={"ignore": {"zzz": REASON}})

    assert line.startswith("lint.ignore.zzz: no such rule; there are age-gate, automatic-consent, ")
