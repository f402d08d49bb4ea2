#!/usr/bin/env bash
# Asks the person at a meter point, and shows them what is to be registered.
# Usage: reidentify.sh MPXN RETURN_URL STATE
set -euo pipefail

curl --silent --show-error --fail-with-body \
  --header "Authorization: Bearer $TOKEN" \
  --json @- "$REGISTER/v1/identity-records/reidentify" <<JSON
{
  "mpxn": "$1",
  "method": "magic-link",
  "redirect-url": "$2",
  "state": "$3",
  "bind-return": true,
  "proposed-access": $(cat proposed-access.json)
}
JSON
