"""Check, before anything of a customer is submitted, that nothing of it is used up for life (P11, B7)."""

from a2p.plan import Action, Consent, Verdict, VerdictKind
from a2p.plan.limits import explain_exceeded, explain_few
from a2p.twilio import ledger
from a2p.twilio.client.session import Session
from providers.output import verdict_output

_RESOURCE = "Brand"


def require_uses_left(session: Session) -> None:
    """
    Go on unless the registry would reject the Brand, and its fee be lost; warn where few uses are left.

    Raises:
        Blocked: a value is used up, and nobody has agreed to go on.
        NotReady: the ledger cannot be read.
    """
    counted = ledger.count_uses(session)
    exceeded = [text for kind, used in counted.items() if (text := explain_exceeded(kind, used))]
    if exceeded and Consent.OVER_LIMIT not in session.settings.consents:
        verdict = Verdict(
            VerdictKind.BLOCKED,
            Action.STOP,
            sentence="; ".join(exceeded),
            remedy=ledger.advise(session),
            needs=(Consent.OVER_LIMIT,),
        )
        verdict_output.show_or_stop(_RESOURCE, "", verdict)
    for kind, used in counted.items():
        if (few := explain_few(kind, used)) and not explain_exceeded(kind, used):
            verdict_output.warn_on_engine(f"{_RESOURCE}: {few}")
