#!/bin/sh
# A CI job: starts a model, runs a check, and stops the model however the check ends.
#   sh ci-job.sh circuit-boards/v1 npm test
set -eu
model=$1
shift
# A refusal ends the job here: a model that runs already is not ours to stop.
npx --no custom-labels start "$model" --wait
trap 'npx --no custom-labels stop "$model" --wait' EXIT
"$@"
