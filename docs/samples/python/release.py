"""What a Data Provider asks before each release.  Usage: release.py ACCESS_KEY DUID MPXN DATA_TYPE FROM TO"""

import os
import sys

import register_api

key, duid, mpxn, data_type, first, last = sys.argv[1:]
answer = register_api.call(
    "POST",
    os.environ["REGISTER"] + "/access/v1/evaluation",
    {
        "subject": {"type": "data-user", "id": duid},
        "action": {"name": "release"},
        "resource": {
            "type": "meter-point",
            "id": mpxn,
            "properties": {"data-types": [data_type], "from": first, "to": last},
        },
        "context": {"access-key": key},
    },
)
# It holds this once: ask again before the next release.
if answer["decision"] is not True:
    reason = answer["context"]["reason"]
    sys.exit(f"release nothing: {reason['code']}. {reason['text']}")
print(f"release {data_type} of {first} to {last}, as {answer['context']['decision-id']} permits")
