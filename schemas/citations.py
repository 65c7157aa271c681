"""Citations as printed, and the sources that they name."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.copies import copied
from schemas.fields import POSITIVE_INTEGER, WEB_ADDRESS, Integer, Text, field


class RawCitations(RawDocumentTable):
    """Every citation as printed: in the text, in a footnote, on the source line of a table or figure; in reading order."""

    citation_no: Text = field("Number of the citation within the document, from 1 in reading order.", "numéro", written=POSITIVE_INTEGER)
    kind: Text = field("Where the citation stands: in the text, in a footnote, or on a source line.", "genre", codes="citation_kind")
    citation_id: Text = vocabulary.identifier("source that is cited", "source")
    printed: Text = vocabulary.printed_cell("Author and year", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True)
    last_line: Text = vocabulary.last_line(raw=True)
    title: Text = vocabulary.printed_cell("Title", "titre", null_means="It gives no title.", lines=("title_lines",))
    title_lines: Text = vocabulary.line_ranges("title", null_means="It gives no title.")
    url: Text = vocabulary.printed_cell("Address", "adresse", written=WEB_ADDRESS, null_means="It gives no address.", lines=("url_lines",))
    url_lines: Text = vocabulary.line_ranges("address", null_means="It gives no address.")

    class Config:
        name = "raw_citations"
        unique = ["document_id", "citation_no"]
        metadata = {"place": "document", "numbered": "citation_no", "parts": ["author", "year", "suffix"]}


class Citations(Table):
    """Sources that a document cites. The bibliography is missing from the text: titles and addresses are those of footnotes and of the
    source lines of tables and figures."""

    citation_id: Text = vocabulary.citation_id(derived_from="raw_citations.citation_id")
    document_id: Text = copied(RawCitations, "document_id")
    printed: Text = field(
        "Author and year as printed where the source is first cited.",
        "imprimé",
        lines=("first_line", "last_line"),
        derived_from="raw_citations.printed",
        formula="that of the first citation in the text, or else of the first footnote or source line",
    )
    author: Text = field(
        "Author of the source, as the document prints the name.",
        "auteur",
        lines=("first_line", "last_line"),
        derived_from="raw_citations.printed",
        formula="what precedes the year",
    )
    year: Integer = field(
        "Year of the source, as the document prints it.",
        "année",
        null_means="The citation gives no year, or says s. d. (without date).",
        lines=("first_line", "last_line"),
        derived_from="raw_citations.printed",
    )
    suffix: Text = field(
        "Letter that tells sources of one author and year apart.",
        "suffixe",
        null_means="There is none.",
        lines=("first_line", "last_line"),
        derived_from="raw_citations.printed",
    )
    title_printed: Text = copied(
        RawCitations,
        "title",
        label_fr="titre imprimé",
        description="Title of the source, as the document prints it.",
        null_means="The text gives no title.",
        lines=("title_first_line", "title_last_line"),
    )
    title: Text = copied(
        RawCitations,
        "title",
        label_fr="titre corrigé",
        description="Title as printed, with the project's corrections.",
        null_means="The text gives no title.",
        also_from="raw_corrections.published",
    )
    url: Text = copied(
        RawCitations,
        "url",
        description="Web address of the source, as the document prints it.",
        null_means="The text gives no address.",
        lines=("url_first_line", "url_last_line"),
    )
    times_cited: Integer = field(
        "Number of places in which it is cited.", "nombre de citations", ge=1, unit="count", derived_from="raw_citations.citation_no"
    )
    first_line: Integer = vocabulary.first_line(of="that citation", derived_from="raw_citations.first_line")
    last_line: Integer = vocabulary.last_line(of="that citation", derived_from="raw_citations.last_line")
    title_first_line: Integer = vocabulary.first_line(
        of="the title", null_means="The text gives no title.", derived_from="raw_citations.title_lines"
    )
    title_last_line: Integer = vocabulary.last_line(
        of="the title", null_means="The text gives no title.", derived_from="raw_citations.title_lines"
    )
    url_first_line: Integer = vocabulary.first_line(
        of="the address", null_means="The text gives no address.", derived_from="raw_citations.url_lines"
    )
    url_last_line: Integer = vocabulary.last_line(
        of="the address", null_means="The text gives no address.", derived_from="raw_citations.url_lines"
    )

    class Config:
        name = "citations"
        unique = ["citation_id"]
        metadata = {"shown_by": {"title": "title_printed"}}


class CitationOccurrences(Table):
    """Places in which a source is cited, each with its lines, in reading order."""

    document_id: Text = copied(RawCitations, "document_id")
    citation_no: Integer = copied(RawCitations, "citation_no")
    citation_id: Text = copied(RawCitations, "citation_id", references="citations.citation_id")
    kind: Text = copied(RawCitations, "kind")
    printed: Text = copied(RawCitations, "printed", description="Author and year of the source, as this place prints them.")
    first_line: Integer = copied(RawCitations, "first_line")
    last_line: Integer = copied(RawCitations, "last_line")

    class Config:
        name = "citation_occurrences"
        unique = ["document_id", "citation_no"]
