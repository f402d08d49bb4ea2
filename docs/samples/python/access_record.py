"""Registers an access by consent of whoever confirmed.  Usage: access_record.py TOKEN_REF"""

import datetime
import json
import sys

from register_api import call

now = datetime.datetime.now(datetime.timezone.utc)
(token_ref,) = sys.argv[1:]
answer = call(
    "POST",
    "/access-records",
    {
        "record-metadata": {
            "schema-version": "1.0",
            "controller-arrangement": {
                "arrangement-type": "sole",
                "controllers": [
                    {
                        "name": "Brightmeter",
                        "role": "sole",
                        "contact-url": "https://brightmeter.example/contact",
                    }
                ],
            },
        },
        "notice": {
            "shared-notice": {
                "terms-url": "https://brightmeter.example/terms",
                "notice-version": "2026-11",
            }
        },
        "processing": {
            "legal-basis": "uk-consent",
            "purpose": "Advice on saving energy at home, from how much you use each month",
            "data-types": ["MTH-CONSUMPTION"],
        },
        "access-event": {
            "state": "ACTIVE",
            "registered-at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "expiry": None,
            "consent": {"consent-type": "expressed-consent", "method": "button on our website"},
        },
        "reidentification-token": token_ref,
    },
)
print(json.dumps(answer["access-token"]))
