#!/bin/sh
# Writes a backup under a name: the history of runs, and the latest release. It is whole, or it is not there.
# In the environment: PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD; OUTPUTS, the folder of releases; BACKUPS, where backups are kept.
set -eu
name=${1:?say the name of the backup, such as 2026-11-29}
new=$BACKUPS/$name
part=$BACKUPS/.$name.part
if [ -e "$new" ]; then
  echo "There is a backup $name already. Choose another name." >&2
  exit 1
fi
rm -rf "$part"
mkdir -p "$part"
pg_dump --format=custom --file="$part/history.dump"
# The link is followed once: a build that publishes meanwhile keeps the release that it replaces.
release=$(readlink -f "$OUTPUTS/latest")
tar --create --gzip --file="$part/release.tar.gz" --directory="$(dirname "$release")" "$(basename "$release")"
(cd "$part" && sha256sum history.dump release.tar.gz > SHA256SUMS)
mv "$part" "$new"
echo "Backup $name: the history and release $(basename "$release")"
