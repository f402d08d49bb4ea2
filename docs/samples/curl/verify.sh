#!/usr/bin/env bash
# What a Data Provider asks before each release of data. Usage: verify.sh ACCESS_KEY
set -euo pipefail

curl --silent --show-error --fail-with-body "$REGISTER/v1/access-records/$1"
