"""What customers there are, as people call them on the command line, whose help has to be quick."""

from typing import Literal, get_args

CustomerKind = Literal["sole-proprietor", "standard", "external"]
CUSTOMER_KINDS: tuple[CustomerKind, ...] = get_args(CustomerKind)
