# shellcheck shell=bash
# Makes a Docker engine and a builder available. An engine that answers already is left as it is.
# Source it after common.sh. Afterwards SKERRY_DOCKER_COMMAND names the client to use, DOCKER_CONFIG its folder.

SKERRY_TOOLS=$SKERRY_STATE/tools
SKERRY_DOCKERD_LOG=${SKERRY_DOCKERD_LOG:-/var/log/skerry-dockerd.log}

# ensure_docker: an engine answers, a client can talk to it, and a builder is there.
ensure_docker() {
  ensure_engine
  ensure_buildx
}

ensure_engine() {
  choose_docker_client
  engine_answers && return 0
  require_local_engine
  with_lock engine start_engine
  choose_docker_client
  engine_answers || die "the Docker engine runs but '$SKERRY_DOCKER_COMMAND version' fails: $(engine_error)"
}

docker_() { "$SKERRY_DOCKER_COMMAND" "$@"; }

engine_answers() {
  [[ -n ${SKERRY_DOCKER_COMMAND:-} ]] && timeout 10 "$SKERRY_DOCKER_COMMAND" version --format '{{.Server.Version}}' >/dev/null 2>&1
}

engine_error() {
  if [[ -z ${SKERRY_DOCKER_COMMAND:-} ]]; then
    printf 'there is no docker command'
  else
    timeout 10 "$SKERRY_DOCKER_COMMAND" version 2>&1 >/dev/null | tail -n 1 || true
  fi
}

# The first client that can talk to the engine: a newest client refuses an old engine, so the PATH's is not always it.
choose_docker_client() {
  local candidate first=
  for candidate in "${SKERRY_DOCKER_COMMAND:-}" "$(command -v docker || true)" /usr/bin/docker; do
    [[ -n $candidate && -x $candidate ]] || continue
    first=${first:-$candidate}
    SKERRY_DOCKER_COMMAND=$candidate
    if engine_answers; then
      export SKERRY_DOCKER_COMMAND
      return 0
    fi
  done
  SKERRY_DOCKER_COMMAND=$first
  export SKERRY_DOCKER_COMMAND
}

# Only an engine of this machine can be started from here.
require_local_engine() {
  local host=${DOCKER_HOST:-unix:///var/run/docker.sock} context=${DOCKER_CONTEXT:-default}
  case $host in
    unix:///var/run/docker.sock | unix:///run/docker.sock) ;;
    *) die "no Docker engine answers at DOCKER_HOST=$host ($(engine_error)); start it, or unset DOCKER_HOST to use an engine of this machine" ;;
  esac
  [[ $context == default ]] || die "no Docker engine answers in the Docker context '$context'; start it, or set DOCKER_CONTEXT=default"
  if ! is_root; then
    if [[ -S /var/run/docker.sock && ! -w /var/run/docker.sock ]]; then
      die "$(id -un) may not use /var/run/docker.sock; add the user to its group (usermod -aG docker $(id -un), then log in again) or run this as root"
    fi
    die "no Docker engine answers and $(id -un) cannot start one; run this as root, or have an engine started"
  fi
}

# --- starting an engine -------------------------------------------------------------------------------------------

start_engine() {
  # Another script may have started it while this one waited for the lock.
  choose_docker_client
  if engine_answers; then return 0; fi
  step "Starting a Docker engine"
  install_engine
  if has_systemd; then start_engine_by_systemd; else start_engine_by_hand; fi
  choose_docker_client
  note "Docker engine $(docker_ version --format '{{.Server.Version}}') answers"
}

install_engine() {
  have dockerd || ensure_packages docker.io
  have dockerd || die "no dockerd on the PATH although the package docker.io is installed; add its folder to PATH and run again"
  have iptables || ensure_packages iptables
  [[ -r /etc/ssl/certs/ca-certificates.crt ]] || ensure_packages ca-certificates
  # Debian 13 split the client off.
  if ! have docker && package_available docker-cli; then ensure_packages docker-cli; fi
}

start_engine_by_systemd() {
  systemctl start docker || die "systemctl start docker failed; see: journalctl -u docker -n 50"
  wait_until 60 local_socket_answers || die "the Docker engine started by systemd does not answer; see: journalctl -u docker -n 50"
}

