"""Registers what the customer was shown.  Usage: access_record.py TOKEN_REF"""

import datetime
import json
import sys

from proposed_access import PROPOSED_ACCESS as SHOWN
from register_api import call

now = datetime.datetime.now(datetime.timezone.utc)
(token_ref,) = sys.argv[1:]
# Anything beyond what was shown is refused with 409, and each field at fault is named.
answer = call(
    "POST",
    "/access-records",
    {
        "record-metadata": {
            "schema-version": "1.0",
            "controller-arrangement": {
                "arrangement-type": "sole",
                "controllers": SHOWN["controllers"],
            },
        },
        "notice": SHOWN["notice"],
        "processing": {
            "legal-basis": SHOWN["legal-basis"],
            "purpose": SHOWN["purpose"],
            "data-types": SHOWN["data-types"],
        },
        "access-event": {
            "state": "ACTIVE",
            "registered-at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "expiry": SHOWN["expiry"],
            "consent": {
                "consent-type": "expressed-consent",
                "method": "button on the register's page",
            },
        },
        "reidentification-token": token_ref,
    },
)
print(json.dumps(answer["access-token"]))
