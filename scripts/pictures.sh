#!/usr/bin/env bash
# Takes the pictures of docs/pictures anew. With "all" every view of every mail and page, into TestResults/pictures, to be looked at.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
source scripts/setup.sh

need_tools
need_chromium
dotnet build tests/Intake.Tests --verbosity quiet -p:UseSharedCompilation=false
dotnet build tests/Intake.Browser.Tests --verbosity quiet -p:UseSharedCompilation=false
documents=$(mktemp -d)
trap 'rm -rf "$documents"' EXIT
# Its verdict on the pictures that were there before is of no interest here.
LOOK=$documents tests/Intake.Tests/bin/Local/Debug/net10.0/Intake.Tests -noLogo -noColor -class Intake.Tests.Mail.PictureScenesTests >/dev/null || true
if [[ ${1:-} == all ]]; then node scripts/pictures.mjs "$documents" TestResults/pictures all
else
  rm -f docs/pictures/*.png
  node scripts/pictures.mjs "$documents" docs/pictures
fi
