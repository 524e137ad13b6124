"""Where the scenarios are played."""

from tests.support.miniature.fixtures import world

__all__ = ["world"]
