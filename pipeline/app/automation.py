"""Automation that Dagster calls declarative: when an asset is to be made anew, without anybody asking.

Belongs here: the one condition of all tables, charts and releases, and the sensor that acts on it, which is off until it is switched on in
the UI. Does not belong here: looking at files (`pipeline/app/sensors.py`), and the live statistics, which are asked for by a person or a
schedule only.
"""

from collections.abc import Sequence

import dagster as dg

CONTENT_CHANGED = (
    dg.AutomationCondition.any_deps_match(
        (dg.AutomationCondition.data_version_changed() & ~dg.AutomationCondition.executed_with_root_target())
        | dg.AutomationCondition.will_be_requested()
    )
    | dg.AutomationCondition.code_version_changed()
).with_label("content_changed")

# Dagster's eager condition, but for what counts as a change: that something was made again to the same bytes does not.
ON_CHANGE = dg.AutomationCondition.eager().replace("any_deps_updated", CONTENT_CHANGED).with_label("eager_on_content")


def automated(assets: Sequence[dg.AssetsDefinition]) -> list[dg.AssetsDefinition]:
    """Return the assets, each with the condition under which the sensor `automation` makes it anew."""
    return list(dg.map_asset_specs(lambda spec: spec.replace_attributes(automation_condition=ON_CHANGE), assets))


SENSORS = [
    dg.AutomationConditionSensorDefinition(
        "automation",
        target=dg.AssetSelection.all() - dg.AssetSelection.groups("official_live"),
        default_status=dg.DefaultSensorStatus.STOPPED,
        description="Makes anew what depends on changed content, and nothing else. Needs observe_files to be on, which sees the changes.",
    )
]
