"""Rules for a release that is findable and accessible: files are listed, described, of open formats, and without traces of a machine.

Each rule is a function that returns what it finds; its name is the sentence that holds. Imports nothing that made the release.
"""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import yaml
from rdflib import DCTERMS, Graph, URIRef

from tools.validators.outside import BASE
from tools.validators.released import Released, differing, unless

WORKBOOK = "wallonia_biomanufacturing.xlsx"
OPEN = {
    ".cff",
    ".csv",
    ".duckdb",
    ".geojson",
    ".html",
    ".js",
    ".json",
    ".jsonld",
    ".md",
    ".parquet",
    ".png",
    ".svg",
    ".ttl",
    ".txt",
    ".xlsx",
    "",
}
TEXTS = {".cff", ".csv", ".html", ".js", ".json", ".jsonld", ".md", ".svg", ".ttl", ""}
NOT_DATA = ("docs/", "page/", "reports/")  # folders of pages, which hold no data
TRACES = {
    "absolute path": r"(?<![\w.:/])/(?:home|root|tmp|usr|work|var|mnt|Users)/\w|[A-Za-z]:\\\\?\w|file://",
    "time": r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?",
    "user or host": r"\blocalhost\b|\b127\.0\.0\.1\b|\b[\w.]+@[\w-]+\.[a-z]{2,}\b",
}
CREATED = r"2026-01-01T00:00:00Z"  # fixed: see workbook.py


def every_file_is_hashed(release: Released) -> list[str]:
    """SHA256SUMS lists each file but itself, with its hash."""
    listed = set(release.files["SHA256SUMS"].decode().splitlines())
    hashed = {f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in release.files.items() if name != "SHA256SUMS"}
    return differing("SHA256SUMS", listed, hashed)


def one_version_stands_everywhere(release: Released) -> list[str]:
    """Every file that states a version states that of metadata.yaml."""
    version, files = str(release.metadata["version"]), release.files
    stated = {
        "datapackage.json": {release.package["version"]},
        "croissant.json": {release.croissant["version"]},
        "CITATION.cff": {yaml.safe_load(files["CITATION.cff"])["version"]},
        ".zenodo.json": {json.loads(files[".zenodo.json"])["version"]},
    }
    for name in ("README.md", "DATA_DICTIONARY.md", "LICENSE-DATA", "dcat.ttl", "provenance.jsonld"):
        stated[name] = set(re.findall(r"\b20\d\d\.\d{1,2}\.\d+\b", files[name].decode()))
    described = str(openpyxl.load_workbook(io.BytesIO(files[WORKBOOK]), read_only=True).properties.description)
    return [
        *unless(bool(re.fullmatch(r"20\d\d\.(?:[1-9]|1[0-2])\.\d+", version)), f"metadata.yaml: {version} is no version"),
        *[f"{name}: {', '.join(sorted(found))} is not {version}" for name, found in stated.items() if found != {version}],
        *unless(version in described, f"{WORKBOOK}: its description does not state {version}"),
    ]


def title_and_description_stand_in_both_languages(release: Released) -> list[str]:
    """README.md and dcat.ttl have title and description in English and French, and datapackage.json both titles."""
    known, readme = release.metadata, release.files["README.md"].decode()
    graph = Graph().parse(data=release.files["dcat.ttl"], publicID=BASE)
    titles = {f"{title}@{title.language}" for title in graph.objects(URIRef(f"{BASE}#dataset"), DCTERMS.title)}  # type: ignore[attr-defined]
    findings = []
    for language in ("en", "fr"):
        title, description = known["title"][language], known["description"][language]
        findings += unless(title in readme and description in readme, f"README.md: title or description in {language}")
        findings += unless(f"{title}@{language}" in titles, f"dcat.ttl: the title in {language}")
        findings += unless(title in (release.package["title"], release.package["title_fr"]), f"datapackage.json: the title in {language}")
    return findings


def every_data_file_is_described_for_programs(release: Released) -> list[str]:
    """datapackage.json with croissant.json, and dcat.ttl, name each data file and nothing else: neither reports nor the page."""
    described = {known["path"] for known in release.package["resources"]}
    described |= {file["contentUrl"] for file in release.croissant["distribution"]}
    graph = Graph().parse(data=release.files["dcat.ttl"], publicID=BASE)
    offered = {str(url).removeprefix(BASE) for url in graph.objects(None, URIRef("http://www.w3.org/ns/dcat#accessURL"))}
    data = {name for name in release.files if ("/" in name and not name.startswith(NOT_DATA)) or name.endswith((".duckdb", ".xlsx"))}
    return differing("datapackage.json and croissant.json", described, data) + differing("dcat.ttl", offered, data)


def the_readme_names_every_file_or_its_folder_and_nothing_else(release: Released) -> list[str]:
    """The list of files in README.md has each file, or the folder that it is in."""
    section = release.files["README.md"].decode().split("## Files")[1].split("## How to read them")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    shown = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    there = {name[: name.rindex("/") + 1] if "/" in name else name for name in release.files}
    return differing("README.md", shown - {"reports/", "docs/methods.md"}, there - {"README.md", "reports/", "docs/"})


def every_file_is_of_an_open_format(release: Released) -> list[str]:
    """Each file is of a format that anybody may read."""
    return [f"{name}: the format" for name in release.files if name != ".zenodo.json" and Path(name).suffix not in OPEN]


def texts_are_utf_8_with_line_feeds(release: Released) -> list[str]:
    """Texts are UTF-8 without a byte order mark, their lines end with line feeds, and so do they, but for SVG."""
    findings = []
    for name, content in release.files.items():
        if Path(name).suffix in TEXTS:
            marked = content.startswith(b"\xef\xbb\xbf") or b"\r" in content or content != content.decode("utf-8", "ignore").encode()
            findings += unless(not marked, f"{name}: UTF-8 without a byte order mark, and line feeds only")
            findings += unless(content.endswith(b"\n") or name.endswith(".svg"), f"{name}: a line feed at the end")
    return findings


def no_file_holds_a_path_a_user_a_host_or_a_time(release: Released) -> list[str]:
    """No text, and no part of the workbook, holds a trace of the machine that made it."""
    texts = {
        name: content.decode("utf-8", "replace")
        for name, content in release.files.items()
        if Path(name).suffix in TEXTS or name.endswith("json")
    }
    with zipfile.ZipFile(io.BytesIO(release.files[WORKBOOK])) as workbook:
        texts |= {f"xlsx {name}": re.sub(CREATED, "", workbook.read(name).decode()) for name in workbook.namelist()}
        dated = {entry.filename for entry in workbook.infolist() if entry.date_time[0] != 1980}
    return [f"{WORKBOOK}: {name} has a date" for name in sorted(dated)] + [
        f"{name}: {what}, {found}" for name, text in texts.items() for what, trace in TRACES.items() for found in re.findall(trace, text)
    ]


RULES = (
    every_file_is_hashed,
    one_version_stands_everywhere,
    title_and_description_stand_in_both_languages,
    every_data_file_is_described_for_programs,
    the_readme_names_every_file_or_its_folder_and_nothing_else,
    every_file_is_of_an_open_format,
    texts_are_utf_8_with_line_feeds,
    no_file_holds_a_path_a_user_a_host_or_a_time,
)
