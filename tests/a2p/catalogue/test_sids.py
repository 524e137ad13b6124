"""The identifiers: the whole ones are those this project uses."""

from __future__ import annotations

from a2p.catalogue.sids import KNOWN, PREFIXES
from a2p.declared.brand import A2P_MESSAGING_POLICY, SOLE_PROPRIETOR_POLICY
from a2p.declared.profile import SECONDARY_BUSINESS_POLICY, STARTER_POLICY
from a2p.specs.campaign import USA2P_SID


def test_the_sids_known_whole_are_the_ones_in_use() -> None:
    policies = {A2P_MESSAGING_POLICY, SOLE_PROPRIETOR_POLICY, SECONDARY_BUSINESS_POLICY, STARTER_POLICY}

    assert {row.prefix for row in KNOWN} == {*policies, USA2P_SID}


def test_every_kind_of_sid_is_explained_once_and_says_how_to_see_it() -> None:
    named = "AC AD BN BU BV CM DF DG EL IT MG PN QE RD RN SK VT"

    assert " ".join(sorted(row.prefix for row in PREFIXES)) == named
    assert all(row.look and row.in_stack for row in PREFIXES)
