#!/bin/sh
# Once, when the database is made: the role of the server, which owns no table.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$APP_PASSWORD" --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
CREATE ROLE guta_app LOGIN PASSWORD :'password';
SQL
