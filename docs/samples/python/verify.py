"""What a Data Provider asks before each release of data.  Usage: verify.py ACCESS_KEY DATA_TYPE"""

import json
import os
import sys
import urllib.error
import urllib.request

key, data_type = sys.argv[1:]
try:
    with urllib.request.urlopen(f"{os.environ['REGISTER']}/v1/access-records/{key}") as answer:
        record = json.load(answer)["access-record"]
except urllib.error.HTTPError as error:
    if error.code != 404:
        raise
    sys.exit("no such key: release nothing")

state = record["access-event"]["state"]
if state != "ACTIVE" or data_type not in record["processing"]["data-types"]:
    sys.exit(f"release nothing: {state}")
print(f"release {data_type} to {record['duid']}")
