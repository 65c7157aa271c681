#!/bin/sh
# Restores the history of runs from a backup of this name, whole or not at all. Stop the code server, the daemon and the webserver first.
# Outputs are not restored: a build with the image of that time makes the same release again, and the backup has it in release.tar.gz.
# In the environment: PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD; BACKUPS, where backups are kept.
set -eu
name=${1:?say the name of the backup, such as 2026-11-29}
cd "$BACKUPS/$name"
sha256sum --check --quiet SHA256SUMS
statements=$(mktemp)
trap 'rm -f "$statements"' EXIT
pg_restore --no-owner --file="$statements" history.dump
# The whole schema goes first, since a newer Dagster may have added tables.
psql --quiet --set=ON_ERROR_STOP=1 --single-transaction --output=/dev/null \
  --command="DROP SCHEMA public CASCADE" --command="CREATE SCHEMA public" --file="$statements"
echo "Restored the history of $name. Its release was $(tar --list --file=release.tar.gz | head -n 1)"
