"""What stories are told in, and on the real engine."""

from tests.support.miniature.fixtures import world

__all__ = ["world"]
