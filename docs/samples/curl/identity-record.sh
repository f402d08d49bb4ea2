#!/usr/bin/env bash
# Registers a person whose identity you have made sure of. Usage: identity-record.sh MPXN EMAIL
set -euo pipefail

curl --silent --show-error --fail-with-body \
  --header "Authorization: Bearer $TOKEN" \
  --header "Idempotency-Key: new-customer-$1" \
  --json @- "$REGISTER/v1/identity-records" <<JSON
{
  "pii-principal": { "mpxn": "$1", "move-in-date": "2024-05-01" },
  "expressed-by": "data-subject",
  "principal-verification": {
    "method": "document check",
    "verified-at": "2024-05-03T10:30:00Z",
    "outcome": "verified",
    "submitted": "a driving licence"
  },
  "email": "$2"
}
JSON
