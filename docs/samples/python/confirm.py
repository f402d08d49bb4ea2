"""The customer is back.  Usage: confirm.py SESSION QUERY

SESSION is what reidentify.py kept in the visitor's session, QUERY that of the return URL.
"""

import hmac
import json
import sys
import urllib.parse

from register_api import call

session = json.loads(sys.argv[1])
query = dict(urllib.parse.parse_qsl(sys.argv[2]))

if not hmac.compare_digest(query.get("state", ""), session["state"]):
    sys.exit("this return belongs to another visit")
if query.get("dar-error"):
    sys.exit(f"the customer did not confirm: {query['dar-error']}")

# The token-ref comes from the session; the address could carry anybody's.
code = urllib.parse.quote(query["dar-return-code"])
status = call("GET", f"/identity-records/reidentify/{session['token-ref']}?return-code={code}")
if status["status"] != "confirmed":
    sys.exit(f"not confirmed: {status['status']}")
print(json.dumps(status))
