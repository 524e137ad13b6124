"""What stories are told in."""

from tests.support.miniature.fixtures import world

__all__ = ["world"]
