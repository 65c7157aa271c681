"""The schema.org face of a release, which search engines for datasets read: schema_org.jsonld.

Belongs here: the dataset, what it measures, and its files. A page that shows the release puts this text into a script element of the
type application/ld+json. Addresses are relative to the page, since no address is known yet. Does not belong here: tables and columns,
which `croissant.py` describes in the same vocabulary.
"""

import json
from typing import Any

from pipeline.describe.described import Described
from pipeline.describe.forms import format_of

ORGANISATION, DATASET, PLACE, DOWNLOAD = "Organization", "Dataset", "Place", "DataDownload"


def schema_org(release: Described) -> str:
    """Return the text of schema_org.jsonld."""
    known = release.metadata
    areas = release.frames["geographies"].set_index("code")["label_en"]
    publisher = {"@type": ORGANISATION, "name": known.publisher.en}
    fields = {
        "@context": "https://schema.org/",
        "@type": DATASET,
        "name": known.title.en,
        "alternateName": known.title.fr,
        "description": f"{known.description.en}\n\n{known.description.fr}",
        "inLanguage": ["en", "fr"],
        "keywords": known.keywords.both,
        "version": known.version,
        "datePublished": known.month,
        "license": known.licences.data.url,
        "usageInfo": release.rights(),
        "creditText": release.cite_as(),
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "spatialCoverage": {"@type": PLACE, "name": areas.loc[known.area], "identifier": f"NUTS {known.area}"},
        "variableMeasured": sorted(set(release.frames["indicators"]["label_en"])),
        "distribution": [_file(path, release) for path in release.files],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def _file(path: str, release: Described) -> dict[str, Any]:
    file = release.files[path]
    return {
        "@type": DOWNLOAD,
        "name": path,
        "contentUrl": path,
        "encodingFormat": format_of(path).media_type,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }
