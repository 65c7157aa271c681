"""The Dagster UI: which requests it answers (`guard.py`); as `make ui` serves it, where (`place.py`) and its processes (`serve.py`); and as
one process of a team's server (`behind_proxy.py`)."""
