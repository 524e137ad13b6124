"""Stories that a generator makes up, on the miniature engine; and that engine held against the real one."""

import pytest

pytest.register_assert_rewrite("tests.properties.engines", "tests.properties.stories")
