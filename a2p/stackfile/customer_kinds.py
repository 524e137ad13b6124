"""What customers there are, as people call them on the command line, whose help has to be quick."""

from typing import Literal, get_args

Kind = Literal["sole-proprietor", "standard", "external"]
KINDS: tuple[Kind, ...] = get_args(Kind)
