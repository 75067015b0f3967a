#!/usr/bin/env bash
# Sets up and starts everything on this machine: Azurite as the storage, and the app. Ctrl-C stops both.
# Settings: PORT, AZURITE_BLOB_PORT, AZURITE_QUEUE_PORT, AZURITE_TABLE_PORT, DATA_DIR (relative to where you are).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
port=${PORT:-7071}
blob_port=${AZURITE_BLOB_PORT:-10000}
queue_port=${AZURITE_QUEUE_PORT:-10001}
table_port=${AZURITE_TABLE_PORT:-10002}
data=${DATA_DIR:-$root/.data}
[[ $data == /* ]] || data=$PWD/$data
app_dll=$root/functions/Intake.Functions/bin/Local/Debug/net10.0/Intake.Functions.dll

source "$root/scripts/setup.sh"

azurite='' app='' started=''

# Each gets a process group of its own: a Ctrl-C reaches this script alone, which then stops them in order, with their children.
start() { # log (- for the terminal), command...
  local log=$1
  shift
  set -m
  if [[ $log == - ]]; then "$@" </dev/null & else "$@" </dev/null >"$log" 2>&1 & fi
  started=$!
  set +m
}

stop() { # pid, seconds of grace
  [[ -n $1 ]] && kill -TERM -- "-$1" 2>/dev/null || return 0
  local tenths=$(($2 * 10))
  while kill -0 -- "-$1" 2>/dev/null; do
    if ((tenths-- <= 0)); then kill -KILL -- "-$1" 2>/dev/null || true; fi
    sleep 0.1
  done
}

finish() {
  local status=$?
  trap '' INT TERM HUP
  stop "$app" 20 # it finishes what runs, for which it needs the storage
  stop "${!:-}" 5 # an install or a build, or what was started a moment ago
  stop "$azurite" 10
  exit "$status"
}
trap finish EXIT
trap 'echo; echo "Stopping."; exit 0' INT TERM HUP

run_step() {
  start - "$@"
  wait "$started"
}

answers() { # port: speaks HTTP
  local line
  (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET / HTTP/1.0\r\n\r\n' >&3 && read -r -t 5 line <&3 && [[ $line == HTTP/* ]]) 2>/dev/null
}

await() { # pid, name, log, port...
  local pid=$1 name=$2 log=$3 waited=0
  shift 3
  for p in "$@"; do
    until answers "$p"; do
      kill -0 "$pid" 2>/dev/null || { [[ -z $log ]] || tail -n 20 "$log" >&2; fail "$name stopped before it served."; }
      ((++waited < 600)) || fail "$name does not answer on port $p after a minute."
      sleep 0.1
    done
  done
}

need_tools
need_free_ports PORT "$port" AZURITE_BLOB_PORT "$blob_port" AZURITE_QUEUE_PORT "$queue_port" AZURITE_TABLE_PORT "$table_port"
npm_is_current || run_step npm_install
app_is_current || { echo "Building."; run_step build_app; }

mkdir -p "$data/azurite"
start "$data/azurite.log" node "$root/node_modules/azurite/dist/src/azurite.js" --silent --disableTelemetry --skipApiVersionCheck --location "$data/azurite" \
  --blobPort "$blob_port" --queuePort "$queue_port" --tablePort "$table_port"
azurite=$started
await "$azurite" Azurite "$data/azurite.log" "$blob_port" "$queue_port" "$table_port"

# Azurite's account and key are the same everywhere and protect nothing.
account=devstoreaccount1
key='Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='
export AzureWebJobsStorage="DefaultEndpointsProtocol=http;AccountName=$account;AccountKey=$key;\
BlobEndpoint=http://127.0.0.1:$blob_port/$account;QueueEndpoint=http://127.0.0.1:$queue_port/$account;TableEndpoint=http://127.0.0.1:$table_port/$account;"
export PORT=$port DATA_DIR=$data Public__Url=${Public__Url:-http://localhost:$port}

cd "$root"
start - dotnet "$app_dll"
app=$started
await "$app" "The app" "" "$port"

cat <<TEXT

  Intake is running.

  Demo site   http://localhost:$port/demo      fill in a form
  Mailbox     http://localhost:$port/mailbox   and read, within a minute, the mail to the account manager
  Data        $data   (kept; delete the folder to start anew)

  Ctrl-C stops everything.

TEXT

status=0
wait -n "$azurite" "$app" || status=$?
kill -0 "$app" 2>/dev/null && fail "Azurite stopped (status $status); see $data/azurite.log."
fail "The app stopped (status $status)."
