"""What every rule is given: one customer, its texts and its name, read once."""

from collections.abc import Callable, Iterator

from a2p.declared.customer import Customer
from a2p.lint.names import BrandName
from a2p.lint.rules import Remark
from a2p.lint.texts import Texts


class LintContext:
    """A customer as the rules read it."""

    def __init__(self, customer: Customer) -> None:
        self.customer = customer
        self.texts = Texts(customer.campaign)
        self.name = BrandName(customer)

    @property
    def is_sole_proprietor(self) -> bool:
        return self.customer.brand.brand_type == "SOLE_PROPRIETOR"


LintRule = Callable[[LintContext], Iterator[Remark]]
