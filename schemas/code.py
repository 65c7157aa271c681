"""What an entry of a closed code list is."""

from typing import NamedTuple


class Code(NamedTuple):
    """One entry of a closed code list."""

    label_fr: str
    label_en: str
    definition_en: str
