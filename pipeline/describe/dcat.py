"""The DCAT-AP face of a release (version 3): dcat.ttl, in French and English.

Belongs here: the dataset, its tables as parts, and their files as distributions. Identifiers and addresses are relative to the file: they
resolve wherever the release is put, and no address is known yet. There are no blank nodes, so that
the bytes are always the same.
"""

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from pipeline.describe.described import Described
from pipeline.describe.forms import form_of, format_of, table_paths
from pipeline.describe.metadata import Words

SPDX = Namespace("http://spdx.org/rdf/terms#")
EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
NUTS = "http://data.europa.eu/nuts/code/"
VERSION = URIRef(f"{DCAT}version")  # new in DCAT 3, which rdflib does not know yet
STANDARD = URIRef("http://data.europa.eu/r5r/")
LANGUAGES = ("FRA", "ENG")
CATALOGUE, DATASET, PUBLISHER, PRINTED = URIRef("#catalogue"), URIRef("#dataset"), URIRef("#publisher"), URIRef("#printed")


def dcat(release: Described) -> str:
    """Return the text of dcat.ttl: a catalogue of the dataset and of one dataset for each of its tables."""
    graph, known = Graph(), release.metadata
    graph.bind("spdx", SPDX)
    graph.add((PUBLISHER, RDF.type, FOAF.Agent))
    _words(graph, PUBLISHER, FOAF.name, known.publisher)
    graph.add((PRINTED, RDF.type, DCTERMS.RightsStatement))
    graph.add((PRINTED, RDFS.label, Literal(release.rights(), "en")))
    for subject, kind in ((CATALOGUE, DCAT.Catalog), (DATASET, DCAT.Dataset)):
        graph.add((subject, RDF.type, kind))
        _words(graph, subject, DCTERMS.title, known.title)
        _words(graph, subject, DCTERMS.description, known.description)
        graph.add((subject, DCTERMS.publisher, PUBLISHER))
        for language in LANGUAGES:
            graph.add((subject, DCTERMS.language, URIRef(f"{EU}language/{language}")))
    graph.add((CATALOGUE, DCTERMS.conformsTo, STANDARD))
    graph.add((CATALOGUE, DCAT.dataset, DATASET))
    _dataset(graph, release)
    _parts(graph, release)
    return graph.serialize(format="turtle")


def _words(graph: Graph, subject: URIRef, property_: URIRef, words: Words) -> None:
    graph.add((subject, property_, Literal(words.en, "en")))
    graph.add((subject, property_, Literal(words.fr, "fr")))


def _dataset(graph: Graph, release: Described) -> None:
    """Add what is said of the dataset, and the files that hold more than one table."""
    known = release.metadata
    for language, words in (("en", known.keywords.en), ("fr", known.keywords.fr)):
        for word in words:
            graph.add((DATASET, DCAT.keyword, Literal(word, language)))
    for theme in known.themes:
        graph.add((DATASET, DCAT.theme, URIRef(f"{EU}data-theme/{theme}")))
    graph.add((DATASET, DCTERMS.spatial, URIRef(f"{NUTS}{known.area}")))
    graph.add((DATASET, VERSION, Literal(known.version)))
    graph.add((DATASET, DCTERMS.issued, Literal(known.month, datatype=XSD.gYearMonth)))
    graph.add((DATASET, DCTERMS.creator, PUBLISHER))
    graph.add((DATASET, DCTERMS.accessRights, URIRef(f"{EU}access-right/PUBLIC")))
    graph.add((DATASET, FOAF.page, URIRef("README.md")))
    for path in (path for path in release.files if not form_of(path).one_table):
        _distribution(graph, DATASET, path, release)


def _parts(graph: Graph, release: Described) -> None:
    for table in release.tables:
        part = URIRef(f"#{table.name}")
        graph.add((part, RDF.type, DCAT.Dataset))
        graph.add((part, DCTERMS.title, Literal(f"{release.metadata.title.en}: {table.name}", "en")))
        graph.add((part, DCTERMS.title, Literal(f"{release.metadata.title.fr} : {table.name}", "fr")))
        graph.add((part, DCTERMS.description, Literal(table.description, "en")))
        graph.add((part, DCTERMS.publisher, PUBLISHER))
        graph.add((part, DCTERMS.isPartOf, DATASET))
        graph.add((DATASET, DCTERMS.hasPart, part))
        graph.add((CATALOGUE, DCAT.dataset, part))
        for path in table_paths(table.name):
            _distribution(graph, part, path, release)


def _distribution(graph: Graph, of: URIRef, path: str, release: Described) -> None:
    file, format_ = release.files[path], format_of(path)
    distribution, checksum = URIRef(f"#{path}"), URIRef(f"#sha256-{file.sha256}")
    graph.add((of, DCAT.distribution, distribution))
    graph.add((distribution, RDF.type, DCAT.Distribution))
    graph.add((distribution, DCTERMS.title, Literal(path)))
    graph.add((distribution, DCAT.accessURL, URIRef(path)))
    graph.add((distribution, DCAT.downloadURL, URIRef(path)))
    graph.add((distribution, DCAT.mediaType, URIRef(f"{IANA}{format_.media_type}")))
    if format_.eu_file_type:
        graph.add((distribution, DCTERMS["format"], URIRef(f"{EU}file-type/{format_.eu_file_type}")))
    graph.add((distribution, DCAT.byteSize, Literal(file.bytes, datatype=XSD.nonNegativeInteger)))
    graph.add((distribution, DCTERMS.license, URIRef(release.metadata.licences.data.url)))
    graph.add((distribution, DCTERMS.rights, PRINTED))
    graph.add((distribution, SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, SPDX.Checksum))
    graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))
