"""What the sample is measured in."""

from tests.support.miniature.fixtures import world

__all__ = ["world"]
