"""Bad input: each kind, made in a copy of the real raw folder, is named with file, line, column, value and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.kernel.problems import InputError, Problem
from pipeline.raw.folder import read_table
from pipeline.raw.load import load_raw, raw_problems
from pipeline.raw.new_document import new_document
from tests.building import SCHEMAS, Frames
from tests.conftest import Built, build_in

Change = Callable[[bytes], bytes]


def swap(old: str, new: str) -> Change:
    def change(content: bytes) -> bytes:
        assert content.count(old.encode()) >= 1, old
        return content.replace(old.encode(), new.encode(), 1)

    return change


CARTOGRAPHY, LOCALITIES = "thesis/cartography.csv", "reference/localities.csv"
PUBLISHED = "published_series/statements.csv"
EVENTS, RELATIONS = ("thesis/events.csv", "thesis/event_participants.csv"), "thesis/relations.csv"
CHANGED = 0  # the fault is expected on the first line that the change touches


def first_change(before: bytes, after: bytes) -> int:
    pairs = zip(before.split(b"\n"), after.split(b"\n"), strict=False)
    return next(number for number, (old, new) in enumerate(pairs, start=1) if old != new)


KINDS: list[tuple[str, str, Change, int | None, str | None, str]] = [
    ("unknown name", CARTOGRAPHY, swap(",Osivax,", ",Osivaxx,"), 13, "name", "raw_organisation_names"),
    ("formula", "reference/units.csv", swap(",euros,euros\n", ",euros,=1+1\n"), CHANGED, "label_en", "text that begins with none of"),
    ("doubled key", LOCALITIES, lambda c: c + c.splitlines(keepends=True)[-1], 28, "locality_id", "one row for each key"),
    ("broken reference", LOCALITIES, swap("angleur,Angleur,Angleur,liege", "angleur,Angleur,Angleur,luik"), 2, "parent_id", "geographies"),
    (
        "wrong code list",
        "reference/concept_mapping.csv",
        swap("stage,Clinique et commercial,clinical", "stage,Clinique et commercial,vaccines"),
        CHANGED,
        "scheme, concept_id",
        "raw_concepts.scheme, concept_id",
    ),
    (
        "missing column",
        "reference/geographies.csv",
        lambda c: b"\n".join(line.rsplit(b",", 1)[0] for line in c.split(b"\n")),
        1,
        "east",
        "the columns",
    ),
    ("unknown column", CARTOGRAPHY, swap("row_no,", "row_number,"), 1, "row_number", "only the columns"),
    ("doubled column", CARTOGRAPHY, swap(",name_lines,", ",name,"), 1, "name", "each column once"),
    ("short row", LOCALITIES, swap("aye,Aye,Aye,", "aye,Aye,"), 3, None, "too short"),
    ("long row", LOCALITIES, swap("aye,Aye,Aye,", "aye,Aye,Aye,Aye,"), 3, None, "too long"),
    ("wrong encoding", CARTOGRAPHY, lambda c: c.decode().encode("cp1252"), 2, None, "UTF-8"),
    ("BOM", CARTOGRAPHY, lambda c: b"\xef\xbb\xbf" + c, 1, None, "BOM"),
    ("CRLF", CARTOGRAPHY, lambda c: c.replace(b"\n", b"\r\n"), 1, None, "carriage returns"),
    ("NUL", CARTOGRAPHY, swap("GSK", "GS\0K"), 7, None, "NUL"),
    ("control character", CARTOGRAPHY, swap("GSK", "GS\x07K"), 7, None, "control characters"),
    ("wrong type", CARTOGRAPHY, swap("6,Entreprises", "six,Entreprises"), 7, "row_no", "a whole number from 1"),
    ("number out of range", LOCALITIES, swap("50.71717", "95.71717"), CHANGED, "latitude", "a number from -90 to 90"),
    ("not a number", LOCALITIES, swap("50.71717", "fifty.7"), CHANGED, "latitude", "a number from -90 to 90"),
    ("locator outside the document", CARTOGRAPHY, swap("4405,", "4999,"), 51, "approach_lines", "a line of the document, which has 4563"),
    ("lines in the wrong order", "thesis/sections.csv", swap("960,962", "962,960"), 20, "last_line", "not before the first"),
    (
        "pieces without lines",
        CARTOGRAPHY,
        swap("Rixensart | Wavre | Gembloux", "Rixensart Wavre | Gembloux"),
        7,
        "location_lines",
        "as many runs",
    ),
    ("empty cell", CARTOGRAPHY, swap(",Rixensart,3657,", ",,,"), 6, "location", "may not be empty"),
    ("unknown code", "reference/geographies.csv", swap(",province,", ",county,"), CHANGED, "level", "one of world"),
    ("carriage returns in YAML", "thesis/document.yaml", lambda c: c.replace(b"\n", b"\r\n"), 1, None, "carriage returns"),
    ("BOM in YAML", "thesis/document.yaml", lambda c: b"\xef\xbb\xbf" + c, 1, None, "BOM"),
    ("wrong language in YAML", "thesis/document.yaml", swap("language: fr", "language: french"), CHANGED, "language", "pattern"),
    (
        "number beyond all bounds",
        "reference/concepts.csv",
        swap(",1\n", ",99999999999999999999\n"),
        2,
        "sort_order",
        "a whole number from 1",
    ),
    (
        "activity of no such list",
        "thesis/organisation_activities.csv",
        swap(",vaccines,", ",medicines,"),
        CHANGED,
        "activity_id",
        "of the list activity or approach",
    ),
    (
        "participant unknown",
        EVENTS[1],
        swap(",buyer,Catalent,", ",buyer,Catalant,"),
        CHANGED,
        "name",
        "raw_organisation_names",
    ),
    ("role unknown", EVENTS[1], swap(",buyer,", ",purchaser,"), CHANGED, "role", "of the list participant_role"),
    (
        "amount without statement",
        EVENTS[0],
        swap(",loan-univercells-2021,", ",loan,"),
        CHANGED,
        "statement_id",
        "raw_statements",
    ),
    ("tie of an unknown type", RELATIONS, swap(",located_at,", ",located_in,"), CHANGED, "relation_type", "raw_relation_types"),
    ("tie to nobody", RELATIONS, swap(",Imec,", ",Imek,"), CHANGED, "object_name", "raw_organisation_names"),
    ("event of a tie unknown", RELATIONS, swap(",merger-gsk-2000,", ",merger-gsk-2001,"), CHANGED, "event_id", "raw_events"),
    (
        "neither lines nor address",
        PUBLISHED,
        swap("https://trends.levif.be,site,", ",,"),
        CHANGED,
        "first_line, last_line, context_first_line, context_last_line, source_url",
        "either all of the line numbers or an address",
    ),
    (
        "lines and an address",
        "thesis/flags.csv",
        swap(",1177,1177,,2020", ",1177,1177,https://example.org,2020"),
        CHANGED,
        "first_line, last_line, source_url",
        "and not both",
    ),
    (
        "identifier of an unknown scheme",
        "reference/organisation_identifiers.csv",
        swap(",lei,", ",lie,"),
        CHANGED,
        "scheme",
        "one of cbe, lei",
    ),
    (
        "unknown definition",
        PUBLISHED,
        swap(",regional_accounts,", ",regional_account,"),
        CHANGED,
        "definition_id",
        "of the list definition",
    ),
    ("broken quotes", "thesis/flags.csv", swap(',"', ',"Lit"erally '), CHANGED, None, "double quotes"),
]


def faults(raw: Path, changed: Path, known: Frames) -> list[Problem]:
    """Return the faults of the table of one changed file, held against all other tables as they are in the real raw folder."""
    table = SCHEMAS["raw_documents" if changed.name == "document.yaml" else f"raw_{changed.stem}"]
    try:
        frame = read_table(raw, table)
    except InputError as error:
        return list(error.problems)
    return raw_problems(frame, table, known | {table.name: frame})


@pytest.mark.parametrize(("kind", "file", "change", "line", "column", "word"), KINDS, ids=[kind[0] for kind in KINDS])
def test_a_fault_is_named_with_its_place(
    raw: Path, known: Frames, kind: str, file: str, change: Change, line: int | None, column: str | None, word: str
) -> None:
    path = raw / file
    before = path.read_bytes()
    path.write_bytes(change(before))
    line = first_change(before, path.read_bytes()) if line == CHANGED else line
    found = faults(raw, path, known)
    assert any(p.file == f"raw/{file}" and p.line == line and p.column == column and word in p.expected for p in found), found
    assert all(p.remedy for p in found)


def test_the_faults_of_all_files_are_told_at_once(raw: Path) -> None:
    for file in (CARTOGRAPHY, LOCALITIES, "corrections.csv"):
        (raw / file).write_bytes((raw / file).read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(InputError) as caught:
        load_raw(raw)
    assert {p.file for p in caught.value.problems} == {f"raw/{file}" for file in (CARTOGRAPHY, LOCALITIES, "corrections.csv")}


def test_a_missing_file_and_a_misspelt_one_are_named(raw: Path) -> None:
    (raw / "reference" / "concepts.csv").rename(raw / "reference" / "concept.csv")
    with pytest.raises(InputError, match=r"concepts\.csv"):
        load_raw(raw)
    (raw / "reference" / "concept.csv").rename(raw / "reference" / "concepts.csv")
    (raw / "thesis" / "cartografy.csv").write_text("x\n")
    with pytest.raises(InputError, match=r"cartografy\.csv"):
        load_raw(raw)


# Faults, by what they are: the file, its change, and words of what is said of it.
REFUSED: dict[str, tuple[str, Change, list[str]]] = {
    "role of a type unknown": (
        "reference/event_types.csv",
        swap("acquisition,buyer,", "acquisition,purchaser,"),
        ["raw/reference/event_types.csv:", "organisation_roles", "'purchaser'", "participant_role"],
    ),
    "event on another day than printed": (
        EVENTS[0],
        swap("2004-05-07,2004-05-07", "2004-05-08,2004-05-08"),
        ["raw/thesis/events.csv:", "date_start", "7 mai 2004"],
    ),
    "tie that its exception no longer covers": (
        RELATIONS,
        swap(
            "division_of,devenir leur unité,1474,1474,Novasep,1472,1472,former",
            "division_of,devenir leur unité,1474,1474,Novasep,1472,1472,current",
        ),
        ["raw/thesis/reading_exceptions.csv:", "column value", "'former'", "correct that cell, or delete the exception"],
    ),
    "carriage returns": (
        LOCALITIES,
        lambda c: c.replace(b"\n", b"\r\n"),
        ["raw/reference/localities.csv:1", "carriage return"],
    ),
    "unmapped place": (
        CARTOGRAPHY,
        swap("Uccle", "Ukkel"),
        ["raw/thesis/cartography.csv:40", "column location", "'Ukkel'", "raw/reference/location_mapping.csv"],
    ),
    "unmapped approach": (
        "reference/concept_mapping.csv",
        swap("approach,Hormones,", "approach,Ormones,"),
        ["raw/thesis/cartography.csv:10", "'Hormones'", "raw/reference/concept_mapping.csv"],
    ),
    "unmapped category": (
        CARTOGRAPHY,
        swap("25,Prestataires", "25,Prestateurs"),
        ["raw/thesis/cartography.csv:26", "column category", "raw/reference/concept_mapping.csv"],
    ),
    "correction of another value": (
        "corrections.csv",
        swap("Marche-en-Famène", "Marche-en-Fam"),
        ["raw/corrections.csv:", "what the row prints", "machine-sight-famenne"],
    ),
    "wrong check digits": (
        "reference/organisation_identifiers.csv",
        swap("0466.526.646", "0466.526.647"),
        [
            "raw/reference/organisation_identifiers.csv:",
            "column identifier",
            "'0466.526.647'",
            "by 97",
            "copy the identifier from its source_url",
        ],
    ),
    "correction of no row": ("corrections.csv", swap("thesis|37,", "thesis|377,"), ["raw/corrections.csv:", "matches nothing"]),
    "flag of no row": (
        "thesis/flags.csv",
        swap("thesis|46|leuven", "thesis|46|nowhere"),
        ["quality_flags", "louvain-leuven", "nowhere"],
    ),
    "area that is not read": (
        "reference/location_mapping.csv",
        swap("Seraing (Namur),seraing,province-namur", "Seraing (Namur),seraing,"),
        ["location_mapping.csv:", "area_id"],
    ),
}
# Faults of one build: none of them blocks the table in which another is found.
TOGETHER = [
    ["event on another day than printed", "unmapped category"],
    ["unmapped place", "unmapped approach", "wrong check digits"],
    ["correction of another value", "correction of no row"],
    ["tie that its exception no longer covers"],
    ["carriage returns", "role of a type unknown"],
    ["flag of no row"],
    ["area that is not read"],
]


def test_each_fault_that_a_build_refuses_is_in_one_build() -> None:
    assert sorted(name for names in TOGETHER for name in names) == sorted(REFUSED)


@pytest.mark.parametrize("faults", TOGETHER, ids=", ".join)
def test_a_refused_build_says_why_without_a_traceback_and_leaves_the_last_release(
    raw: Path, outputs: Path, rebuild: Callable[[Path], Built], faults: list[str]
) -> None:
    sums = (outputs / "latest" / "SHA256SUMS").read_bytes()
    for file, change, _ in (REFUSED[fault] for fault in faults):
        (raw / file).write_bytes(change((raw / file).read_bytes()))
    built = rebuild(raw)
    assert not built.good
    assert (outputs / "latest" / "SHA256SUMS").read_bytes() == sums
    for fault in faults:
        assert all(word in built.message for word in REFUSED[fault][2]), (fault, built.message)
    assert "Traceback" not in built.message
    assert "Stack Trace" not in built.message
    assert "Nothing was released" in built.message


def test_a_key_of_several_columns_that_stands_twice_is_told_once_for_each_row(raw: Path) -> None:
    path = raw / "published_series" / "statements.csv"
    path.write_bytes(swap("exports-belgium-2016,", "exports-belgium-2015,")(path.read_bytes()))
    with pytest.raises(InputError) as caught:
        load_raw(raw)
    doubled = [problem for problem in caught.value.problems if problem.expected == "one row for each key"]
    assert len(doubled) == len({problem.line for problem in doubled}) == 2


def test_every_bad_document_is_named_with_all_its_errors_and_nothing_is_released(raw: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        new_document(raw, name)
    statements = raw / "two" / "statements.csv"
    statements.write_text(statements.read_text("utf-8").replace("unit_id", "unit"), "utf-8")
    built = build_in(raw, tmp_path / "outputs")
    assert not built.good
    for file in ("raw/one/document.yaml", "raw/two/document.yaml"):
        assert all(f"{file}:{line}, column {column}" in built.message for line, column in ((3, "label_fr"), (5, "label_en"))), built.message
    assert "raw/two/statements.csv:1, column unit\n" in built.message
    assert built.message.count("raw/one/document.yaml:3") == 1
    assert "Nothing was released. There is no release yet." in built.message


def test_a_file_that_is_missing_or_that_no_table_reads_is_named_with_what_to_do(raw: Path, rebuild: Callable[[Path], Built]) -> None:
    (raw / "thesis" / "flags.csv").unlink()
    (raw / "thesis" / "citations_more.cvs").write_text("more", "utf-8")
    built = rebuild(raw)
    assert not built.good
    assert "raw/thesis/flags.csv: 'no file'" in built.message
    assert "git restore raw/thesis/flags.csv" in built.message
    assert "raw/thesis/citations_more.cvs" in built.message
    assert built.message.count("raw/thesis/flags.csv: ") == 1
    assert "Nothing was released" in built.message


def test_a_dropped_row_that_no_text_could_miss_is_seen_without_the_document(corrected: Built) -> None:
    assert corrected.good
    assert "Warning, raw_flags, check lock" in corrected.message
    assert "was dropped" in corrected.message


def test_a_document_that_refutes_a_cell_blocks_the_release(raw: Path, outputs: Path, document: Path) -> None:
    sums = (outputs / "latest" / "SHA256SUMS").read_bytes()
    path = raw / CARTOGRAPHY
    path.write_bytes(swap("Bio-Sourcing,3599", "Bio-Sourcing,3600")(path.read_bytes()))
    built = build_in(raw, outputs, str(document))
    assert not built.good
    assert "raw/thesis/cartography.csv:2" in built.message
    assert (outputs / "latest" / "SHA256SUMS").read_bytes() == sums
