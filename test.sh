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

run_tests() { # project folder
  local name status=0
  name=$(basename "$1")
  "${limit[@]}" "$1/bin/Local/$configuration/net10.0/$name" -noLogo -noColor -result-ctrf "$results/$name.json" </dev/null >"$results/$name.log" 2>&1 || status=$?
  echo "$status" >"$results/$name.status"
}

rm -rf "$results"
mkdir -p "$results"
for project in tests/*.Tests; do
  # A browser mostly waits, so it shares the time of the next.
  if [[ $project == *Browser* ]]; then run_tests "$project" & else run_tests "$project"; fi
done
wait

for log in "$results"/*.log; do
  echo
  echo "== $(basename "$log" .log)"
  cat "$log"
done

echo
exec node scripts/sum-tests.mjs "$results"
