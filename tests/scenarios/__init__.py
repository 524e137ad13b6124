"""
What a run does, as tables: one YAML file a theme, one entry a scenario, all on the real engine.

Each says what is live, what is declared, and every write a run makes, in order. schema.py has the words.
"""

import pytest

pytest.register_assert_rewrite("tests.scenarios.running")
