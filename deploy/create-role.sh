#!/bin/sh
# Run once by the image of PostgreSQL, when its data folder is empty: the register gets a role that owns
# its own database and nothing else.
set -eu
for password in "$POSTGRES_PASSWORD" "$REGISTER_PASSWORD"; do
  case "$password" in
    '' | *[Cc][Hh][Aa][Nn][Gg][Ee]-[Mm][Ee]*)
      echo 'deploy/database.env still holds a password of the example. Put real ones in, take the' >&2
      echo 'empty database away (docker compose down --volumes) and start again.' >&2
      exit 1
      ;;
  esac
done
psql --set=ON_ERROR_STOP=1 --set=password="$REGISTER_PASSWORD" --username="$POSTGRES_USER" --dbname=postgres <<'SQL'
CREATE ROLE register LOGIN PASSWORD :'password';
CREATE DATABASE register OWNER register;
REVOKE ALL ON DATABASE register FROM PUBLIC;
SQL
