"""
The Pulumi engine in small, in the test's own process: the order of its steps, and nothing else.

It runs the repository's __main__.py through Pulumi's own Python runtime and calls the repository's own
providers, as the engine and its plugin do; only the engine between the two is ours. A run costs some
hundredths of a second instead of one and a half, so that thousands of runs can be tried. What it does is held
against the real engine by tests/all/properties/test_miniature.py.
"""

from tests.support.miniature.deaths import Death, Moment
from tests.support.miniature.stack import MiniatureStack, Run
from tests.support.miniature.world import World

__all__ = ["Death", "MiniatureStack", "Moment", "Run", "World"]
