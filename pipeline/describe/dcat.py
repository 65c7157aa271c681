"""The DCAT-AP face of a release (version 3): dcat.ttl, in French and English.

Belongs here: the dataset, its tables as parts, and their files as distributions. Identifiers and addresses are relative to the file: they
resolve wherever the release is put, and no address is known yet. There are no blank nodes, so that
the bytes are always the same.
"""

from pipeline.describe.described import Described
from pipeline.describe.forms import form_of, format_of, table_paths
from pipeline.describe.metadata import Words
from pipeline.describe.turtle import DCAT, DCTERMS, FOAF, LABEL, SPDX, TYPE, XSD, Graph, Iri, Literal, turtle, typed

EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
NUTS = "http://data.europa.eu/nuts/code/"
STANDARD = Iri("http://data.europa.eu/r5r/")
LANGUAGES = ("FRA", "ENG")
CATALOGUE, DATASET, PUBLISHER, PRINTED = Iri("#catalogue"), Iri("#dataset"), Iri("#publisher"), Iri("#printed")


def dcat(release: Described) -> str:
    """Return the text of dcat.ttl: a catalogue of the dataset and of one dataset for each of its tables."""
    graph: Graph = set()
    known = release.metadata
    graph.add((PUBLISHER, TYPE, FOAF("Agent")))
    _words(graph, PUBLISHER, FOAF("name"), known.publisher)
    graph.add((PRINTED, TYPE, DCTERMS("RightsStatement")))
    graph.add((PRINTED, LABEL, Literal("en", release.rights())))
    for subject, kind in ((CATALOGUE, DCAT("Catalog")), (DATASET, DCAT("Dataset"))):
        graph.add((subject, TYPE, kind))
        _words(graph, subject, DCTERMS("title"), known.title)
        _words(graph, subject, DCTERMS("description"), known.description)
        graph.add((subject, DCTERMS("publisher"), PUBLISHER))
        for language in LANGUAGES:
            graph.add((subject, DCTERMS("language"), Iri(f"{EU}language/{language}")))
    graph.add((CATALOGUE, DCTERMS("conformsTo"), STANDARD))
    graph.add((CATALOGUE, DCAT("dataset"), DATASET))
    _dataset(graph, release)
    _parts(graph, release)
    return turtle(graph)


def _words(graph: Graph, subject: Iri, property_: Iri, words: Words) -> None:
    graph.add((subject, property_, Literal("en", words.en)))
    graph.add((subject, property_, Literal("fr", words.fr)))


def _dataset(graph: Graph, release: Described) -> None:
    """Add what is said of the dataset, and the files that hold more than one table."""
    known = release.metadata
    for language, words in (("en", known.keywords.en), ("fr", known.keywords.fr)):
        for word in words:
            graph.add((DATASET, DCAT("keyword"), Literal(language, word)))
    for theme in known.themes:
        graph.add((DATASET, DCAT("theme"), Iri(f"{EU}data-theme/{theme}")))
    graph.add((DATASET, DCTERMS("spatial"), Iri(f"{NUTS}{known.area}")))
    graph.add((DATASET, DCAT("version"), Literal("", known.version)))
    graph.add((DATASET, DCTERMS("issued"), typed(known.month, XSD("gYearMonth"))))
    graph.add((DATASET, DCTERMS("creator"), PUBLISHER))
    graph.add((DATASET, DCTERMS("accessRights"), Iri(f"{EU}access-right/PUBLIC")))
    graph.add((DATASET, FOAF("page"), Iri("README.md")))
    for path in (path for path in release.files if not form_of(path).one_table):
        _distribution(graph, DATASET, path, release)


def _parts(graph: Graph, release: Described) -> None:
    for table in release.tables:
        part = Iri(f"#{table.name}")
        graph.add((part, TYPE, DCAT("Dataset")))
        graph.add((part, DCTERMS("title"), Literal("en", f"{release.metadata.title.en}: {table.name}")))
        graph.add((part, DCTERMS("title"), Literal("fr", f"{release.metadata.title.fr} : {table.name}")))
        graph.add((part, DCTERMS("description"), Literal("en", table.description)))
        graph.add((part, DCTERMS("publisher"), PUBLISHER))
        graph.add((part, DCTERMS("isPartOf"), DATASET))
        graph.add((DATASET, DCTERMS("hasPart"), part))
        graph.add((CATALOGUE, DCAT("dataset"), part))
        for path in table_paths(table.name):
            _distribution(graph, part, path, release)


def _distribution(graph: Graph, of: Iri, path: str, release: Described) -> None:
    file, format_ = release.files[path], format_of(path)
    distribution, checksum = Iri(f"#{path}"), Iri(f"#sha256-{file.sha256}")
    graph.add((of, DCAT("distribution"), distribution))
    graph.add((distribution, TYPE, DCAT("Distribution")))
    graph.add((distribution, DCTERMS("title"), Literal("", path)))
    graph.add((distribution, DCAT("accessURL"), Iri(path)))
    graph.add((distribution, DCAT("downloadURL"), Iri(path)))
    graph.add((distribution, DCAT("mediaType"), Iri(f"{IANA}{format_.media_type}")))
    if format_.eu_file_type:
        graph.add((distribution, DCTERMS("format"), Iri(f"{EU}file-type/{format_.eu_file_type}")))
    graph.add((distribution, DCAT("byteSize"), typed(file.bytes, XSD("nonNegativeInteger"))))
    graph.add((distribution, DCTERMS("license"), Iri(release.metadata.licences.data.url)))
    graph.add((distribution, DCTERMS("rights"), PRINTED))
    graph.add((distribution, SPDX("checksum"), checksum))
    graph.add((checksum, TYPE, SPDX("Checksum")))
    graph.add((checksum, SPDX("algorithm"), SPDX("checksumAlgorithm_sha256")))
    graph.add((checksum, SPDX("checksumValue"), typed(file.sha256, XSD("hexBinary"))))
