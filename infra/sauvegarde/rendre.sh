#!/bin/sh
# restore_command de PostgreSQL : rendre.sh %f %p DOSSIER. Un segment absent n'est pas une panne : c'est la fin de l'archive.
set -eu
archive=$3/$1.gz
[ -f "$archive" ] || exit 1
gzip -dc "$archive" > "$2.part"
mv "$2.part" "$2"
