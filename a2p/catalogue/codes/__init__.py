"""All codes, by number."""

from collections.abc import Mapping
from types import MappingProxyType

from a2p.catalogue.codes.authentication import ROWS as AUTHENTICATION
from a2p.catalogue.codes.brand import ROWS as BRAND
from a2p.catalogue.codes.campaign import ROWS as CAMPAIGN
from a2p.catalogue.codes.campaign_2026 import ROWS as CAMPAIGN_2026
from a2p.catalogue.codes.evaluation import ROWS as EVALUATION
from a2p.catalogue.codes.external import ROWS as EXTERNAL
from a2p.catalogue.codes.general import ROWS as GENERAL
from a2p.catalogue.codes.numbers import ROWS as NUMBERS
from a2p.catalogue.codes.refusals import ROWS as REFUSALS
from a2p.catalogue.codes.sending import ROWS as SENDING
from a2p.catalogue.entry_types import CatalogueCode

_ALL = (
    *EVALUATION,
    *BRAND,
    *AUTHENTICATION,
    *CAMPAIGN,
    *CAMPAIGN_2026,
    *EXTERNAL,
    *REFUSALS,
    *NUMBERS,
    *SENDING,
    *GENERAL,
)

CODES: Mapping[int, CatalogueCode] = MappingProxyType({row.code: row for row in _ALL})
