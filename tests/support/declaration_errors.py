"""How the tests of the declaration ask for its errors."""

from __future__ import annotations

import pytest

from a2p.declared import DeclarationError, load
from tests.support.declarations import as_pulumi_gives_it, declaration


def complaint(name: str = "example", /, **changes: object) -> str:
    """The whole text a wrong declaration is answered with."""
    with pytest.raises(DeclarationError) as raised:
        load(as_pulumi_gives_it(declaration(name, **changes)), file=f"stacks/Pulumi.{name}.yaml")
    return str(raised.value)


def complaints(name: str = "example", /, **changes: object) -> list[str]:
    """One line an error, without the heading and the bullets."""
    return [line.removeprefix("  - ") for line in complaint(name, **changes).splitlines()[1:]]
