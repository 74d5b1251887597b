# shellcheck shell=bash
# The server as a process of this machine: start, health, stop. Source it after common.sh and build.sh; service.sh, which
# keeps it running, after it.

SERVER_PID_FILE=$SKERRY_STATE/run/server.pid
SERVER_LOG=$SKERRY_STATE/log/server.log
SERVER_STAMP=$SKERRY_STATE/run/server.stamp

# server_pid: the process of this state's server, or nothing. A number that another process took over is not it.
server_pid() {
  local pid
  pid=$(cat "$SERVER_PID_FILE" 2>/dev/null || true)
  if [[ $pid =~ ^[0-9]+$ ]] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q 'skerry-server\.jar'; then
    printf '%s\n' "$pid"
  fi
}

server_healthy() { http_ok "http://127.0.0.1:$SKERRY_PORT/api/health" 2>/dev/null; }

# server_is_current: it runs, answers, and is what was built and set last.
server_is_current() {
  [[ -n $(server_pid) && $(cat "$SERVER_STAMP" 2>/dev/null) == "$(server_stamp)" ]] && server_healthy
}

server_stamp() { printf '%s %s\n' "$(build_stamp)" "$(server_settings | sha256sum | cut -c 1-16)"; }

server_settings() {
  printf '%s\n' "$SKERRY_PORT" "$SKERRY_ROUTER_HTTP_PORT" "$SKERRY_ROUTER_HTTPS_PORT" "$SKERRY_ADVERTISE_ADDRESS" "${DOCKER_HOST:-}" \
    "$SKERRY_DOCKER_COMMAND" "${DOCKER_CONFIG:-}" "${SKERRY_HEAP:-}"
}

start_server() {
  ensure_postgres_user
  make_state_folders
  # The sample comes from a repository in here; a server reads local repositories only where it is told to.
  export SKERRY_SOURCE_FOLDERS=${SKERRY_SOURCE_FOLDERS:-$SKERRY_STATE/quickstart}
  server_command
  keep_last_log
  write_server_start "${SERVER_COMMAND[@]}"
  start_service
  wait_for_server
  server_stamp >"$SERVER_STAMP"
}

# PostgreSQL runs as another user below the state: others may pass through it, and look into nothing.
make_state_folders() {
  mkdir -p "$SKERRY_STATE"/{run,log,quickstart,tools}
  chmod 711 "$SKERRY_STATE"
  chmod 700 "$SKERRY_STATE"/{run,log,quickstart,tools}
}

# write_private FILE <CONTENT: for this user's eyes, and whole or not at all.
write_private() {
  (
    umask 077
    cat >"$1.new"
  )
  mv -f "$1.new" "$1"
}

keep_last_log() {
  if [[ -s $SERVER_LOG ]]; then mv "$SERVER_LOG" "$SERVER_LOG.1"; fi
  : >"$SERVER_LOG"
}

wait_for_server() {
  local deadline=$((SECONDS + 180))
  until [[ -n $(server_pid) ]] && server_healthy; do
    if service_failed || ((SECONDS > deadline)); then
      stop_server || true
      tail -n 20 "$SERVER_LOG" >&2
      die "the server did not come up (its last lines stand above, all of them in $SERVER_LOG)"
    fi
    sleep 0.1
  done
}

# PostgreSQL refuses to run as root.
ensure_postgres_user() {
  is_root || return 0
  id skerry-postgres >/dev/null 2>&1 && return 0
  have useradd || ensure_packages passwd
  useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin skerry-postgres ||
    die "cannot make the system user skerry-postgres, which the embedded PostgreSQL runs as; make it by hand: useradd --system skerry-postgres"
}

# stop_server: by its own way out; only a server that hangs is killed. Fails when there was nothing to stop.
stop_server() {
  local pid kept=no
  pid=$(server_pid)
  if stop_service; then kept=yes; fi
  if [[ -z $pid ]]; then
    rm -f "$SERVER_PID_FILE"
    [[ $kept == yes ]]
    return
  fi
  kill "$pid" 2>/dev/null || true
  if ! wait_until 40 process_gone "$pid"; then
    warn "the server (process $pid) did not end within 40 s of SIGTERM; killing it"
    kill -9 "$pid"
    wait_until 5 process_gone "$pid" || true
  fi
  rm -f "$SERVER_PID_FILE"
}

# For people to type once: 24 characters that no shell or JSON minds.
random_password() { head -c 18 /dev/urandom | base64 | tr '+/' 'xy'; }

process_gone() { ! kill -0 "$1" 2>/dev/null; }
