"""Calls the register as one account: keeps its bearer token and waits where it is asked to."""

import base64
import json
import os
import time
import urllib.error
import urllib.request

BASE = os.environ["REGISTER"] + "/v1"
TRIES = 3
_token = {"value": "", "renew_at": 0.0}


def _send(method, path, headers, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **headers}
    url = path if path.startswith("http") else BASE + path
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    for attempt in range(1, TRIES + 1):
        try:
            with urllib.request.urlopen(request, timeout=15) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or attempt == TRIES:
                raise RuntimeError(f"{error.code}: {error.read().decode()}") from error
            time.sleep(int(error.headers["Retry-After"]))


def _bearer():
    if time.time() >= _token["renew_at"]:
        secret = f"{os.environ['ACCOUNT_ID']}:{os.environ['SECRET_KEY']}".encode()
        basic = "Basic " + base64.b64encode(secret).decode()
        answer = _send("GET", "/auth/token", {"Authorization": basic})
        _token["value"] = "Bearer " + answer["bearer-token"]
        _token["renew_at"] = time.time() + answer["expires"] - 60
    return _token["value"]


def call(method, path, body=None, headers=None):
    """The answer of one call, as a dictionary."""
    return _send(method, path, {"Authorization": _bearer(), **(headers or {})}, body)
