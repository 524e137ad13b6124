"""Where the secrets of a stack may be decrypted: only where Pulumi.yaml allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.key_services import find_refusal, list_refusals

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = "name: a2p\n"
ALLOWING = PROJECT + (
    "a2p:\n  secretsProviders: ['awskms://alias/a2p?region=us-east-1']\n  environments: [isv/a2p]\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "secretsprovider: awskms://alias/a2p?region=us-east-1&endpoint=http://127.0.0.1:1",
        "secretsprovider: awskms:///arn:aws:kms:us-east-1:1:key/2?region=us-east-1",
        "secretsprovider: azurekeyvault://stranger.vault.azure.net/keys/k",
        "secretsprovider: gcpkms://projects/p/locations/l/keyRings/r/cryptoKeys/k",
        "secretsprovider: hashivault://stranger",
        "'secretsprovider': >-\n  hashivault://stranger",
        '"\\x73ecretsprovider": hashivault://stranger',
        '"\\u0065nvironment": [stranger/env]',
        "# a comment\rsecretsprovider: hashivault://stranger",
        "# a comment\u2028environment: [stranger/env]",
        "environment: [stranger/env]",
        "environment:\n  imports: [isv/a2p, stranger/env]",
    ],
)
def test_what_the_project_does_not_allow_is_refused(line: str) -> None:
    assert len(list_refusals(f"{line}\nconfig: {{}}\n", PROJECT)) >= 1
    assert len(list_refusals(f"{line}\nconfig: {{}}\n", ALLOWING)) == 1


@pytest.mark.parametrize(
    "line",
    ["", "secretsprovider: passphrase", "secretsprovider: default", "encryptionsalt: v1:abc"],
)
def test_the_passphrase_needs_no_permission(line: str) -> None:
    assert list_refusals(f"{line}\nconfig: {{}}\n", PROJECT) == []


def test_a_key_behind_what_only_looks_like_a_comment_is_refused() -> None:
    assert list_refusals('{ x: "a\n# b", secretsprovider: hashivault://stranger }\n', PROJECT)


def test_what_the_project_allows_is_taken_to_the_letter() -> None:
    stack = "secretsprovider: awskms://alias/a2p?region=us-east-1\nenvironment: [isv/a2p]\n"

    assert list_refusals(stack, ALLOWING) == []
    assert len(list_refusals(stack.replace("us-east-1", "us-east-2"), ALLOWING)) == 1


def test_a_refusal_names_the_file_and_the_way_out_and_not_the_address(tmp_path: Path) -> None:
    stack, project = tmp_path / "Pulumi.acme.yaml", tmp_path / "Pulumi.yaml"
    stack.write_text("secretsprovider: awskms://alias/x?endpoint=http://stranger.example\n")
    project.write_text(PROJECT)

    refusal = find_refusal(stack, project)

    assert refusal.startswith(
        "Pulumi.acme.yaml: secretsprovider: Pulumi.yaml does not allow this awskms address"
    )
    assert "do: remove it; or, if it is meant, list it in Pulumi.yaml" in refusal
    assert "stranger" not in refusal
