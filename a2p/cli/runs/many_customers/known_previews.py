"""Previews that the engine need not make: of customers at rest, of whom nothing has changed since it did."""

from collections.abc import Sequence
from contextlib import suppress

from a2p.cli.runs.known_customers import KnownCustomers
from a2p.engine.commands import EngineRun
from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_recorded_statuses
from a2p.report.changes import CustomerPreview, PreviewOutcome
from a2p.report.previews import Previewed
from a2p.run_log import RunLog
from a2p.state.errors import StateError
from a2p.state.looks import load_looks
from a2p.state.standing_tables import RecordedStatus


def list_known(project: EngineProject, known: KnownCustomers, stacks: Sequence[str]) -> dict[str, Previewed]:
    """
    What the engine's previews would say of stacks in which it would find nothing.

    What a look has found and nobody has mended, and a run that failed or was killed, is for the engine. So is
    all of it where the state cannot be read: the engine's preview of each stack says why.
    """
    with suppress(StateError):
        looks = load_looks(project.state, stacks)
        unchanged = known.find_unchanged([stack for stack in stacks if stack not in looks])
        recorded = read_recorded_statuses(project, unchanged) if unchanged else {}
        return {stack: _preview(each) for stack, each in recorded.items() if _is_settled(each)}
    return {}


def note_preview(known: KnownCustomers, previewed: Previewed) -> None:
    """Keep what a preview has read that the next one may go by."""
    preview = previewed.preview
    if preview.outcome is PreviewOutcome.UNCHANGED and preview.begun and not preview.later_fees:
        known.note_unchanged(preview.stack, preview.outputs)


def _is_settled(recorded: RecordedStatus) -> bool:
    outputs = recorded.outputs
    return bool(outputs and not outputs.fees_to_come) and not (recorded.failed or recorded.interrupted)


def _preview(recorded: RecordedStatus) -> Previewed:
    preview = CustomerPreview(recorded.stack, PreviewOutcome.UNCHANGED, outputs=recorded.outputs)
    return Previewed(preview, EngineRun(0, log=RunLog(outputs=recorded.outputs)))
