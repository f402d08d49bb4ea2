"""Registers a person whose identity you have made sure of.  Usage: identity_record.py MPXN EMAIL"""

import json
import sys
import uuid

from register_api import call

mpxn, email = sys.argv[1:]
answer = call(
    "POST",
    "/identity-records",
    {
        "pii-principal": {"mpxn": mpxn, "move-in-date": "2024-05-01"},
        "expressed-by": "data-subject",
        "principal-verification": {
            "method": "document check",
            "verified-at": "2024-05-03T10:30:00Z",
            "outcome": "verified",
            "submitted": "a driving licence",
        },
        "email": email,
    },
    # The same key on a repeat: an answer that got lost does not make a second record.
    {"Idempotency-Key": str(uuid.uuid4())},
)
print(json.dumps(answer))
