"""Verification: by what a value can be checked, and what that means for a value that rests on several.

Belongs here: the code list `verification`, from weak to strong, and the functions over it. Does not belong here: checking anything.
"""

from collections.abc import Iterable

import pandas as pd

WEAKEST_FIRST = ("web_lead", "web_page", "text")


def verification(rows: pd.DataFrame) -> pd.Series:
    """Return by what each row can be verified. rows: source_url, null where the row has lines of a document, and source_url_kind."""
    by_kind = rows["source_url_kind"].astype("object").map({"page": "web_page"}).fillna("web_lead")
    return by_kind.where(rows["source_url"].notna(), "text")


def weakest(verifications: Iterable[str]) -> str:
    """Return the weakest of some verifications: a value that rests on several is as good as that one. Raises ValueError for none."""
    return min(verifications, key=WEAKEST_FIRST.index)


def strongest(verifications: Iterable[str]) -> str:
    """Return the strongest of some verifications: what several sources tell is as good as the best of them. Raises ValueError for none."""
    return max(verifications, key=WEAKEST_FIRST.index)
