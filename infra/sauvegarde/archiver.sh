#!/bin/sh
# archive_command de PostgreSQL : archiver.sh %p %f DOSSIER
# Zéro seulement quand le segment est entier, compressé et sur le disque sous son nom. N'écrase jamais rien : PostgreSQL réessaie, on l'alerte.
set -eu
source=$1
cible=$3/$2.gz
if [ -e "$cible" ]; then
  # PostgreSQL redemande un segment quand il s'est arrêté avant d'avoir noté la réponse
  if gzip -dc "$cible" | cmp -s - "$source"; then exit 0; fi
  echo "archiver.sh : $cible existe et diffère de $source ; rien n'est écrasé" >&2
  exit 1
fi
part=$3/.$2.$$.part
trap 'rm -f "$part"' EXIT
gzip -1 -c "$source" > "$part"
sync "$part"
# ln refuse un nom déjà pris, là où mv l'écraserait
ln "$part" "$cible"
sync "$3"
