# shellcheck shell=bash
# Counting tests of several kinds. Source it after common.sh.

PASSED=0
FAILED=0
SKIPPED=0

# count_tap FILE: a TAP report's own sums; its text is shown when something failed. No sums, or none run: a failure.
count_tap() {
  local passed failed skipped
  passed=$(tap_sum pass "$1")
  failed=$(($(tap_sum fail "$1") + $(tap_sum cancelled "$1")))
  skipped=$(($(tap_sum skipped "$1") + $(tap_sum todo "$1")))
  if ((passed + failed == 0)); then failed=1; fi
  if ((failed > 0)); then cat "$1"; fi
  add_counts "$passed" "$failed" "$skipped"
}

tap_sum() {
  local sum
  sum=$(sed -n "s/^# $1 \([0-9][0-9]*\)$/\1/p" "$2" | tail -n 1)
  printf '%s\n' "${sum:-0}"
}

# run_counted COMMAND...: a test script that reports in TAP.
run_counted() {
  local log
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || true
  count_tap "$log"
  rm -f "$log"
}

# check_gate NAME COMMAND...: one test that is a command.
check_gate() {
  local name=$1
  shift
  if ("$@"); then
    add_counts 1 0 0
  else
    note "$name failed"
    add_counts 0 1 0
  fi
}

# count_reports FOLDER MAVEN-STATUS: the XML reports of Surefire and Failsafe below it.
count_reports() {
  local folder=$1 status=$2 tests errors failures skipped
  read -r tests errors failures skipped < <(report_sums "$folder")
  # A build that broke without a failing test (a gate, the compiler) is one failure; so is one that tested nothing.
  if ((errors + failures == 0 && (status != 0 || tests == 0))); then
    note "Maven ended with exit code $status after $tests tests"
    errors=1 tests=$((tests + 1))
  fi
  add_counts "$((tests - errors - failures - skipped))" "$((errors + failures))" "$skipped"
}

report_sums() {
  find "$1" -path '*/target/*-reports/TEST-*.xml' -exec grep -h -m 1 -o '<testsuite [^>]*>' {} + |
    awk 'function number(name,   text) {
        if (!match($0, " " name "=\"[0-9]+\"")) return 0
        text = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", text); return text + 0
      }
      { tests += number("tests"); errors += number("errors"); failures += number("failures"); skipped += number("skipped") }
      END { print tests + 0, errors + 0, failures + 0, skipped + 0 }'
}

add_counts() {
  PASSED=$((PASSED + $1))
  FAILED=$((FAILED + $2))
  SKIPPED=$((SKIPPED + $3))
  note "$1 passed, $2 failed, $3 skipped"
}

# summary: the last line, for people and scripts, and the exit code.
summary() {
  if ((PASSED + FAILED == 0)); then
    warn "no test ran at all"
    FAILED=1
  fi
  step "Done"
  printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
  ((FAILED == 0)) || exit 1
}
