"""Asks the person at a meter point, and shows them what is to be registered.

Usage: reidentify.py MPXN RETURN_URL
"""

import json
import secrets
import sys

from proposed_access import PROPOSED_ACCESS
from register_api import call

mpxn, return_url = sys.argv[1:]
state = secrets.token_urlsafe(16)
known = call("GET", f"/identity-records/exists?mpxn={mpxn}")
if "magic-link" not in known["available-methods"]:
    sys.exit(f"not by mail; there is {known['available-methods']}")

answer = call(
    "POST",
    "/identity-records/reidentify",
    {
        "mpxn": mpxn,
        "method": "magic-link",
        "redirect-url": return_url,
        "state": state,
        "bind-return": True,
        "proposed-access": PROPOSED_ACCESS,
    },
)
# Keep both in the visitor's session on your server: coming back is checked against them.
print(json.dumps({"state": state, "token-ref": answer["magic-link"]["token-ref"]}))
