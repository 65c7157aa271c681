"""Views of the DuckDB file: queries that many would write, with the same descriptions as tables. They hold no value of their own.

Belongs here: one class per view, its SQL in `Config.metadata`. Does not belong here: anything that is not a query over published tables.
"""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable as Table

_DISTINCT = """
WITH directed AS (
  SELECT
    CASE WHEN t.symmetric AND r.object_id < r.subject_id THEN r.object_id ELSE r.subject_id END AS subject_id,
    r.relation_type,
    CASE WHEN t.symmetric AND r.object_id < r.subject_id THEN r.subject_id ELSE r.object_id END AS object_id,
    r.status, r.year, r.relation_id
  FROM relations r JOIN relation_types t USING (relation_type)
)
SELECT
  subject_id, relation_type, object_id,
  CASE WHEN bool_or(status = 'current') THEN 'current' ELSE 'former' END AS status,
  min(year) AS first_year,
  count(*) AS statements
FROM directed
GROUP BY subject_id, relation_type, object_id
"""


class RelationsDistinct(Table):
    """Ties between organisations, each once, however often it is stated; a symmetric tie has the end that comes first in the alphabet as
    its subject."""

    subject_id: Text = fields.organisation_id(derived_from=["relations.subject_id", "relation_types.symmetric"])
    relation_type: Text = fields.identifier("type of tie", "type", derived_from="relations.relation_type")
    object_id: Text = fields.organisation_id(derived_from=["relations.object_id", "relation_types.symmetric"])
    status: Text = field(
        "Whether the tie still holds.",
        "statut",
        codes="relation_status",
        derived_from="relations.status",
        formula="'current' where a statement tells it as such",
    )
    first_year: Whole = field(
        "Earliest year that a statement gives.",
        "première année",
        nullable=True,
        null_means="No statement gives one.",
        derived_from="relations.year",
    )
    statements: Whole = field("Number of statements of the tie.", "énoncés", unit="count", ge=1, derived_from="relations.relation_id")

    class Config:
        name = "relations_distinct"
        unique = ["subject_id", "relation_type", "object_id"]
        metadata = {"sql": _DISTINCT}