start_engine_by_hand() {
  local pid
  note "no systemd here: starting dockerd detached, log in $SKERRY_DOCKERD_LOG"
  mount_cgroups
  use_working_iptables
  remove_stale_engine_files
  mkdir -p "$(dirname "$SKERRY_DOCKERD_LOG")"
  : >"$SKERRY_DOCKERD_LOG"
  pid=$(start_detached "$SKERRY_DOCKERD_LOG" dockerd "${DOCKERD_OPTIONS[@]}")
  wait_for_engine "$pid"
}

# Without a limit the log of one talkative container fills the disk. A daemon.json is the owner's choice, and giving the
# same setting twice stops dockerd.
DOCKERD_OPTIONS=()
[[ -e /etc/docker/daemon.json ]] || DOCKERD_OPTIONS=(--log-driver json-file --log-opt max-size=10m --log-opt max-file=3)

wait_for_engine() {
  local pid=$1 waited=0
  until local_socket_answers; do
    if ! kill -0 "$pid" 2>/dev/null || ((waited++ >= 300)); then
      tail -n 15 "$SKERRY_DOCKERD_LOG" >&2
      die "dockerd did not come up (its last lines stand above, all of them in $SKERRY_DOCKERD_LOG)"
    fi
    sleep 0.2
  done
}

local_socket_answers() {
  if have curl; then
    curl -fsS --max-time 5 -o /dev/null --unix-socket /var/run/docker.sock http://docker/_ping 2>/dev/null
  else
    choose_docker_client
    engine_answers
  fi
}

mount_cgroups() {
  grep -q ' cgroup2\? ' /proc/mounts && return 0
  ensure_packages cgroupfs-mount
  cgroupfs-mount || die "cannot mount the cgroup file systems; a container cannot start an engine unless it is privileged"
}

# Some kernels have only one of the two iptables back ends; dockerd takes whatever comes first on the PATH.
use_working_iptables() {
  local shim=$SKERRY_TOOLS/iptables tool
  iptables -w 10 -t nat -n -L >/dev/null 2>&1 && return 0
  iptables-legacy -w 10 -t nat -n -L >/dev/null 2>&1 ||
    die "iptables cannot read the nat table: $(iptables -t nat -n -L 2>&1 | tail -n 1). The kernel lacks nf_tables and ip_tables NAT; load the modules or use another kernel"
  mkdir -p "$shim"
  for tool in iptables ip6tables iptables-save iptables-restore; do
    ln -sfn "$(command -v "${tool/tables/tables-legacy}")" "$shim/$tool"
  done
  export PATH=$shim:$PATH
}

# A machine that was switched off leaves these behind; dockerd then refuses to start or waits for a dead containerd.
remove_stale_engine_files() {
  remove_stale_pid_file /var/run/docker.pid dockerd
  remove_stale_pid_file /var/run/docker/containerd/containerd.pid containerd
  if [[ -S /run/containerd/containerd.sock ]] && ! process_named containerd; then
    rm -f /run/containerd/containerd.sock /run/containerd/containerd.sock.ttrpc
  fi
}

remove_stale_pid_file() {
  local file=$1 name=$2 pid
  [[ -e $file ]] || return 0
  pid=$(tr -dc '0-9' <"$file")
  if [[ -n $pid && $(cat "/proc/$pid/comm" 2>/dev/null) == "$name" ]]; then
    die "$name runs already as process $pid but does not answer; see its log, or end it: kill $pid"
  fi
  rm -f "$file"
}

process_named() { grep -qx "$1" /proc/[0-9]*/comm 2>/dev/null; }

# --- a builder ------------------------------------------------------------------------------------------------------

# ensure_buildx: BuildKit with all its features (secrets, cache mounts, machine-readable progress), or the best there is.
ensure_buildx() {
  buildx_works && return 0
  use_tools_docker_config
  buildx_works && return 0
  if is_debian && [[ -z $(find "$SKERRY_TOOLS/no-buildx" -mmin -1440 2>/dev/null) ]]; then
    with_lock buildx install_buildx
  else
    use_embedded_buildkit
  fi
}

buildx_works() { timeout 20 "$SKERRY_DOCKER_COMMAND" buildx version >/dev/null 2>&1; }

# A client folder of Skerry's own, so that the plugin needs no place in the system; the owner's logins stay visible.
use_tools_docker_config() {
  local own=$SKERRY_TOOLS/docker-config theirs=${DOCKER_CONFIG:-${HOME:-/root}/.docker} entry
  [[ $theirs == "$own" ]] && return 0
  mkdir -p "$own/cli-plugins"
  for entry in config.json contexts; do
    if [[ -e $theirs/$entry && ! -e $own/$entry ]]; then ln -s "$theirs/$entry" "$own/$entry"; fi
  done
  export DOCKER_CONFIG=$own
}

