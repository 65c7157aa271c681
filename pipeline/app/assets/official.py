"""Live official statistics: a stored answer of Eurostat, and the table that is made of it. No other asset depends on these.

They are a code location of their own (`pipeline/app/official_definitions.py`), whose job `official_live` runs both. Where the service gives
no usable answer, the download fails in one line, and the stored answer and the table stay what they are. The table alone can be made again
without a network.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.app.assets import asked
from pipeline.app.assets.factory import Found, versions_of
from pipeline.app.assets.spec import FILES, said_of_live
from pipeline.app.code_versions import VERSIONS
from pipeline.app.column_metadata import column_schema, summary
from pipeline.app.io import rows_of
from pipeline.app.resources import Folders
from pipeline.contract.arrow import conform, parquet_bytes
from pipeline.contract.check import problems_by_kind
from pipeline.contract.tables import describe
from pipeline.core.observations import observations
from pipeline.kernel.files import sha256_of
from pipeline.kernel.problems import InputError
from pipeline.official.comext import statements, without_value
from pipeline.official.download import Download, keep, kept
from pipeline.official.fetch import fetch
from pipeline.official.query import COMEXT, read_query
from pipeline.official.sdmx_file import UnavailableError, read_values
from schemas.official import OfficialObservations

NAME = COMEXT.stem
TABLE = describe(OfficialObservations)
REFERENCES = ["indicators", "concepts", "geographies", "units", "organisations", "raw_label_words"]


@dg.asset(code_version=VERSIONS["official_download"], **said_of_live("What Eurostat's Comext answered when last asked.", {"sdmx"}, FILES))
def official_download(folders: Folders) -> dg.MaterializeResult:
    """Ask the service, look whether the answer is one to the query, and store it."""
    query = read_query(COMEXT)
    # The day is a fact of the download, stored with it; nothing that is built looks at a clock.
    today = datetime.now(UTC).date().isoformat()
    try:
        answer = fetch(query)
        values = read_values(answer.content, answer.url)
        found = statements(values, query, answer.url, answer.url, today)
    except (UnavailableError, InputError) as error:
        raise dg.Failure(f"{error}; nothing was changed", allow_retries=False) from None
    keep(folders.official_path(), NAME, query, answer, today)
    metadata: dict[str, Any] = {
        "url": answer.url,
        "retrieved": today,
        "statements": len(found),
        "places without a value": without_value(values),
    }
    return dg.MaterializeResult(metadata=metadata, data_version=dg.DataVersion(sha256_of(answer.content)))


@dg.asset(
    ins={name: dg.AssetIn(name) for name in REFERENCES},
    deps=[official_download],
    io_manager_key="tables",
    code_version=VERSIONS[TABLE.name],
    check_specs=asked.check_specs(TABLE),
    **said_of_live(summary(TABLE)[0], {"pandas", "parquet"}, column_schema(TABLE)),
)
def official_observations(folders: Folders, **stored: pd.DataFrame) -> Iterator[Any]:
    """Make the table of the stored answer; the network is not asked for."""
    try:
        download = kept(folders.official_path(), NAME)
        frame = observed(download, stored)
        found: Found = {asked.RESOLVED: []} | problems_by_kind(frame, TABLE, stored)
    except UnavailableError as error:
        raise dg.Failure(str(error), allow_retries=False) from None
    except InputError as error:
        found = {asked.RESOLVED: error.problems}
    answers = asked.answers(TABLE, found)
    if refused := asked.refusal(found):
        yield from answers
        raise refused
    rows = rows_of(frame, TABLE)
    made_from = versions_of(REFERENCES, folders) | {download.file: download.sha256, "code": VERSIONS[TABLE.name]}
    metadata = {"dagster/row_count": rows.num_rows, "retrieved": download.retrieved, "sources": dg.MetadataValue.json(made_from)}
    yield dg.Output(rows, data_version=dg.DataVersion(sha256_of(parquet_bytes(rows))), metadata=metadata)
    yield from answers


def observed(download: Download, known: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the observations of a stored answer, by the rule by which all statements become observations; known: the REFERENCES."""
    values = read_values(download.content, download.file)
    stated = statements(values, download.query, download.file, download.url, download.retrieved)
    return conform(observations(stated, **{name: known[name] for name in REFERENCES if name != "units"}), TABLE)


ASSETS = [official_download, official_observations]
