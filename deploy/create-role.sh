#!/bin/sh
# Run once by the image of PostgreSQL, when its data folder is empty: the register gets a role that owns
# its own database and nothing else.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$REGISTER_PASSWORD" --username="$POSTGRES_USER" --dbname=postgres <<'SQL'
CREATE ROLE register LOGIN PASSWORD :'password';
CREATE DATABASE register OWNER register;
REVOKE ALL ON DATABASE register FROM PUBLIC;
SQL
