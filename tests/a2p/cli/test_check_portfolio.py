"""`a2p check` over several customers: what no file shows alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from tests.support.stack_files import changed, place_of, write

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = "PN" + "9" * 32
MOBILE = "+14157335555"
Warned = list[tuple[str, str]]


@pytest.fixture
def warned(project: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], tuple[Warned, dict[str, Any]]]:
    """What `a2p check` says of the portfolio: place and text of each warning; and its whole answer."""

    def run() -> tuple[Warned, dict[str, Any]]:
        assert project == Path.cwd()
        assert main(["check", "--format", "json"]) == Exit.DONE
        answer = json.loads(capsys.readouterr().out)
        found = [each for each in answer["findings"] if each["rule"] == "portfolio"]
        assert {each["severity"] for each in found} <= {"warning"}
        return [(f"{each['file']}:{each['line']}", each["message"]) for each in found], answer

    return run


def own(name: str, number: int, example: str = "example", /, **replaced: str) -> None:
    """A customer who shares nothing with any other, but for what is replaced."""
    lines = {"a2p:phone_numbers": numbers(f"PN{number:032x}")}
    if example == "example":
        lines |= {
            "street": f"street: {number} Main Street",
            "email": f"email: owner{number}@example-{number}.com",
            "mobile_phone_number": f'mobile_phone_number: "+1415733{number:04}"',
            "last_name": f"last_name: Doe{'abcdefghijklmnopqrstuvwxyz'[number % 26]}",
        }
    else:
        lines |= {"business_registration_number": ein(f"12-{number:07}")}
    write(name, changed(example, **(lines | replaced)))


def numbers(sid: str) -> str:
    """The line of the one number; the entries of the example below it become nothing of ours."""
    return f'a2p:phone_numbers: ["{sid}"]\n  other:numbers:'


def ein(number: str) -> str:
    return f'business_registration_number: "{number}"'


def place(name: str, key: str) -> str:
    file = Path("stacks", f"Pulumi.{name}.yaml")
    return f"{file}:{place_of(file.read_text(encoding='utf-8'), key)[0]}"


def test_customers_who_share_nothing_are_not_warned_of(
    warned: Callable[[], tuple[Warned, dict[str, Any]]],
) -> None:
    own("acme", 1)
    own("bolt", 2)
    own("corp", 3, "example-standard")

    assert warned()[0] == []


def test_a_number_in_two_files_is_named_with_all_stacks(
    warned: Callable[[], tuple[Warned, dict[str, Any]]],
) -> None:
    shared = numbers(NUMBER)
    own("acme", 1, **{"a2p:phone_numbers": shared})
    own("bolt", 2, **{"a2p:phone_numbers": shared})
    own("corp", 3, "example-standard", **{"a2p:phone_numbers": shared})

    (found,) = warned()[0]

    what = f"phone_numbers: {NUMBER} stands in acme, bolt and corp"
    why = "a number is in one Messaging Service at a time (N2) (portfolio)"
    assert found == (place("acme", "a2p:phone_numbers"), f"{what}: {why}")


def test_one_ein_in_two_stacks_is_one_business(
    warned: Callable[[], tuple[Warned, dict[str, Any]]],
) -> None:
    own(
        "acme",
        1,
        "example-standard",
        business_registration_number=ein("12-7654321"),
    )
    own(
        "bolt",
        2,
        "example-standard",
        business_registration_number=ein("127654321"),
    )

    (found,) = warned()[0]

    assert "the same EIN stands in acme and bolt: one business, and as many Brands" in found[1]
    assert "7654321" not in found[1]


def test_one_person_in_two_stacks_is_found_by_name_and_address(
    warned: Callable[[], tuple[Warned, dict[str, Any]]],
) -> None:
    own("acme", 1, last_name="last_name: Miller", street="street: 12 Oak Avenue")
    own("bolt", 2, last_name="last_name: MILLER", street="street: 12 Oak Avenue")
    own("cook", 3, last_name="last_name: Miller")

    (found,) = warned()[0]

    assert "the same sole proprietor stands in acme and bolt: one person" in found[1]
    assert "Miller" not in found[1]


@pytest.mark.parametrize(
    ("most", "line", "said"),
    [
        (10, {"email": "email: office@example.com"}, "the same e-mail address stands in 11 files"),
        (10, {"street": "street: 12 Oak Avenue"}, "the same address stands in 11 files"),
        (
            3,
            {"mobile_phone_number": 'mobile_phone_number: "+14157335555"'},
            "the same mobile number stands in 4",
        ),
    ],
)
def test_a_value_in_more_files_than_the_registry_takes_is_told_from_the_first_too_many_on(
    warned: Callable[[], tuple[Warned, dict[str, Any]]], most: int, line: dict[str, str], said: str
) -> None:
    for number in range(most):
        own(f"c{number:02}", number, **line)
    assert warned()[0] == []

    own(f"c{most:02}", most, **line)

    (found,) = warned()[0]
    assert said in found[1]
    assert found[1].count(", c") + found[1].count("and c") == most


def test_fifty_brands_of_one_ein_are_one_warning_and_the_next_one_is_another(
    warned: Callable[[], tuple[Warned, dict[str, Any]]],
) -> None:
    same = {"business_registration_number": ein("12-7654321")}
    for number in range(51):
        own(f"c{number:02}", number, "example-standard", **same)

    (found,) = warned()[0]

    assert "the same EIN stands in 51 files, and the registry takes 50 Brands with it" in found[1]


def test_what_is_sealed_is_not_compared_and_counted(
    warned: Callable[[], tuple[Warned, dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    own("acme", 1, email="email: {secure: v1:abc}", street="street: {secure: v1:def}")
    own("bolt", 2, email="email: {secure: v1:ghi}", street="street: {secure: v1:jkl}")

    found, answer = warned()

    assert found == []
    assert answer["secrets_not_compared"] == 4
    main(["check"])
    assert (
        "4 secrets not compared with other customers': nobody can read them offline"
        in capsys.readouterr().out
    )
