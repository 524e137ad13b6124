"""
YAML of unknown origin, read without being brought down by it.

libyaml composes nested nodes by recursion in C: some 30,000 levels, 60 KB of `[`, end the process. Its events
come without recursion, so depth and number are counted on them first.
"""

from typing import Any

import yaml

# In C where the system has it, which reads a file in a fifth of a millisecond instead of ten.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 40  # levels; a declaration has five
MOST_EVENTS = 2_000_000  # a file of a thousand customers has about 300,000


def compose_yaml(text: str, loader: Any = Loader) -> yaml.Node | None:
    """
    The nodes of a text; None for an empty one.

    Raises:
        yaml.YAMLError: it is not YAML, nested more than DEEPEST levels, or larger than MOST_EVENTS.
    """
    _check_size(text)
    node: yaml.Node | None = yaml.compose(text, loader)
    return node


def load_yaml(text: str) -> Any:
    """
    The value of a text: mappings, lists and scalars.

    Raises:
        yaml.YAMLError: as compose_yaml; also for a value that contains itself.
    """
    _check_size(text)
    try:
        return yaml.load(text, Loader)  # noqa: S506  # a safe loader, in either form
    except RecursionError:
        raise yaml.YAMLError("nested too deeply") from None


def _check_size(text: str) -> None:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        at: Any = event.start_mark  # of libyaml: another class of the same shape
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=at)
        if count > MOST_EVENTS:
            raise yaml.MarkedYAMLError(problem="too many values", problem_mark=at)
