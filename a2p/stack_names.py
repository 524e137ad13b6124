"""
What may be the name of a stack, for every verb, for the files they come from and for pipelines.

Pulumi takes letters, digits, hyphens, underscores and full stops, 100 at most. Here a name also begins with a
letter or a digit, so that no command takes it for an option, nor a file system for a folder.
"""

import re

from a2p.errors import DeclarationError

_STACK_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", re.ASCII)
RULE = "letters, digits, - _ and . needed, a letter or digit first, 100 at most"


def is_stack_name(text: str) -> bool:
    """Whether a stack may bear the name."""
    return _STACK_NAME.fullmatch(text) is not None


def require_stack_name(text: str) -> str:
    """
    The name, if a stack may bear it.

    Raises:
        DeclarationError: it may not.
    """
    if is_stack_name(text):
        return text
    raise DeclarationError(
        f"{text!r} is no name of a stack: {RULE}", remedy="choose another; nobody but you sees it"
    )
