#!/bin/sh
# The gateway without any client: sh curl.sh
set -eu
gateway=${GATEWAY_URL:-http://127.0.0.1:4000}
token=${GATEWAY_TOKEN:-none}

# A query by GET.
curl -sf -G "$gateway/graphql" -H "authorization: Bearer $token" \
  --data-urlencode 'query={ projects(first: 3) { nodes { name } } }'
echo

# A query or a mutation by POST.
curl -sf "$gateway/graphql" -H "authorization: Bearer $token" -H 'content-type: application/json' \
  -d '{"query": "{ gateway { version } }"}'
echo

# A subscription, for 2 seconds: how each model stands, and what changes.
curl -sN --max-time 2 "$gateway/graphql" -H "authorization: Bearer $token" \
  -H 'content-type: application/json' -H 'accept: text/event-stream' \
  -d '{"query": "subscription { modelVersionStatusChanged(includeCurrent: true) { status modelVersionArn } }"}' ||
  test $? -eq 28 # the time is over
