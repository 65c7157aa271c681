"""Closed code lists: codes that the software itself depends on, such as statuses and kinds.

Belongs here and in `codes_of_documents`, `codes_of_metrics` and `codes_of_front`: lists that change only together with code. Vocabularies
of the subject (categories, approaches, stages ...) are data in raw/reference/concepts.csv. A code may stand in several lists, with the
meaning that the list gives it.
"""

from schemas.codes_of_documents import CODES_OF_DOCUMENTS
from schemas.codes_of_front import CODES_OF_FRONT
from schemas.codes_of_metrics import CODES_OF_METRICS

CODE_LISTS = CODES_OF_DOCUMENTS | CODES_OF_METRICS | CODES_OF_FRONT


def codes_of(list_name: str) -> list[str]:
    """Return the codes of a list in their order; KeyError for an unknown list."""
    return list(CODE_LISTS[list_name])
