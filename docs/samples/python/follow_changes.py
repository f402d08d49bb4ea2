"""Runs beside what is scheduled for an access, until the access ends.  Usage: follow_changes.py ACCESS_KEY AFTER"""

import sys

import register_api

key, after = sys.argv[1:]
has_ended = False
while not has_ended:
    answer = register_api.call("GET", f"/release-changes?after={after}&wait=10")
    for change in answer["changes"]:
        if change.get("ak") == key:
            # After any other change: ask again before the next release.
            print(f"{change['sequence']}: {change['change']}")
            has_ended = has_ended or change["change"] == "ended"
    # Keep it, to go on with it after a restart.
    after = answer["next"]
