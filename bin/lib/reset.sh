# shellcheck shell=bash
# Removing one Skerry from this machine: what carries its instance's label, and nothing else.
# Source it after common.sh, docker.sh and server.sh.

# remove_instance ID
remove_instance() {
  local label=label=dev.skerry.instance=$1
  if [[ -z $1 ]]; then
    note "it never had an instance id: nothing of it can be on the Docker engine"
    return 0
  fi
  engine_answers || die "no Docker engine answers ($(engine_error)); start it first, for this Skerry's services and volumes are on it"
  step "Removing what carries the label dev.skerry.instance=$1"
  remove_objects services service ls -q --filter "$label"
  wait_until 60 no_tasks_left "$label" || true
  remove_objects containers container ls -aq --filter "$label"
  remove_objects networks network ls -q --filter "$label"
  remove_objects volumes volume ls -q --filter "$label"
  remove_objects configs config ls -q --filter "$label"
  remove_objects secrets secret ls -q --filter "$label"
  remove_objects images image ls -q --filter "$label"
}

# remove_objects WHAT TYPE LIST-ARGUMENTS...
remove_objects() {
  local what=$1 type=$2 ids=() force=()
  shift
  # Fails for the swarm's types where there is no swarm: then there are none.
  mapfile -t ids < <(docker_ "$@" 2>/dev/null | sort -u)
  ((${#ids[@]})) || return 0
  case $type in
    container) force=(--force --volumes) ;;
    image) force=(--force) ;;
  esac
  # A network lives until its last task has left it.
  wait_until 30 docker_ "$type" rm "${force[@]}" "${ids[@]}" || warn "some $what could not be removed: $(docker_ "$@" 2>/dev/null | paste -sd ' ')"
  note "$what: ${#ids[@]}"
}

# Tasks go some seconds after their service; their containers hold its networks and volumes.
no_tasks_left() {
  local id
  for id in $(docker_ container ls -q --filter "$1"); do
    [[ -z $(docker_ container inspect --format '{{ index .Config.Labels "com.docker.swarm.task.id" }}' "$id" 2>/dev/null) ]] || return 1
  done
}

# remove_state: the data, but not the tools, which any Skerry on this machine would fetch again.
remove_state() {
  step "Removing the data in $SKERRY_STATE"
  stop_leftover_postgres
  find "$SKERRY_STATE" -mindepth 1 -maxdepth 1 ! -name tools -exec rm -rf {} +
}

# A server that was killed leaves its PostgreSQL behind.
stop_leftover_postgres() {
  local file pid
  while read -r file; do
    pid=$(head -n 1 "$file")
    if [[ $pid =~ ^[0-9]+$ && $(cat "/proc/$pid/comm" 2>/dev/null) == postgres ]]; then
      kill -INT "$pid"
      wait_until 20 process_gone "$pid" || warn "PostgreSQL (process $pid) does not stop"
    fi
  done < <(find "$SKERRY_STATE" -maxdepth 4 -name postmaster.pid 2>/dev/null)
}
