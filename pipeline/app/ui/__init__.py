"""The Dagster UI as `make ui` serves it: which requests it answers (`guard.py`), where (`place.py`), and its processes (`serve.py`)."""
