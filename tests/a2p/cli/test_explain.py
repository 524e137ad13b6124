"""`a2p explain`: what people type, and what they read."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from a2p.catalogue.codes import CODES
from a2p.catalogue.documents import list_documents
from a2p.catalogue.entry_types import AS_OF
from a2p.catalogue.requirements import REQUIREMENTS
from a2p.catalogue.sids import PREFIXES
from a2p.catalogue.states import STATES
from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from a2p.lint.rules import RULES, LintRuleInfo
from tests.support.simulator import ROOT

BRAND_SID = "BN" + "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def explained(capsys: pytest.CaptureFixture[str]) -> Any:
    """Ask, and get what is told as data."""

    def ask(*question: str) -> list[dict[str, Any]]:
        assert main(["explain", *question, "--json"]) == Exit.DONE
        told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return told

    return ask


def test_a_code_is_explained_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "30893"]) == Exit.DONE

    assert capsys.readouterr().out == (
        "30893  (code)\n"
        "the samples do not fit the use case, or do not say who sends\n"
        "  met in        Campaign: errors[] of a rejected registration\n"
        "  remediable    yes, by editing the stack file\n"
        "  lasts         permanent\n"
        "  do            name the brand in campaign.message_samples, put what varies in\n"
        "                [brackets], fit the use case\n"
        "  keys          campaign.message_samples\n"
        "  next          pulumi preview -s <stack>\n"
        "  source        C18\n"
        "  as of         2026-11\n"
        "  page          https://www.twilio.com/docs/api/errors/30893\n"
    )


@pytest.mark.parametrize(
    "question",
    [
        ("30893",),
        ("error", "30893"),
        ("Error 30893:",),
        ("code=30893",),
        ("https://www.twilio.com/docs/api/errors/30893",),
        ("https://twilio.com/de/docs/api/errors/30893.md",),
    ],
)
def test_a_code_is_found_however_it_is_written(explained: Any, question: tuple[str, ...]) -> None:
    assert [each["name"] for each in explained(*question)] == ["30893"]


def test_several_codes_are_all_explained(explained: Any) -> None:
    assert [each["name"] for each in explained("30893,", "30896")] == ["30893", "30896"]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("waiting_for_otp", ["stage of a stack"]),
        ("waiting for OTP", ["stage of a stack"]),
        ("twilio-rejected", ["status of a profile or trust bundle"]),
        ("PENDING", ["status of a Brand", "status of a Campaign"]),
        ("in review", ["status of a profile or trust bundle", "status of a Brand"]),
        ("verified", ["stage of a stack", "identity status of a Brand", "status of a Campaign"]),
        ("SAMPLE_MESSAGE_2", ["field of a rejection"]),
        ("c11", ["requirement"]),
        ("BN…", ["identifier"]),
        ("BU", ["identifier"]),
        (f"MG…/{BRAND_SID}", ["identifier", "identifier"]),
        ("CRMTK1Z", ["identifier"]),
    ],
)
def test_a_word_is_explained_in_all_its_meanings(explained: Any, question: str, kinds: list[str]) -> None:
    assert [each["kind"] for each in explained(question)] == kinds


def test_a_whole_sid_is_put_into_the_address_to_look_at(explained: Any) -> None:
    (brand,) = explained(BRAND_SID)

    assert brand["name"] == BRAND_SID
    assert brand["look"] == f"GET https://messaging.twilio.com/v1/a2p/BrandRegistrations/{BRAND_SID}"


def test_the_sid_that_all_campaigns_have_is_told_apart(explained: Any) -> None:
    (campaign,) = explained("QE2c6890da8086d771620e9b13fadeba0b")

    assert "names none" in campaign["meaning"]


def test_a_field_of_a_rejection_names_the_declared_key(explained: Any) -> None:
    (field,) = explained("SAMPLE_MESSAGE_2")

    assert field["do"] == "edit campaign.message_samples[1]"


def test_a_requirement_says_where_the_code_keeps_it(explained: Any) -> None:
    (one_sid,) = explained("C1")

    assert "a2p/specs/campaign.py" in one_sid["kept_in"]
    assert not [path for path in one_sid["kept_in"] if "catalogue" in path or "cli" in path]


def test_a_requirement_names_the_page_in_which_twilio_demands_it(explained: Any) -> None:
    (deleted_first,) = explained("(B5)")

    (document,) = deleted_first["documents"]
    assert document == (
        "Troubleshooting and rectifying Campaigns: https://www.twilio.com/docs/messaging/compliance/"
        "a2p-10dlc/troubleshooting-a2p-brands/troubleshooting-and-rectifying-a2p-campaigns"
    )


@pytest.mark.parametrize("id_", REQUIREMENTS)
def test_every_requirement_has_a_page_of_twilios(id_: str) -> None:
    assert list_documents(id_)
    assert all(page.url.startswith("https://") for page in list_documents(id_))


CITED = re.compile(r"\(([A-Z]\d+(?:, [A-Z]\d+)*)\)")


def test_every_id_that_a_message_may_cite_can_be_explained() -> None:
    files = [path for folder in ("a2p", "providers") for path in (ROOT / folder).rglob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    cited = {id_ for text in texts for ids in CITED.findall(text) for id_ in ids.split(", ")}

    assert cited - REQUIREMENTS.keys() == set()
    assert not [path for path, text in zip(files, texts, strict=True) if re.search(r"requirements \d", text)]


EVERYTHING = [
    *map(str, CODES),
    *(row.word for row in STATES),
    *(row.prefix for row in PREFIXES),
    *REQUIREMENTS,
]


def test_an_unknown_code_is_sent_to_its_page_and_no_other_code_is_guessed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "30999"]) == Exit.ERROR

    assert capsys.readouterr().err == (
        "a2p explain: there is no entry for '30999'\n"
        "  do: read https://www.twilio.com/docs/api/errors/30999, for the catalogue is of 2026-11\n"
    )


def test_the_catalogue_says_of_when_it_is_and_how_many_codes_it_knows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "--catalogue", "--json"]) == Exit.DONE

    (summary,) = json.loads(capsys.readouterr().out)
    assert summary["codes"] == str(len(CODES))
    assert summary["as_of"] == AS_OF
    assert "30952" in summary["final"]


@pytest.mark.parametrize("question", ["penfing", "waiting_for_opt", "hello world", "XX"])
def test_what_is_not_known_is_an_error(question: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", question]) == Exit.ERROR

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"a2p explain: there is no entry for {question!r}\n")
    assert told.err.endswith("  do: a2p explain, which says what can be asked\n")


@pytest.mark.parametrize(
    ("question", "meant"),
    [("penfing", "PENDING"), ("waiting_for_opt", "waiting_for_otp"), ("MESSAGE_FLOV", "MESSAGE_FLOW")],
)
def test_the_closest_match_is_proposed_first(
    question: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["explain", question])

    assert f"\n  did you mean: {meant}" in capsys.readouterr().err


def test_without_a_question_it_says_what_can_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == Exit.DONE

    told = capsys.readouterr().out
    assert all(word in told for word in ("30893", "waiting_for_otp", "SAMPLE_MESSAGE_2", "C11", "BN…"))


def test_what_is_unknown_is_an_empty_list_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "penfing", "--json"]) == Exit.ERROR

    assert json.loads(capsys.readouterr().out) == []


def test_everything_in_the_catalogue_can_be_asked_for(explained: Any) -> None:
    for question in EVERYTHING:
        assert explained(question), question


@pytest.mark.parametrize(("rule", "row"), RULES.items())
def test_each_rule_of_the_check_is_explained_with_how_to_silence_it(
    rule: str, row: LintRuleInfo, explained: Any
) -> None:
    (told,) = explained(rule)

    assert told["kind"] == "rule of a2p check"
    assert row.about in told["title"]
    assert rule in told["silence"]
