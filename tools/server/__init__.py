"""The trial of a team's server: deploy/ on this machine, as processes on loopback, without Docker.

The commands are read from deploy/compose.yaml (`compose.py`), so that what is tried is what is deployed. `trial.py` runs them,
`postgres.py` runs the database and `proxy.py` prepares nginx. `asking.py` talks to the UI as a browser does, `reader.py` looks at the
release all the time, and `cases.py` says what must hold. Does not belong here: what any of these processes does.
"""
