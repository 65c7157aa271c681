"""Automation: what is made again after a change, without anybody asking, once it is switched on in the UI.

Belongs here: the sensor that looks at the files, the one condition of all tables, charts and releases, and the sensor that acts on it. Does
not belong here: the hashes of files (`pipeline/raw/versions.py`).
"""

import json
from collections.abc import Sequence

import dagster as dg

from pipeline.app.assets.input_files import all_versions, observation
from pipeline.app.resources import Folders, SourceDocument
from pipeline.raw.versions import joint_version

SECONDS = 30

CONTENT_CHANGED = (
    dg.AutomationCondition.any_deps_match(
        (dg.AutomationCondition.data_version_changed() & ~dg.AutomationCondition.executed_with_root_target())
        | dg.AutomationCondition.will_be_requested()
    )
    | dg.AutomationCondition.code_version_changed()
).with_label("content_changed")

# Dagster's eager condition, except for what counts as a change: that something was made again to the same bytes does not.
ON_CHANGE = dg.AutomationCondition.eager().replace("any_deps_updated", CONTENT_CHANGED).with_label("eager_on_content")


def automated(assets: Sequence[dg.AssetsDefinition]) -> list[dg.AssetsDefinition]:
    """Return the assets, each with the condition under which the sensor `automation` makes it again."""
    return list(dg.map_asset_specs(lambda spec: spec.replace_attributes(automation_condition=ON_CHANGE), assets))


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
        return dg.SkipReason(f"No file changed. The files of {len(now)} assets were compared.")
    return dg.SensorResult(asset_events=[observation(key, found[key]) for key in changed], cursor=json.dumps(now, sort_keys=True))


SENSORS = [
    observe_files,
    dg.AutomationConditionSensorDefinition(
        "automation",
        target=dg.AssetSelection.all(),
        default_status=dg.DefaultSensorStatus.STOPPED,
        description="Makes again what depends on changed content or code, and nothing else. Needs observe_files, which sees the changes.",
    ),
]
