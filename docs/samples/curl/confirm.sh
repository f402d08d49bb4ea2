#!/usr/bin/env bash
# Asks how a re-identification went. Usage: confirm.sh TOKEN_REF RETURN_CODE
set -euo pipefail

curl --silent --show-error --fail-with-body --get \
  --header "Authorization: Bearer $TOKEN" \
  --data-urlencode "return-code=$2" \
  "$REGISTER/v1/identity-records/reidentify/$1"
