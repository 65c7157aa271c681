"""The table of the closed code lists, as the schemas declare them."""

import pandas as pd

from schemas.codes import CODE_LISTS


def code_lists() -> pd.DataFrame:
    """Make the table `code_lists`, in the order of the lists and their codes."""
    return pd.DataFrame(
        [
            {"code_list": name, "code": code, "sort_order": place, **known._asdict()}
            for name, codes in CODE_LISTS.items()
            for place, (code, known) in enumerate(codes.items(), start=1)
        ]
    )
