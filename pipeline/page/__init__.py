"""The page of a release: the dataset for people who look before they read, in English and in French.

Belongs here: turning tables into what a page shows, and the templates, the style and the script of the page. Does not belong here:
computing a value, which the metrics do, or joining tables for other readers, which the front does.
"""
