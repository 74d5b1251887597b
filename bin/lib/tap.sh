# shellcheck shell=bash
# Tests in bash: each function called test_... runs in a subshell of its own with a folder $T, and fails by its exit code.

# run_tests: all of them, or those whose name contains the first argument; a TAP report on standard output.
# Never call it in a condition: bash then ignores `set -e` in all that runs below, and every test would pass.
run_tests() {
  local name status number=0 failed=0
  set +e
  for name in $(compgen -A function test_); do
    [[ -z ${1:-} || $name == *"$1"* ]] || continue
    number=$((number + 1))
    run_test "$name"
    status=$?
    if ((status == 0)); then
      printf 'ok %d - %s\n' "$number" "${name//_/ }"
    else
      failed=$((failed + 1))
      printf 'not ok %d - %s\n' "$number" "${name//_/ }"
    fi
  done
  set -e
  printf '1..%d\n# pass %d\n# fail %d\n' "$number" "$((number - failed))" "$failed"
  ((failed == 0 && number > 0))
}

run_test() {
  local status folder
  folder=$(mktemp -d)
  (
    set -eE
    trap 'printf "line %s: %s\n" "$LINENO" "$BASH_COMMAND"' ERR
    # shellcheck disable=SC2034 # for the test
    T=$folder
    "$1"
  ) >"$folder.out" 2>&1 </dev/null
  status=$?
  if ((status != 0)); then sed 's/^/# /' "$folder.out"; fi
  rm -rf "$folder" "$folder.out"
  return "$status"
}

# is EXPECTED ACTUAL
is() {
  [[ $1 == "$2" ]] || {
    printf 'expected: %s\n     got: %s\n' "$1" "$2"
    return 1
  }
}

# contains PART TEXT
contains() {
  [[ $2 == *"$1"* ]] || {
    printf 'expected a text with: %s\n                 got: %s\n' "$1" "$2"
    return 1
  }
}

# fails_with CODE COMMAND...: prints what it said.
fails_with() {
  local wanted=$1 status=0
  shift
  ("$@") 2>&1 || status=$?
  [[ $status == "$wanted" ]] || {
    printf 'expected exit code %s, got %s of: %s\n' "$wanted" "$status" "$*" >&2
    return 1
  }
}
