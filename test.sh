#!/usr/bin/env bash
# Sets up and runs every test. The last line is the sum: N passed, N failed (and N skipped, if any).
# SCALE=full runs the volumes in full, SOAK=1 adds what is timed.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"
source scripts/setup.sh

results=$root/TestResults
configuration=Debug
limit=(timeout --kill-after=30 "${TEST_TIMEOUT:-15m}")
command -v timeout >/dev/null || limit=()

need_tools
need_chromium
npm_is_current || npm_install
dotnet build Intake.sln --configuration "$configuration" --verbosity quiet -p:UseSharedCompilation=false || fail "the build failed; no test was run."
app_is_built # tests start run.sh too, which need not build again

rm -rf "$results"
mkdir -p "$results"
for project in tests/*.Tests; do
  name=$(basename "$project")
  echo
  echo "== $name"
  status=0
  "${limit[@]}" "$project/bin/Local/$configuration/net10.0/$name" -noLogo -noColor -result-ctrf "$results/$name.json" </dev/null || status=$?
  echo "$status" >"$results/$name.status"
done

echo
exec node scripts/sum-tests.mjs "$results"
