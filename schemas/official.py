"""Tables of live official statistics, which are loaded when a person asks for them and are no part of the release."""

from schemas.observations import Observations


class OfficialObservations(Observations):
    """Exports of pharmaceuticals of Belgium by partner and year, as Eurostat's Comext gave them when it was last asked.

    A table of its own, with the columns of `observations`: the release must be the same with and without a network, and its documents
    are those that raw/ holds, so that `document_id` here names a dataset of Eurostat and points to no row of `documents`."""

    class Config:
        name = "official_observations"
        unique = ["observation_id"]
