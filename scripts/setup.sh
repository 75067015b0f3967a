# What run.sh and test.sh share; sourced by both, with $root set.

# Builds leave no server processes behind.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

need_tools() {
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 403)) || fail "bash 4.3 or newer is needed, this is $BASH_VERSION."
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
  (cd "$root" && dotnet --version 2>/dev/null) | grep -q '^10\.' || fail "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node 20 or newer with npm is needed: https://nodejs.org"
  node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || fail "Node 20 or newer is needed, this is $(node --version)."
}

# Takes name and port in turn. All are held until the last is tried, so that two names for one port are noticed as well.
need_free_ports() {
  node - "$@" <<'JS' || exit 1
const net = require('node:net');
const args = process.argv.slice(2);
const complain = text => { console.error(`run.sh: ${text}`); process.exit(1); };
const listen = (port, host) => new Promise((resolve, reject) =>
  net.createServer().once('error', reject).listen({ port, host, exclusive: true }, resolve));
(async () => {
  for (let i = 0; i < args.length; i += 2) {
    const [name, port] = [args[i], Number(args[i + 1])];
    if (!Number.isInteger(port) || port < 1 || port > 65535) complain(`${name} is not a port: ${args[i + 1]}`);
    for (const host of ['127.0.0.1', '::1']) {
      try { await listen(port, host); } catch (error) {
        if (error.code === 'EADDRINUSE') complain(`port ${port} is in use; stop what uses it, or set ${name} to another.`);
        if (error.code === 'EACCES') complain(`port ${port} may not be used by this user; set ${name} to another.`);
        if (host === '127.0.0.1') complain(`port ${port} (${name}): ${error.message}`); // a machine may be without IPv6
      }
    }
  }
  process.exit(0);
})();
JS
}

# npm writes that file last, so an install that was broken off is made again.
npm_is_current() { [[ $root/node_modules/.package-lock.json -nt $root/package-lock.json ]]; }

npm_install() {
  echo "Installing Azurite (npm ci)."
  (cd "$root" && npm ci --no-audit --no-fund --loglevel=error)
}

app_stamp() { echo "$root/functions/Intake.Functions/obj/Local/run.stamp"; }

# A folder is newer when a file in it was removed.
app_is_current() {
  local stamp
  stamp=$(app_stamp)
  [[ -f $stamp && -f $app_dll ]] && [[ -z $(find "$root"/{functions,host.json,global.json,.editorconfig} "$root"/Directory.*.props \
    \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit) ]]
}

build_app() {
  dotnet build "$root/functions/Intake.Functions" --configuration Debug --verbosity quiet -p:UseSharedCompilation=false || return 1
  app_is_built
}

app_is_built() { touch "$(app_stamp)"; }

# Tests drive Debian's Chromium, or whichever CHROMIUM names.
need_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [[ -n $name ]] && CHROMIUM=$(command -v "$name") && export CHROMIUM && return
  done
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || fail "Chromium is needed for the browser tests: install it, or set CHROMIUM to its path."
  echo "Installing Chromium."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null || fail "Chromium could not be installed."
  CHROMIUM=$(command -v chromium)
  export CHROMIUM
}
