"""Charts: what the published tables look like, as Vega-Lite specifications; nothing is computed here that a table could hold.

One module per subject. `catalogue` lists all charts, `specification` puts their parts together, `theme` gives them their looks,
`chart_files` and `render` make files of them, `texts` holds every word in both languages that is not a label of a table. A chart is a
function of tables and a language, so that the Dagster UI, the release and a page can share it.
"""
