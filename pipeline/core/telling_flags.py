"""Flags of events of which documents tell amounts or dates that cannot both be right.

Belongs here: the rule, and its words. Does not belong here: which amount and date are published (`tellings.py`).
"""

from typing import NamedTuple

import pandas as pd

from pipeline.core.tellings import in_order, said_apart

PLACE = ["first_line", "last_line", "source_url"]
OTHER = {"printed_other": "other_printed", "first_line_other": "other_first_line", "last_line_other": "other_last_line"}
EXPLAINED = {
    "en": "{label}: two documents give {what} that cannot both be right: {printed} ({document}), and {other_printed} ({other_document}).",
    "fr": "{label} : deux documents donnent {what} qui ne peuvent être justes à la fois : {printed} ({document}) et {other_printed} "
    "({other_document}).",
}
LABEL = {"en": "label_en", "fr": "label_fr"}
EXPLANATION = {"en": "explanation_en", "fr": "explanation_fr"}
ON_PAGE = {"en": "as its web page says", "fr": "selon sa page web"}


class Matter(NamedTuple):
    """What two documents may tell differently: the beginning of the flags' identifiers, its words, and what would settle it."""

    prefix: str
    words: dict[str, str]
    settled_by_en: str
    settled_by_fr: str


AMOUNT = Matter(
    "amount",
    {"en": "amounts", "fr": "des montants"},
    "The contract, or what a party to it publishes of the amount.",
    "Le contrat, ou ce qu’une partie publie du montant.",
)
DATE = Matter(
    "date",
    {"en": "dates", "fr": "des dates"},
    "A record of that time: a press release, or an official gazette.",
    "Une source de l’époque : un communiqué de presse ou un journal officiel.",
)


def told_apart(events: pd.DataFrame, event_tellings: pd.DataFrame, observations: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return a flag for each event and document whose amount, or date, of the event cannot be right if that of the first document that
    tells it as happened, or else as planned, is."""
    tellings = in_order(event_tellings.sort_values(["event_id", "telling_no"]), documents)
    of_documents = tellings.drop_duplicates(["event_id", "document_id"])[["event_id", "document_id", "status", "observation_id"]]
    stated = {"value_low": "low", "value_high": "high", "value_printed": "printed"}
    amounts = of_documents.merge(observations.rename(columns=stated)[["observation_id", "unit_id", *stated.values(), *PLACE]])
    dated = tellings[tellings["date_start"].notna() | tellings["date_end"].notna()]
    dates = dated.rename(columns={"date_start": "low", "date_end": "high", "date_printed": "printed"})
    dates = dates.sort_values("printed", key=lambda printed: printed.isna(), kind="stable")
    dates = in_order(dates, documents).drop_duplicates(["event_id", "document_id"])
    pairs = [_flags(said_apart(amounts, ["status", "unit_id"]), AMOUNT), _flags(said_apart(dates, ["status"]), DATE)]
    return _explained(pd.concat(pairs, ignore_index=True), events, documents)


def _flags(pairs: pd.DataFrame, matter: Matter) -> pd.DataFrame:
    """Return the pairs as flags of the event; the other place has lines where it is not a web page."""
    documents = pairs["document_id"] + "-" + pairs["document_id_other"]
    return pairs.rename(columns=OTHER | {"document_id_other": "other_document_id"}).assign(
        flag_id=matter.prefix + "-" + pairs["event_id"] + "-" + documents,
        kind="contradiction",
        severity="number",
        table_name="events",
        record_id=pairs["event_id"],
        words=[matter.words] * len(pairs),
        settled_by_en=matter.settled_by_en,
        settled_by_fr=matter.settled_by_fr,
    )


def _explained(flags: pd.DataFrame, events: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Add the explanation of each flag, in both languages."""
    named, titled = events.set_index("event_id"), documents.set_index("document_id")
    texts = {}
    for language, sentence in EXPLAINED.items():
        label, page = LABEL[language], ON_PAGE[language]
        told = flags.fillna({"printed": page, "other_printed": page}).to_dict("records")
        texts[EXPLANATION[language]] = [
            sentence.format(
                label=named.loc[row["event_id"], label],
                what=row["words"][language],
                printed=row["printed"],
                other_printed=row["other_printed"],
                document=titled.loc[row["document_id"], label],
                other_document=titled.loc[row["other_document_id"], label],
            )
            for row in told
        ]
    return flags.assign(**{name: pd.Series(text, index=flags.index, dtype="object") for name, text in texts.items()})
