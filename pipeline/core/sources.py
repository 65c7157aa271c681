"""Sources that documents cite, and figures with what the text gives of them."""

import pandas as pd

from pipeline.core.corrections import corrected
from pipeline.core.observations import observation_ids
from pipeline.raw.cells import pieces

# Author, then year or "s. d." (without date), with a letter that tells sources of one author and year apart; a date may follow the year.
# PHARMA.BE, 2020 | AFMPS, 2018b | BIOWIN, s. d.-a | Gosset, O. (2018) | Essenscia. (2021, juin 30) | Le Soir. 2020
# AWEX, s.d. | OECD, n.d.
CITATION = (
    r"^(?P<author>.*?)(?:(?:(?<! [A-Z])[.,])? "
    r"\(?(?:(?P<year>(?:19|20)[0-9]{2})(?P<letter>[a-z])?(?:, [^)]*)?|[sn]\. ?d\.(?:-(?P<dash>[a-z]))?)\)?)?$"
)
# A further source of the author of the citation before it: 2019b in "(AWEX, 2019a, 2019b)".
SAME_AUTHOR = r"^((?:19|20)[0-9]{2}[a-z]?)$"

# Cells that any of the citations of a source may give: the raw column with their lines, and the columns with the first and the last line.
TOLD_ANYWHERE = {
    "title": ("title_lines", "title_first_line", "title_last_line"),
    "url": ("url_lines", "url_first_line", "url_last_line"),
}


def parse(raw_citations: pd.DataFrame) -> pd.DataFrame:
    """Return author, year (null without date) and suffix of citations, given by document_id, citation_no and printed, with their index.

    A citation that prints a year only has the author of the one before it in its document.
    """
    cited = raw_citations.assign(number=raw_citations["citation_no"].astype("int64")).sort_values(["document_id", "number"])
    printed = cited["printed"].astype("object")
    parts = printed.str.replace(SAME_AUTHOR, r"- \1", regex=True).str.extract(CITATION)
    author = parts["author"].mask(printed.str.fullmatch(SAME_AUTHOR)).groupby(cited["document_id"]).ffill()
    return pd.DataFrame(
        {
            "author": author,
            "year": pd.to_numeric(parts["year"]).astype("Int64"),
            "suffix": parts["letter"].fillna(parts["dash"]),
        }
    ).reindex(raw_citations.index)


def citations(raw_citations: pd.DataFrame, raw_corrections: pd.DataFrame) -> pd.DataFrame:
    """Make the table `citations`: one row per source; the form of its first citation in the text, titles and addresses from wherever
    the text gives them, titles as printed and as corrected."""
    ranked = raw_citations.assign(in_text=raw_citations["kind"] == "in_text", number=raw_citations["citation_no"].astype("int64"))
    ranked = ranked.assign(**parse(raw_citations)).sort_values(["in_text", "number"], ascending=[False, True])
    grouped = ranked.groupby("citation_id", sort=False)
    sources = ranked.drop_duplicates("citation_id").drop(columns=["title", "url"])
    sources = sources.assign(times_cited=sources["citation_id"].map(grouped.size()))
    for cell, (lines, first, last) in TOLD_ANYWHERE.items():
        found = pieces(ranked, cell, lines).drop_duplicates("citation_id").rename(columns={"first_line": first, "last_line": last})
        sources = sources.merge(found[["citation_id", cell, first, last]], on="citation_id", how="left")
    sources = sources.rename(columns={"title": "title_printed"})
    return corrected(sources, "citations", ["citation_id"], raw_corrections, {"title": "title_printed"})


def citation_occurrences(raw_citations: pd.DataFrame) -> pd.DataFrame:
    """Make the table `citation_occurrences`: each place in which a source is cited."""
    return raw_citations


def figures(raw_figures: pd.DataFrame, raw_corrections: pd.DataFrame) -> pd.DataFrame:
    """Make the table `figures`: captions, as printed and as corrected, and sources."""
    printed = raw_figures.rename(columns={"caption": "caption_printed", "source": "source_printed"})
    return corrected(printed, "figures", ["document_id", "figure_no"], raw_corrections, {"caption": "caption_printed"})


def figure_points(raw_figure_points: pd.DataFrame) -> pd.DataFrame:
    """Make the table `figure_points`: what the text gives of the figures, and what it does not."""
    return raw_figure_points.assign(observation_id=observation_ids(raw_figure_points))
