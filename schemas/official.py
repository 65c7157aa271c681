"""Tables of live official statistics, which are loaded when a person asks for them and are no part of the release."""

from schemas import fields
from schemas.core_observations import Observations
from schemas.fields import Whole

_NO_LINES = "A web service has no lines."


class OfficialObservations(Observations):
    """Exports of pharmaceuticals of Belgium by partner and year, as Eurostat's Comext gave them when it was last asked.

    A table of its own, with the columns of `observations`: the release must be the same with and without a network, and its documents
    are those that raw/ holds, so that `document_id` here names a dataset of Eurostat and points to no row of `documents`."""

    first_line: Whole = fields.first_line(of="the number", nullable=True, null_means=_NO_LINES)
    last_line: Whole = fields.last_line(of="the number", nullable=True, null_means=_NO_LINES)
    context_first_line: Whole = fields.first_line(of="what is needed to understand it", nullable=True, null_means=_NO_LINES)
    context_last_line: Whole = fields.last_line(of="what is needed to understand it", nullable=True, null_means=_NO_LINES)

    class Config:
        name = "official_observations"
        unique = ["observation_id"]