install_buildx() {
  buildx_works && return 0
  step "Getting buildx, Docker's BuildKit client"
  if is_root && package_available docker-buildx && (ensure_packages docker-buildx) && buildx_works; then
    note "buildx from the package docker-buildx"
    return 0
  fi
  local suite
  for suite in sid trixie; do
    if fetch_buildx_from "$suite" && buildx_works; then
      note "buildx $(docker_ buildx version | awk '{ print $2 }') from Debian $suite"
      return 0
    fi
  done
  rm -f "$DOCKER_CONFIG/cli-plugins/docker-buildx"
  # A machine without a network need not try on every run.
  touch "$SKERRY_TOOLS/no-buildx"
  use_embedded_buildkit
}

# The client 20.10 has a BuildKit front end built in; newer ones refuse to build without the plugin.
use_embedded_buildkit() {
  local client=/usr/bin/docker
  if [[ -x $client ]] && [[ $("$client" --version) == *" 20.10."* ]]; then
    export SKERRY_DOCKER_COMMAND=$client DOCKER_BUILDKIT=1
    warn "buildx is not to be had; building with the BuildKit of $client"
  else
    export DOCKER_BUILDKIT=0
    warn "buildx is not to be had; building with the classic builder: no build secrets, no cache mounts"
  fi
}

# fetch_buildx_from SUITE: the plugin of a newer Debian suite, unpacked beside the system, never installed into it.
fetch_buildx_from() {
  local suite=$1 work=$SKERRY_TOOLS/apt-$1
  make_foreign_apt "$suite" "$work" || return 1
  (
    cd "$work/packages"
    export APT_CONFIG=$work/apt.conf
    timeout 120 apt-get -q update && rm -f docker-buildx_*.deb && timeout 120 apt-get -q download docker-buildx &&
      rm -rf "$work/root" && dpkg -x docker-buildx_*.deb "$work/root"
  ) </dev/null >"$work/log" 2>&1 || return 1
  cp "$work"/root/usr/libexec/docker/cli-plugins/docker-buildx "$DOCKER_CONFIG/cli-plugins/" 2>/dev/null || return 1
  rm -rf "$work"
}

# make_foreign_apt SUITE FOLDER: an apt of its own that knows one other suite and nothing of the system's apt.
make_foreign_apt() {
  local suite=$1 work=$2 mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg owner
  mirror=$(debian_mirror)
  [[ -n $mirror && -r $keyring ]] || return 1
  rm -rf "$work"
  mkdir -p "$work"/{state/lists/partial,cache/archives/partial,packages}
  printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$suite" >"$work/sources.list"
  owner=$(id -un)
  cat >"$work/apt.conf" <<EOF
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "-";
Dir::State "$work/state";
Dir::State::lists "$work/state/lists";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$work/cache";
Acquire::Languages "none";
APT::Sandbox::User "$owner";
EOF
}

# debian_mirror: where the host's own apt fetches Debian from. Read, because every network has its own.
debian_mirror() { apt_mirrors | grep -v security | head -n 1 || true; }

debian_security_mirror() { apt_mirrors | grep security | head -n 1 || true; }

apt_mirrors() {
  {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | one_line_mirrors
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null | deb822_mirrors
  } | grep -v '^cdrom:'
}

# "deb [options] URI suite component..." with Debian's own components: a vendor's repository has others.
one_line_mirrors() {
  sed -n 's/^[[:space:]]*deb[[:space:]]\{1,\}\(\[[^]]*\][[:space:]]*\)\{0,1\}//p' |
    awk '{ for (i = 3; i <= NF; i++) if ($i == "main" && $1 ~ /debian/) { print $1; next } }'
}

# Stanzas of "Field: value" with URIs, Suites, Components.
deb822_mirrors() {
  awk 'BEGIN { RS = ""; FS = "\n" }
    {
      uri = ""; main = 0; enabled = 1
      for (i = 1; i <= NF; i++) {
        if ($i ~ /^[Uu][Rr][Ii][Ss]:/) { split($i, part, /[ \t]+/); uri = part[2] }
        if ($i ~ /^[Cc]omponents:.*[ \t]main([ \t]|$)/) main = 1
        if ($i ~ /^[Ee]nabled:[ \t]*no/) enabled = 0
      }
      if (uri ~ /debian/ && main && enabled) print uri
    }'
}
