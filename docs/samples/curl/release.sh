#!/usr/bin/env bash
# What a Data Provider asks before each release. Usage: release.sh ACCESS_KEY DUID MPXN DATA_TYPE FROM TO
set -euo pipefail

curl --silent --show-error --fail-with-body \
  --header "Authorization: Bearer $TOKEN" \
  --json @- "$REGISTER/access/v1/evaluation" <<JSON
{
  "subject": { "type": "data-user", "id": "$2" },
  "action": { "name": "release" },
  "resource": {
    "type": "meter-point",
    "id": "$3",
    "properties": { "data-types": ["$4"], "from": "$5", "to": "$6" }
  },
  "context": { "access-key": "$1" }
}
JSON
