"""All charts: the tables that each needs, the function that draws it, and the asset in whose metadata it is shown."""

import inspect
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pandas as pd
from altair.utils.schemapi import debug_mode

from pipeline.charts import claims_checked, cluster, exports, relation_network, site_map, timeline
from pipeline.charts.language import Language
from pipeline.charts.specification import Specification

Draw = Callable[..., Specification]


class Chart(NamedTuple):
    """A chart. `draw` takes the tables by their names, and the language."""

    draw: Draw
    asset: str

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the names of the tables that it needs: the parameters of its function."""
        return tuple(name for name in inspect.signature(self.draw).parameters if name != "language")

    def of(self, frames: Mapping[str, pd.DataFrame], language: Language) -> Specification:
        """Return the specification of the chart of tables, which may be more than it needs. KeyError for one that is missing.

        It is not validated, nor is what Altair makes for it: tests do that.
        """
        with debug_mode(False):
            return self.draw(**{name: frames[name] for name in self.tables}, language=language)


CHARTS: dict[str, Chart] = {
    "exports_over_time": Chart(exports.exports_over_time, "figure_points"),
    "exports_by_destination": Chart(exports.exports_by_destination, "export_shares"),
    "claims_checked": Chart(claims_checked.claims_checked, "claims"),
    "actors_by_province": Chart(cluster.actors_by_province, "cluster_profile_wallonia"),
    "stages_known": Chart(cluster.stages_known, "cluster_profile"),
    "site_map": Chart(site_map.site_map, "localities"),
    "relation_network": Chart(relation_network.relation_network, "relations"),
    "event_timeline": Chart(timeline.event_timeline, "events"),
}
