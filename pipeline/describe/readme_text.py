"""The text of the README of a release, with names in braces for what a release fills in.

Belongs here: words that are valid for every release. Does not belong here: what is derived from tables (`readme.py`, `examples.py`).
"""

README = """---
{head}---
# {title_en}

{title_fr}

Data version {version}, schema version {schema_version}.

{description_en}

{description_fr}

Twelve front tables answer questions by themselves: `actors`, `actor_sites`, `statements`, `series`, `timeline` and others. They and
`data_dictionary` are at the top of `parquet/` and `csv/`, in the schema `main` of the database, and in the workbook. Everything else is in
`core`: normalised, complete.

## Questions to begin with

Open the database with DuckDB (`duckdb -readonly {name}.duckdb`) and ask:

{examples}
## Load the data

Python:

```python
import pandas as pd

actors = pd.read_parquet("parquet/actors.parquet", dtype_backend="pyarrow")
clinical = actors[actors.is_clinical.fillna(False)]
```

`dtype_backend` keeps yes, no and silent apart: without it, `actors[actors.is_clinical]` fails. The same from CSV:

```python
codes = {{"nis_code": "string", "postal_code": "string"}}
sites = pd.read_csv("csv/actor_sites.csv", dtype_backend="numpy_nullable", dtype=codes)
clinical_sites = sites.is_clinical.sum()
```

Any language with DuckDB; open the file read-only, so that other programs can read it too:

```python
import duckdb

db = duckdb.connect("{name}.duckdb", read_only=True)
actors = db.sql("SELECT * FROM actors").df()  # core tables: core.observations and so on
```

R, without any package; yes and no become logical, which R alone leaves as text, and texts such as postal codes stay texts:

```r
read_table <- function(path, ...) {{
  rows <- read.csv(path, na.strings = "", encoding = "UTF-8", ...)
  flags <- vapply(rows, function(cells) all(cells %in% c("true", "false", NA)), logical(1))
  rows[flags] <- lapply(rows[flags], as.logical)
  rows
}}
actors <- read_table("csv/actors.csv")
clinical <- sum(actors$is_clinical, na.rm = TRUE)
codes <- c(nis_code = "character", postal_code = "character")
sites <- read_table("csv/actor_sites.csv", colClasses = codes)
```

JavaScript, with hyparquet:

```js
import {{ asyncBufferFromFile, parquetReadObjects }} from "hyparquet"

const actors = await parquetReadObjects({{ file: await asyncBufferFromFile("parquet/actors.parquet") }})
```

Excel, LibreOffice: open `{name}.xlsx`; the first sheet lists the others.

## Before you count

Everywhere:

- A null in a column that begins with `is_`, `makes_` or `concerns_` says that the text is silent, not that the answer is no. A column
  that has no null, such as `is_cdmo`, says what the table prints; `is_cdmo_table_or_prose` adds what the prose says. `is_part_of` and
  `is_repeat_of` of `statements` are no yes or no, but the code of the other statement, and null where there is none.
- Filter by these columns or by codes, not by a word. `LIKE` tells capitals apart (write `ILIKE`), and `clinical` stands in `preclinical`,
  `mithra` in `mithra-cdmo`. For codes joined by '; ' write
  `list_contains(string_split(approach_ids_with_broader, '; '), 'cell_therapy')`; `approach_ids` has the narrowest codes only.
- ATMP, or advanced therapy, is no term of the code lists: take `cell_therapy` and `gene_therapy`. What the text calls *thérapie innovante*
  is wider: it adds DNA and RNA vaccines, bacteriophages, virosomes and exosomes.
- A code is not always its English word: the type of event *Founding* is `foundation`. To see the codes of a column, write
  `SELECT DISTINCT event_type, event_type_en FROM timeline`, or look into the table `core.code_lists` or `core.concepts`. The types of
  event about money are `acquisition`, `budget`, `financing`, `investment`, `loan` and `subsidy`: a `subsidy` is what the text calls
  only a subsidy, and support of a mixed or unstated form is `financing`. Take both for subsidies; `funders` says who pays.
- Areas have labels in two languages: filter by `geography_id` (`wallonia`, `flanders`, `brussels-region`, `belgium`) and `province_id`
  (`province-liege`, null in Brussels); the labels are *Walloon Region*, *Province of Liège*. It is the area that is named: for all that
  lies in Wallonia, such as Wavre, take `is_in_wallonia`, which is null where a row names no area, as most events, or Belgium. So it is null
  for Liège Airport, which the text calls a Belgian airport.
- `verification` says what stands behind a value: the `text`, a `web_page`, or a `web_lead`, whose page nobody has seen. Do not quote a
  lead. What happened to an actor has `status_verification`, a stated growth `stated_verification`.
- `issue_count` counts what is doubtful about a row: look at it before you quote one. The doubts are in `quality_issues`.
- `document_id` says which document states a row: {documents}. A row of a document with lines names its lines, any other an address.

`actors`, `other_organisations`, `actor_sites`:

- An actor may be printed in several rows and have several sites: count the rows of `actors`, or `organisation_id` in `actor_sites`.
  Some actors have no site in Wallonia (`is_in_wallonia`). Sites are the table's; ties `located_at` say who is in the BioPark,
  with `NOT is_former`.
- An organisation that only the prose names is in `other_organisations`, which shares most columns: MaSTherCell and Henogen are CDMOs, too.
  `FROM actors UNION ALL BY NAME FROM other_organisations` is both; a column that one of them lacks is null there. All CDMOs are those with
  `is_cdmo OR is_cdmo_table_or_prose`. Several belong to a group, even of the list (`group_en`); mixed models are apart (`is_mixed_model`).
- Columns whose names begin with `approach` say what the table prints, those with `activit` what the prose says: for vaccines, ask both.
- A year of foundation is stated for few actors, and is that of a merger where `founded_year_status` is `merger_stated` (GSK). A stage is
  that which the table prints, for suppliers too. It prints one set of stages for all approaches of an actor.
- Columns with several values, such as `provinces_en`, join them, as `funders` of `timeline` does (count in `core.event_participants`):
  count by province in `actor_sites`, and by category, approach or stage in `core.cluster_profile`. Its counts add up only where
  `actors_add_up` or `sites_add_up` says so. Give one `cut` in each query; a row with an empty `key` is about all keys. A key does not
  count the narrower ones: the actors of an approach and those below it are found as above.
- The companies of a group are in `group_members_en` of the actor that heads it. Their own rows, with `group_en`, are in
  `other_organisations` where the table does not print them.
- `nationalities_en` is what the text calls the organisation itself, not its owner: of the owners, ask `group_nationalities_en`. *Walloon
  Region* stands there for what is called Walloon. A foreign company of the table may be the group itself, as Catalent is: for foreign
  owners ask either column, in both tables of organisations. A null is silence, as for Janssen and GSK.
- Universities, authorities, public programmes and training centres are rows of `other_organisations`, by `organisation_type_id`:
  `university`, `authority`, `public_programme`, `training_centre` and others. Laboratories and programmes have activities, too: for
  companies add `organisation_type_id IN ('company', 'company_division')`.
- A locality is a part of a municipality: Gosselies lies in Charleroi (`municipality_en`). A point on the map is a place, not a building:
  several actors share one (`actors_at_point`).

`statements`, `series`, `yearly_growth`:

- Statements do not add up by themselves: shares, growth and stocks stand side by side. Stay with one `indicator_id` and one
  `quantity_kind`, and leave out rows with `is_part_of` or `is_repeat_of`. Two sources may define one quantity in two ways, or publish it
  twice: `is_main` has at most one statement of each quantity and period, and none where only another definition has a value. Take `is_main`
  for ranks, too; 1 is the first by what the label says. A range has no `value`: take `value_low` and `value_high`.
- `status` is `fact`, `planned` (told as announced or decided) or `target`: what is invested, or what rank is reached, is
  `status = 'fact'`. `is_target` is true for `planned` as well as for `target`.
- The people of an area are not those of its companies: a statement about one company has `is_about_one_organisation`. Employment is in
  persons or in jobs (`unit_en`): the 9,000 jobs of GSK contain its other two statements. The 400 million persons of `market_population`
  live in the market around Wallonia, not in Wallonia.
- There is no column of topics. `SELECT DISTINCT indicator_id, indicator_en FROM statements ORDER BY 1` lists all quantities; those of
  logistics are about airports, freight, vaccines carried, rail, waterways, the gas network and borders.
- `series` has whole years only. Half-years, spans and statements without a date are in `statements`.
{main_values}
- Several series may measure one quantity. With `is_main` there is one value for each year, for shares by destination one for each of them:
  the series with values of the document comes before one of web pages, and a value whose page nobody has seen is never main.
  `qualifier` says "more than" and "nearly", `definition_basis` whether the definition is inferred. Before you divide one series by
  another, compare `definition_en`: the main exports of pharmaceuticals and of goods have different ones.
- `yearly_growth` has two rates: `stated_growth_pct` as a source prints it, `growth_pct` from the values of both years. Filter by
  `is_main`: without it, exports to some countries stand beside all exports (`partner_en`), rates by another definition (`definition_en`)
  beside the main one, and rates that nobody has seen printed beside the others. The rates differ where values were revised or rounded; a
  row may have one of them only. The bounds of the computed one come from rounding. Where `is_same_release` is false, a revision between
  the two sources is not in them. Do not average rates: take `cagr_pct` of `core.growth_rates`.

`timeline`:

- `status` of an event is `occurred` (or going on), `planned` (decided or announced) or `target`; `target_year` is the year that a plan or
  strategy aims at. A strategy that was adopted has occurred: for what is aimed at, filter by `target_year`.
- Most events have no date: a filter by year leaves them out. Some of these have a period in words (`date_printed`). An event of a decade
  has its first year (`date_precision`).
- `is_in_wallonia` is about the place that an event names, and few name one. `concerns_wallonia` adds the events in which an organisation
  takes part that is in Wallonia.
- `involves_public_body` tells public programmes, plans and funding from what companies plan among themselves; `event_type` does not. It
  rests on the text, which does not call the European Investment Bank public.
- What was bought is seldom an actor of the table, and more often in `other_organisations`: look for `target` in both.
- Before you add up amounts, group by `amount_kind` and `status`, and read the doubts (`issue_count`): it is open whether one amount
  contains another. Many purchases and subsidies have no amount. Euros, dollars and budgets have columns of their own.

`relationships`:

- Owners are the objects of `acquired_by`, `subsidiary_of`, `division_of` and `owned_by`, `group_en` is the group that an organisation
  belongs to; `part_of` and `member_of` are of projects, programmes and networks.
- A tie is one row: look for an organisation at both ends, `subject_id` and `object_id`. A purchase whose buyer is not named is in
  `timeline` only. Filter `NOT is_former` for what still holds by the text: some places, members, partners and owners are former ones.
  `is_disputed` says that another passage contradicts this very tie, `other_objects_en` what else the text says.

`quality_issues`, `claim_checks`:

- Contradictions are in `quality_issues`: of texts with the `kind` *contradiction*, of values *vintage* or *definition*; refuted
  statements in `claim_checks`. A matter that touches several records has several rows: count distinct `matter_id`. The issues of an actor
  have its `organisation_id`, those of an event or checked claim its key as `record_id`, those of a value in `series` the `observation_id`
  as `record_id` of the table `statements`. `table_name` is null where the doubt is about a table that only `core` has (`core_table_name`).
- A doubt about a source is not in the `issue_count` of the rows that rest on it: join `sources` by `source_id`. `is_outdated` there says
  that the date of the source does not fit what is cited from it: it may be too old, or too early to know the figures of a whole year. It
  need not concern every row of the source: its `explanation_en` names the figures.
- `severity` says what a doubt could change: `number`, then `identity`, then `wording`. `ORDER BY severity_rank` has the gravest first.
- `holds` of `claim_checks` is null where the printed number is cut off, not rounded: such a statement is neither refuted nor exact.
- Where a cell was read is in `core.provenance`, by core table, column and record (its key, joined by |). `statements` and `series` are
  `observations` there, `timeline` is `events`, `event_tellings` and `event_participants`, `relationships` is `relations`, `sources` is
  `citations`, `actors` is `cartography`, `approaches`, `stages` and `sites`, and both tables of organisations are those that begin with
  `organisation_`. The record of a tie is `document_id || '|' || relation_id`; `relation_ids` of `relationships` has its second part. The
  stages of row 10 of the thesis's table are
  `table_name = 'stages' AND column_name = 'stage_id' AND record_id LIKE 'thesis|10|%'`. `actors.row_nos` has the rows of an actor.

## Files

| file | contents |
| --- | --- |
{data_files}
| `index.html`, `index.fr.html`, `page/` | the page in English and French: map, actors, numbers, claims, events; open it in a browser |
| `DATA_DICTIONARY.md` | what each column contains; the same as the table `data_dictionary` |
| `docs/methods.md` | how values, bounds, shares, verdicts and flags are computed |
| `datapackage.json`, `croissant.json`, `dcat.ttl` | machine-readable descriptions: Data Package 2.0, Croissant 1.1, DCAT-AP 3 |
| `schema_org.jsonld` | the dataset for search engines (schema.org): put it into the page that shows the release |
| `provenance.jsonld` | the sources of each table and file, with hashes (W3C PROV); for the source of a cell, see the table `provenance` |
| `CITATION.cff`, `.zenodo.json` | how to cite the dataset |
| `CHANGELOG.md`, `LICENSE`, `LICENSE-DATA` | what changed; the licence of the program; the licences of the data |
| `SHA256SUMS` | the SHA-256 of each file; check it with sha256sum --check |
| `build.json` | versions, and the hash of each input that the release was built from |
| `reports/` | only in the packed release: what was checked, with which program, and the result |

## How to read them

- All formats of a table contain equal values.
- An empty cell is null. The description of each nullable column says what null means. In a column that is not nullable, such as a part of
  a key that is not always used, an empty cell is an empty text.
- A number without a unit is only a name or a position: a year, a line, a rank. "see unit_id" refers to a column of the same row.
- A date or period is two days: the first and the last one that it may be. The year 2020 is 2020-01-01 to 2020-12-31. The column with
  `precision` in its name says how finely it is known. The date on which a web page was published is a text: `YYYY`, `YYYY-MM` or
  `YYYY-MM-DD`.
- A row that was read from a document with line numbers names its lines. A row that was read from a web page names the address instead.
- A column with a name such as `..._printed` or `printed` contains the text of a document as printed, including errors. `corrections`
  lists where the project departs from it, `quality_flags` what is doubtful.
- No text cell begins with `=`, `+`, `-`, `@`, a tab or a carriage return, so no program mistakes one for a formula. The build rejects
  such a cell instead of changing it. In the workbook, every text is stored as text.
- polars types a column of a CSV file by its first hundred rows and stops at a section number such as 6.1.1: read the Parquet files, or give
  `infer_schema_length=None`.
- In countries where spreadsheet programs split CSV files at semicolons, such as Belgium and France, open the workbook instead.

## Tables

| table | rows | one row is |
| --- | ---: | --- |
{tables}

## Licence and citation

The project's own work is under {licence} (<{licence_url}>). `LICENSE-DATA` names the columns that are not: they contain text as printed,
under the licence of its document ({of_documents}). The column `licence` of `data_dictionary` gives the licence of each column.

Cite as: {cite_as}

```bibtex
@misc{{{name},
  author = {{{{{publisher}}}}},
  title = {{{title_en}}},
  year = {{{year}}},
  version = {{{version}}}
}}
```
"""
