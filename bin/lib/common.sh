# shellcheck shell=bash
# What every script of bin/ shares: where things are, how progress and errors look, how packages are installed.
# Source it, never run it.
set -euo pipefail

# shellcheck disable=SC2034 # used by whoever sources this
SKERRY_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
SKERRY_STARTED_AT=${SKERRY_STARTED_AT:-$SECONDS}
# Locks are for all of a user's checkouts, so that two do not start two engines or run apt at once; in a folder nobody
# else can write to: in /run/lock or /tmp another user could hold them, or lead them elsewhere.
if ((EUID == 0)); then
  SKERRY_STATE=${SKERRY_STATE:-/var/lib/skerry}
  SKERRY_LOCK_DIR=${SKERRY_LOCK_DIR:-/run/skerry}
else
  SKERRY_STATE=${SKERRY_STATE:-${XDG_STATE_HOME:-$HOME/.local/state}/skerry}
  SKERRY_LOCK_DIR=${SKERRY_LOCK_DIR:-${XDG_RUNTIME_DIR:-${XDG_STATE_HOME:-$HOME/.local/state}}/skerry-locks}
fi
export SKERRY_STATE

elapsed() { printf '%ds' "$((SECONDS - SKERRY_STARTED_AT))"; }

# step TEXT: one line when a piece of work starts.
step() {
  if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
    printf '\033[1m==>\033[0m %s \033[2m(%s)\033[0m\n' "$*" "$(elapsed)"
  else
    printf '==> %s (%s)\n' "$*" "$(elapsed)"
  fi
}

# note TEXT: a fact below the current step.
note() { printf '    %s\n' "$*"; }

warn() { printf 'warning: %s\n' "$*" >&2; }

