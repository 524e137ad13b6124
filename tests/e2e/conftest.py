"""What a sample of everything on the real engine starts from."""

from tests.support.engine_fixtures import simulator, starting_points

__all__ = ["simulator", "starting_points"]
