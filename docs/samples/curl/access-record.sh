#!/usr/bin/env bash
# Registers what the customer was shown; anything beyond it is a 409 that names each field.
# Usage: access-record.sh TOKEN_REF
set -euo pipefail

curl --silent --show-error --fail-with-body \
  --header "Authorization: Bearer $TOKEN" \
  --json @- "$REGISTER/v1/access-records" <<JSON
{
  "record-metadata": {
    "schema-version": "1.0",
    "controller-arrangement": {
      "arrangement-type": "sole",
      "controllers": [
        {
          "name": "Brightmeter",
          "role": "sole",
          "contact-url": "https://brightmeter.example/contact"
        }
      ]
    }
  },
  "notice": {
    "shared-notice": {
      "terms-url": "https://brightmeter.example/terms",
      "notice-version": "2026-11"
    }
  },
  "processing": {
    "legal-basis": "uk-consent",
    "purpose": "Advice on saving energy at home, from how much you use each month",
    "data-types": ["MTH-CONSUMPTION"]
  },
  "access-event": {
    "state": "ACTIVE",
    "registered-at": "2026-11-02T09:30:00Z",
    "expiry": null,
    "consent": { "consent-type": "expressed-consent", "method": "button on the register’s page" }
  },
  "reidentification-token": "$1"
}
JSON
