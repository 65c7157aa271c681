"""What programs read of a page: its policy, its description for search engines, its picture for links.

Belongs here: Content-Security-Policy and schema.org JSON-LD. Does not belong here: what people see.
"""

import base64
import hashlib
import json

from pipeline.describe.forms import DATABASE, GEODATA, GEOJSON, WORKBOOK
from pipeline.describe.metadata import Metadata
from pipeline.page.language import Language

# The page fetches nothing. 'self' and 'wasm-unsafe-eval' are for script files beside it: sources of values, and SQL where it is installed.
POLICY = (
    "default-src 'none'; script-src '{hash}' 'wasm-unsafe-eval' 'self'; style-src 'unsafe-inline'; img-src data:; worker-src blob:; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'"
)


def policy(script: str) -> str:
    """Return the Content-Security-Policy that admits this one script within the page."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return POLICY.format(hash=f"sha256-{digest}")


def json_ld(known: Metadata, language: Language) -> str:
    """Return the description of the dataset by schema.org, safe within HTML."""
    place = {"@type": "Place", "name": "Wallonia, Belgium", "identifier": known.area}
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": getattr(known.title, language),
        "description": getattr(known.description, language),
        "version": known.version,
        "datePublished": known.month,
        "inLanguage": ["en", "fr"],
        "isAccessibleForFree": True,
        "license": known.licences.data.url,
        "keywords": getattr(known.keywords, language),
        "creator": {"@type": "Organization", "name": getattr(known.publisher, language)},
        "spatialCoverage": place,
        "distribution": [_distribution(path, media) for path, media in _files(known.name)],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def _files(name: str) -> list[tuple[str, str]]:
    files = [(form.path(name), form.formats[0].media_type) for form in (DATABASE, WORKBOOK)]
    return [*files, (GEODATA.path("actor_sites", GEOJSON), GEOJSON.media_type), ("csv/actors.csv", "text/csv")]


def _distribution(path: str, media: str) -> dict[str, str]:
    return {"@type": "DataDownload", "contentUrl": path, "encodingFormat": media}
