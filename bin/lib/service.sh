# shellcheck shell=bash
# What keeps the server running: a unit of systemd where that runs and this is root, else bin/lib/supervise.
# Source it after common.sh, build.sh and server.sh.

SYSTEMD_UNITS=${SYSTEMD_UNITS:-/etc/systemd/system}
SERVER_START=$SKERRY_STATE/quickstart/start-server
SUPERVISOR_PID_FILE=$SKERRY_STATE/run/supervisor.pid
SERVER_ENDED=$SKERRY_STATE/run/server.ended

# What the server reads of the environment, and the programs it runs. Everything else is of the caller's shell.
SERVER_ENVIRONMENT='SKERRY_[A-Z_]+|DOCKER_[A-Z_]+|BUILDX_[A-Z_]+|BUILDKIT_[A-Z_]+|JAVA_TOOL_OPTIONS|PATH|HOME|LANG|LC_[A-Z]+|TZ|TMPDIR|SSL_CERT_(FILE|DIR)|([Hh][Tt][Tt][Pp][Ss]?|[Nn][Oo])_[Pp][Rr][Oo][Xx][Yy]'

uses_systemd() { has_systemd && is_root && have systemctl; }

# unit_name: one for each state folder; the usual one has the plain name.
unit_name() {
  if [[ $SKERRY_STATE == /var/lib/skerry ]]; then
    printf 'skerry.service\n'
  else
    printf 'skerry-%s.service\n' "$(printf '%s' "$SKERRY_STATE" | sha256sum | cut -c 1-8)"
  fi
}

unit_file() { printf '%s/%s\n' "$SYSTEMD_UNITS" "$(unit_name)"; }

# write_server_start COMMAND...: a script that starts the server with the settings of this run, whoever runs it. It may
# hold the address of a database with its password.
write_server_start() {
  start_script "$@" | write_private "$SERVER_START"
  chmod 700 "$SERVER_START"
}

start_script() {
  local line
  printf '#!/bin/bash\n# Written by bin/quickstart: starts the server of %q with the settings of its last run.\n' "$SKERRY_STATE"
  while IFS= read -r -d '' line; do
    [[ ! ${line%%=*} =~ ^($SERVER_ENVIRONMENT)$ ]] || printf 'export %s=%q\n' "${line%%=*}" "${line#*=}"
  done < <(env -0 | sort -z)
  printf 'printf "%%s\\n" "$$" >%q\nexec' "$SERVER_PID_FILE"
  printf ' %q' "$@"
  printf '\n'
}

# unit_text: hardened as far as can be for a server that is root because it talks to Docker, gives files to PostgreSQL's
# user, limits builds by their cgroups, and may be told to keep its data anywhere.
unit_text() {
  cat <<EOF
# Written by bin/quickstart; bin/quickstart --reset removes it.
[Unit]
Description=Skerry, the server of $(unit_path "$SKERRY_STATE")
Wants=docker.service network-online.target
After=docker.service network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=$(unit_word "$SERVER_START")
Restart=on-failure
RestartSec=2
# Settings that are not valid stay so; SIGTERM is the way out.
RestartPreventExitStatus=2
SuccessExitStatus=143
# It stops its PostgreSQL and builds itself, in their order.
KillMode=mixed
TimeoutStopSec=60
# A build that runs out of memory must not take the server with it.
OOMPolicy=continue
StandardOutput=append:$(unit_path "$SERVER_LOG")
StandardError=inherit
NoNewPrivileges=yes
ProtectSystem=full
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectClock=yes
ProtectHostname=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK

[Install]
WantedBy=multi-user.target
EOF
}

# unit_path TEXT: a percent sign begins one of systemd's specifiers.
unit_path() { printf '%s\n' "${1//%/%%}"; }

# unit_word TEXT: the program of a command line of systemd, which expands no variables in it.
unit_word() {
  local text
  text=$(unit_path "$1")
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"\n' "$text"
}

# start_service: the server starts now, and again whenever it dies.
start_service() {
  rm -f "$SERVER_ENDED" "$SERVER_PID_FILE"
  if uses_systemd; then
    unit_text >"$(unit_file)"
    systemctl daemon-reload
    systemctl enable --quiet "$(unit_name)"
    systemctl restart "$(unit_name)" || die "systemctl restart $(unit_name) failed; see: journalctl -u $(unit_name) -n 50"
  else
    start_detached "$SERVER_LOG" "$SKERRY_ROOT/bin/lib/supervise" "$SKERRY_STATE/run" "$SERVER_START" >"$SUPERVISOR_PID_FILE"
    # Until then the process is still one of this script's, and nothing would recognise it.
    wait_until 10 supervisor_runs || true
  fi
}

has_unit() { uses_systemd && [[ -e $(unit_file) ]]; }

# service_failed: whether the server that was just started has died, or was given up.
service_failed() {
  if has_unit; then
    [[ $(systemctl show -p NRestarts --value "$(unit_name)") != 0 ]] || systemctl is-failed --quiet "$(unit_name)"
  else
    [[ -s $SERVER_ENDED ]] || process_gone "$(cat "$SUPERVISOR_PID_FILE")"
  fi
}

# stop_service: nothing starts the server again, after a reboot neither. Fails when there is nothing of that kind.
stop_service() {
  local pid
  if has_unit; then
    systemctl disable --now --quiet "$(unit_name)" || warn "systemctl disable --now $(unit_name) failed; see: journalctl -u $(unit_name) -n 50"
    return 0
  fi
  pid=$(supervisor_pid)
  rm -f "$SUPERVISOR_PID_FILE"
  [[ -n $pid ]] || return 1
  kill "$pid"
}

supervisor_pid() {
  local pid
  pid=$(cat "$SUPERVISOR_PID_FILE" 2>/dev/null || true)
  if [[ $pid =~ ^[0-9]+$ ]] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "bin/lib/supervise $SKERRY_STATE/run "; then
    printf '%s\n' "$pid"
  fi
}

supervisor_runs() { [[ -n $(supervisor_pid) ]]; }

remove_service() {
  has_unit || return 0
  rm -f "$(unit_file)"
  systemctl daemon-reload || true
  note "removed the unit $(unit_name)"
}

# after_reboot: how the server comes back after one.
after_reboot() {
  if uses_systemd; then
    printf 'by itself (%s)\n' "$(unit_name)"
  else
    printf '%q/bin/quickstart%s\n' "$SKERRY_ROOT" "$(state_option)"
  fi
}
