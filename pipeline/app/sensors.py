"""Sensors: what looks at the files again and again, once it is switched on in the UI.

Belongs here: telling by content that a file changed, and what is then asked for. Does not belong here: the hashes
(`pipeline/raw/versions.py`, `pipeline/release/inputs.py`), and which assets are made anew (`pipeline/app/automation.py`).
"""

import json

import dagster as dg

from pipeline.app.assets.factory import CODE_VERSION
from pipeline.app.assets.files import all_versions, observation
from pipeline.app.jobs import dataset
from pipeline.app.resources import Folders, SourceDocument
from pipeline.kernel.paths import ROOT
from pipeline.raw.versions import joint_version
from pipeline.release.inputs import build_record
from pipeline.release.publish import up_to_date

SECONDS = 30
BUILT = "outputs/latest was built from the files as they are."
REQUESTED = "A run was requested for the files as they are: it waits, is under way, or has failed. A further change requests another."


@dg.sensor(
    minimum_interval_seconds=SECONDS,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Looks at raw/ and the document, so that the UI shows as stale what depends on a changed file. Runs nothing.",
)
def observe_files(context: dg.SensorEvaluationContext, folders: Folders, source: SourceDocument) -> dg.SensorResult | dg.SkipReason:
    """Report each file asset whose content differs from that of the last look."""
    seen = json.loads(context.cursor or "{}")
    found = all_versions(folders.raw_path(), source.path)
    now = {key.to_user_string(): joint_version(versions) for key, versions in found.items()}
    changed = [key for key in found if seen.get(key.to_user_string()) != now[key.to_user_string()]]
    if not changed:
        return dg.SkipReason(f"No file changed; looked at those of {len(now)} assets.")
    return dg.SensorResult(asset_events=[observation(key, found[key]) for key in changed], cursor=json.dumps(now, sort_keys=True))


@dg.sensor(
    job=dataset,
    minimum_interval_seconds=SECONDS,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Requests the job dataset, which is what make dataset does, when a file in raw/, schemas/ or pipeline/ changes.",
)
def rebuild(context: dg.SensorEvaluationContext, folders: Folders) -> dg.RunRequest | dg.SkipReason:
    """Request one run for each change of content; the cursor is the number of changes so far and what the last look found.

    The number is in the run's key too, since a file can be changed and changed back, and Dagster runs no key twice. Runs take the code as
    it is on disk, but the list of tables as Dagster has loaded it: loading it anew is a change, too.
    """
    number, seen = (context.cursor or "0 ").split(" ")
    record = build_record(ROOT, folders.raw_path())
    now = f"{record['inputs_sha256']}-{CODE_VERSION}"
    changes = int(number) + (now != seen)
    context.update_cursor(f"{changes} {now}")
    if up_to_date(folders.outputs_path(), record):
        return dg.SkipReason(BUILT)
    if now == seen:
        return dg.SkipReason(REQUESTED)
    return dg.RunRequest(run_key=f"{changes}-{record['inputs_sha256']}")


SENSORS = [observe_files, rebuild]
