"""Which of Dagster's events the run history keeps, and how long each is in each place.

Dagster writes the event of a materialisation three times: to the database of its run, to the index of all runs, and as the last one of its
asset. It writes the result of a check three times too. Here each place gets what its readers need,
in the shortest text that Dagster reads as the same event. Belongs here: what is left out. Does not belong here: how it is written
(`pipeline/app/run_history.py`).
"""

import json
from typing import Any

from dagster._core.events import DagsterEvent, DagsterEventType
from dagster._core.events.log import EventLogEntry
from dagster._core.execution.plan.handle import StepHandle
from dagster._serdes import pack_value

LEFT_OUT = {
    # Dagster would list a check that was planned and not reached as failed, where the result of the stored table still holds.
    DagsterEventType.ASSET_CHECK_EVALUATION_PLANNED,
    # What a table was made from is in the metadata `sources` of its materialisation, and where it is stored follows from its name.
    DagsterEventType.STEP_INPUT,
    DagsterEventType.LOADED_INPUT,
    DagsterEventType.HANDLED_OUTPUT,
}
OUTPUT_OF_ASSET = "result"
OF_ASSETS = {
    DagsterEventType.ASSET_MATERIALIZATION,
    DagsterEventType.ASSET_MATERIALIZATION_PLANNED,
    DagsterEventType.ASSET_OBSERVATION,
    DagsterEventType.ASSET_CHECK_EVALUATION,
}
INPUT_TAGS = ("dagster/input_data_version/", "dagster/input_event_pointer/")
# The page of a run shows these of a materialisation. All other metadata are on the page of the asset.
SUMMARY = ("dagster/row_count", "bytes", "sha256", "release", "picture")
# The kinds of objects, by their names in stored events, and what they need not say where it is null.
NOT_SAID = {
    "EventLogEntry": {"dagster_event", "pipeline_name", "step_key"},
    "DagsterEvent": {"event_specific_data", "message", "pid", "solid_handle", "step_handle", "step_key", "step_kind_value"},
    "AssetMaterializationPlannedData": {"partition", "partitions_subset"},
    "AssetMaterialization": {"description", "partition"},
    "AssetObservation": {"description", "partition"},
    "AssetCheckEvaluation": {"description", "partition"},
    "StepOutputData": {"version"},
    "TypeCheckData": {"description"},
}


def is_kept(entry: EventLogEntry) -> bool:
    """Return whether something reads an event."""
    return not entry.is_dagster_event or not (entry.dagster_event_type in LEFT_OUT or _is_output_of_check(entry.get_dagster_event()))


def _is_output_of_check(found: DagsterEvent) -> bool:
    """Return whether an event says that a step gave the result of a check; the result has an event of its own."""
    return found.event_type == DagsterEventType.STEP_OUTPUT and found.step_output_data.step_output_handle.output_name != OUTPUT_OF_ASSET


def without_repetition(entry: EventLogEntry) -> EventLogEntry:
    """Return an event without what it says twice: its message, the names of its run, job and step, and the metadata of a step's output,
    which the materialisation after it has too."""
    found = entry.dagster_event
    if found is None:
        return entry
    found = found._replace(logging_tags={}, message=None if found.message == entry.user_message else found.message)
    if found.event_type == DagsterEventType.STEP_OUTPUT:
        found = found._replace(event_specific_data=found.step_output_data._replace(metadata={}))
    if found.event_type in OF_ASSETS:  # only of the other events does Dagster ask for the step with all its names
        found = found._replace(step_handle=None)
    return entry._replace(dagster_event=found)


def materialisation_of_run(entry: EventLogEntry) -> EventLogEntry:
    """Return the event of a materialisation as the page of its run shows it."""
    found = entry.get_dagster_event()
    data = found.step_materialization_data
    made = data.materialization
    shown = {name: made.metadata[name] for name in SUMMARY if name in made.metadata}
    tags = {name: value for name, value in (made.tags or {}).items() if not name.startswith(INPUT_TAGS)}
    data = data._replace(materialization=made._replace(metadata=shown, tags=tags))
    return entry._replace(dagster_event=found._replace(event_specific_data=data))


def newest_of_asset(entry: EventLogEntry) -> EventLogEntry:
    """Return the event of a materialisation as the row of its asset refers to it: without metadata, which the index of events has."""
    shown = materialisation_of_run(entry)
    found = shown.get_dagster_event()
    data = found.step_materialization_data
    data = data._replace(materialization=data.materialization._replace(metadata={}))
    return shown._replace(dagster_event=found._replace(event_specific_data=data))


def is_shown_by_run(entry: EventLogEntry) -> bool:
    """Return whether the page of a run shows the result of a check: only one that did not pass. The page of the asset shows all."""
    return not entry.get_dagster_event().asset_check_evaluation_data.passed


def check_of_asset(entry: EventLogEntry) -> EventLogEntry:
    """Return the result of a check as the page of its asset shows it: in its own terms, without the sentence for a log
    and what the entry says of its step."""
    found = entry.get_dagster_event()._replace(node_handle=None, step_key=None, step_kind_value=None, pid=None, message=None)
    return entry._replace(user_message="", job_name=None, dagster_event=found)


def numbered(entry: EventLogEntry) -> EventLogEntry:
    """Return an entry without content for the index of events, which gives the result of a check its number and is never read for it."""
    return entry._replace(user_message="", dagster_event=None, step_key=None, job_name=None)


def text_of(entry: EventLogEntry) -> str:
    """Return an event as it is stored: Dagster's own JSON, without spaces, and without the fields that Dagster fills in the same when it
    reads the event."""
    packed: dict[str, Any] = dict(pack_value(entry))
    packed.pop("message", None)  # always empty: an old name of user_message
    if entry.dagster_event:
        packed["dagster_event"] = _without_names_of_step(dict(packed["dagster_event"]), entry.dagster_event)
    return json.dumps(_without_nulls(packed), ensure_ascii=False, separators=(",", ":"))


def _without_names_of_step(packed: dict[str, Any], found: DagsterEvent) -> dict[str, Any]:
    """Return a packed event without the handle and the key of its step, where they follow from the handle of its node."""
    if found.node_handle and found.step_handle in (None, StepHandle(found.node_handle)) and found.step_key == str(found.node_handle):
        return {name: value for name, value in packed.items() if name not in ("step_handle", "step_key")}
    return packed


def _without_nulls(packed: Any) -> Any:
    """Return a packed value without what it need not say."""
    if isinstance(packed, list):
        return [_without_nulls(value) for value in packed]
    if not isinstance(packed, dict):
        return packed
    optional = NOT_SAID.get(packed.get("__class__", ""), ())
    return {name: _without_nulls(value) for name, value in packed.items() if value is not None or name not in optional}