# die MESSAGE: what failed, on what, and what to do.
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# usage_error MESSAGE: the caller's fault; exit 2 sets it apart from work that failed.
usage_error() {
  printf 'error: %s (see --help)\n' "$*" >&2
  exit 2
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { ((EUID == 0)); }

has_systemd() { [[ -d /run/systemd/system ]]; }

is_debian() { have apt-get && have dpkg; }

# is_port TEXT: whether it is a TCP port.
is_port() { [[ $1 =~ ^[0-9]{1,5}$ ]] && ((10#$1 >= 1 && 10#$1 <= 65535)); }

# quietly WHAT COMMAND...: runs a talkative command; its output appears only when it fails.
quietly() { quietly_in "$@" </dev/null; }

# quietly_in WHAT COMMAND... <INPUT
quietly_in() {
  local what=$1 log status=0
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if ((status != 0)); then tail -n 30 "$log" >&2; fi
  rm -f "$log"
  ((status == 0)) || die "$what failed with exit code $status; its last lines stand above"
}

# close_inherited_fds: a daemon must not keep a caller's pipe or lock open, or the caller never sees its end.
close_inherited_fds() {
  local path fd
  for path in /proc/"$BASHPID"/fd/*; do
    fd=${path##*/}
    if ((fd > 2)); then exec {fd}>&- || true; fi
  done
}

# start_detached LOG COMMAND...: starts a daemon in its own session and prints its process id.
start_detached() {
  local log=$1
  shift
  (
    close_inherited_fds
    exec setsid "$@"
  ) </dev/null >>"$log" 2>&1 &
  printf '%s\n' "$!"
}

# with_lock NAME COMMAND...: one process at a time over all checkouts. The lock ends with this process.
with_lock() {
  local name=$1 fd
  shift
  make_lock_folder
  exec {fd}>>"$SKERRY_LOCK_DIR/skerry-$name.lock"
  if ! flock -n "$fd"; then
    note "waiting for another Skerry script ($name)"
    flock -w 600 "$fd" || die "another Skerry script has held the lock $SKERRY_LOCK_DIR/skerry-$name.lock for 10 minutes; see what it does: fuser -v $SKERRY_LOCK_DIR/skerry-$name.lock"
  fi
  "$@"
  exec {fd}>&-
}

make_lock_folder() {
  (
    umask 077
    mkdir -p "$SKERRY_LOCK_DIR"
  ) || die "$(id -un) cannot make the folder $SKERRY_LOCK_DIR, which scripts wait for each other in; set SKERRY_LOCK_DIR to one of your own"
  is_private_folder "$SKERRY_LOCK_DIR" ||
    die "$SKERRY_LOCK_DIR is not a folder of $(id -un) that only $(id -un) can write to; look who made it and remove it, or set SKERRY_LOCK_DIR to another"
}

# is_private_folder PATH: no link, this user's, and written to by nobody else.
is_private_folder() {
  [[ -d $1 && ! -L $1 && -O $1 && -z $(find "$1" -maxdepth 0 -perm /022) ]]
}

# --- packages -------------------------------------------------------------------------------------------------

package_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# package_available NAME: whether the configured suites can install it, without touching the network.
package_available() { [[ -n $(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \([^(].*\)/\1/p') ]]; }

# ensure_packages NAME...: installs what is missing, and asks the mirror only then.
ensure_packages() {
  local missing=() package
  for package; do
    package_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  is_debian || die "cannot install ${missing[*]}: this is not a Debian system; install them with your package manager and run again"
  is_root || die "cannot install ${missing[*]} as $(id -un); run once as root: apt-get install ${missing[*]}"
  note "installing ${missing[*]}"
  with_lock apt install_packages "${missing[@]}"
}

install_packages() {
  apt_update_once
  without_service_starts apt_get install -y --no-install-recommends "$@"
}

# Lists of the last hour are good enough; a failed install asks again.
apt_update_once() {
  local stamp=/var/lib/apt/lists/.skerry-updated
  [[ -n $(find "$stamp" -mmin -60 2>/dev/null) ]] && return 0
  apt_get update
  touch "$stamp"
}

# apt_get ARGUMENTS...: with retries, for a mirror that stumbles and for another apt that holds the lock.
apt_get() {
  local attempt log
  log=$(mktemp)
  for attempt in 1 2 3 4 5; do
    if DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 \
      -o Dpkg::Options::=--force-confold "$@" </dev/null >"$log" 2>&1; then
      rm -f "$log"
      return 0
    fi
    grep -q 'Unable to locate package' "$log" && break
    if ((attempt > 1)) && [[ $1 == install ]]; then rm -f /var/lib/apt/lists/.skerry-updated; fi
    sleep "$((attempt * 2))"
    if [[ $1 == install ]]; then apt-get -q update </dev/null >>"$log" 2>&1 || true; fi
  done
  tail -n 20 "$log" >&2
  rm -f "$log"
  die "apt-get $1 failed for: ${*:2}; its last lines stand above. Check the machine's network and apt sources, then run again"
}

# Packages must not start daemons by themselves: without systemd that fails, and with it we say when.
without_service_starts() {
  local policy=/usr/sbin/policy-rc.d status=0
  if [[ -e $policy ]]; then
    "$@"
    return
  fi
  printf '#!/bin/sh\n# written by Skerry while it installs packages\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  ("$@") || status=$?
  rm -f "$policy"
  return "$status"
}

# --- ports and addresses ----------------------------------------------------------------------------------------

# port_in_use PORT: whether anything listens on it (any address, TCP). Read from the kernel: `ss` may be missing.
port_in_use() {
  local hex
  hex=$(printf '%04X' "$1")
  awk -v port=":$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }' \
    /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# port_owner PORT: "name (pid N)" of whoever listens, as far as this user may see.
port_owner() {
  local line=
  if have ss; then line=$(ss -Hltnp "sport = :$1" 2>/dev/null | grep -o '"[^"]*",pid=[0-9]*' | head -n 1 || true); fi
  if [[ -n $line ]]; then
    local name=${line#\"}
    printf '%s (pid %s)\n' "${name%%\"*}" "${line##*pid=}"
  else
    printf 'a process of another user or network namespace\n'
  fi
}

# free_port FIRST: the first free port from FIRST on.
free_port() {
  local port=$1
  while port_in_use "$port"; do
    port=$((port + 1))
    ((port <= 65535)) || die "no free TCP port from $1 on"
  done
  printf '%s\n' "$port"
}

# primary_address: the address this host uses towards the world, or loopback on a machine without a network.
primary_address() {
  local address=
  if have ip; then address=$(ip -4 route get 192.0.2.1 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p' | head -n 1); fi
  if [[ -z $address ]]; then address=$(hostname -I 2>/dev/null | awk '{ print $1 }' || true); fi
  printf '%s\n' "${address:-127.0.0.1}"
}

# --- Java and Maven ---------------------------------------------------------------------------------------------

is_jdk_25() {
  [[ -x $1/bin/javac && -r $1/release ]] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

# find_jdk: prints the home of a JDK 25, or nothing. The default `java` of Debian 12 is 17.
find_jdk() {
  local candidate java
  java=$(command -v java || true)
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* \
    "${java:+$(dirname "$(dirname "$(readlink -f "$java")")")}"; do
    if [[ -n $candidate ]] && is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
}

# use_jdk: exports JAVA_HOME of a JDK 25 and puts it first on the PATH.
use_jdk() {
  local home
  home=$(find_jdk)
  if [[ -z $home ]] && is_root && is_debian && package_available openjdk-25-jdk-headless; then
    ensure_packages openjdk-25-jdk-headless
    home=$(find_jdk)
  fi
  [[ -n $home ]] || die "no JDK 25 found in JAVA_HOME, /usr/lib/jvm or PATH (Skerry is built for Java 25; a JRE or an older JDK does not do).
Install one, for example Debian's package openjdk-25-jdk-headless (trixie-backports and newer) or an unpacked Temurin 25, then run again,
if need be with JAVA_HOME=/path/of/jdk-25 before the command"
  if [[ -n ${JAVA_HOME:-} && $JAVA_HOME != "$home" ]]; then note "JAVA_HOME=$JAVA_HOME is no JDK 25: using $home"; fi
  export JAVA_HOME=$home PATH=$home/bin:$PATH
}

# use_maven: Maven from the PATH, else from apt.
use_maven() {
  have mvn || ensure_packages maven
  have mvn || die "no mvn on the PATH although the package maven is installed; add its folder to PATH and run again"
}

# --- waiting ------------------------------------------------------------------------------------------------------

# wait_until SECONDS COMMAND...: polls until the command succeeds; 1 when the time is over.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}

# http_ok URL: whether it answers 2xx soon. Proxies are for the world, not for this machine.
http_ok() { curl --noproxy '*' -fsS -o /dev/null --connect-timeout 2 --max-time 5 "$1"; }
