#!/usr/bin/env bash
# Prints a bearer token, good for two hours. Keep it, and ask again shortly before it ends.
set -euo pipefail

curl --silent --show-error --fail-with-body \
  --user "$ACCOUNT_ID:$SECRET_KEY" \
  "$REGISTER/v1/auth/token"
