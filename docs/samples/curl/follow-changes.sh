#!/usr/bin/env bash
# Waits up to half a minute for what ends or narrows releases. Send the "next" of the answer the next time.
# Usage: follow-changes.sh AFTER
set -euo pipefail

curl --silent --show-error --fail-with-body \
  --header "Authorization: Bearer $TOKEN" \
  "$REGISTER/v1/release-changes?after=$1&wait=30"
