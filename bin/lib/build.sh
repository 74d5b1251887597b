# shellcheck shell=bash
# Building Skerry, and the command that starts its server. Source it after common.sh.

SKERRY_SERVER_APP=$SKERRY_ROOT/skerry-server/target/app
SKERRY_CLI=$SKERRY_ROOT/skerry-cli/target/app/skerry
SKERRY_CLI_LIB=$SKERRY_ROOT/skerry-cli/target/app/lib
SKERRY_BENCH=$SKERRY_ROOT/skerry-bench/target/app/skerry-bench.jar

# maven ARGUMENTS...: under JDK 25, from the root of the checkout, without questions and without a log of downloads.
maven() {
  # Maven 3.8 runs on JDK 25 only with these, or with a screen of warnings.
  local options="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
  (cd "$SKERRY_ROOT" && MAVEN_OPTS=$options mvn -B -ntp -Dstyle.color=never "$@" </dev/null)
}

# What decides about the build's result. Tests and documents do not.
source_hash() {
  (
    cd "$SKERRY_ROOT" || exit 1
    # Not all of these need be there.
    { find pom.xml build skerry-*/pom.xml skerry-*/src/main dashboard -type f ! -path '*/node_modules/*' ! -path '*/dist/*' -print0 2>/dev/null || true; } |
      sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-32
  )
}

# build_skerry: server, command line and benchmarks, packed; nothing when the sources are those of the last build.
build_skerry() {
  local stamp=$SKERRY_ROOT/skerry-server/target/.built hash
  hash=$(source_hash)
  if [[ -r $SKERRY_SERVER_APP/skerry-server.jar && -x $SKERRY_CLI && -r $SKERRY_BENCH && $(cat "$stamp" 2>/dev/null) == "$hash" ]]; then
    note "the build is up to date"
    return 0
  fi
  [[ -w $SKERRY_ROOT ]] || die "$(id -un) cannot write to $SKERRY_ROOT, where the build leaves its results; take a checkout of your own, or run as $(stat -c %U "$SKERRY_ROOT")"
  [[ -d $SKERRY_ROOT/skerry-server/target ]] || note "the first time this takes some minutes"
  # The gates and the tests are for bin/test; here they would only cost time.
  quietly "the build of Skerry (mvn package)" maven -q package -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -Dcheckstyle.skip=true -Dmdep.analyze.skip=true
  [[ -r $SKERRY_SERVER_APP/skerry-server.jar ]] || die "the build ended without $SKERRY_SERVER_APP/skerry-server.jar"
  make_cli_cache
  make_server_cache
  printf '%s\n' "$hash" >"$stamp"
}

# make_cli_cache: what common commands load, linked ahead of time for this very JDK and these very jars. Without it the
# command line is slower, not worse. The options are those of the launcher, skerry-cli/src/main/launcher/skerry.
make_cli_cache() {
  local cache=$SKERRY_CLI_LIB/skerry-cli.aot
  rm -f "$cache"
  (cd / && "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx128m "-XX:AOTCacheOutput=$cache" \
    -cp "$SKERRY_CLI_LIB/skerry-cli.jar" dev.skerry.cli.Training) >/dev/null 2>&1 </dev/null ||
    warn "the cache $cache cannot be made; the command line starts slower without it"
}

build_stamp() { cat "$SKERRY_ROOT/skerry-server/target/.built"; }

# make_server_cache: what a start and common requests load, linked ahead of time for this very JDK and these very jars,
# by one run of the server on a state that is thrown away. Without it the server starts slower, not worse.
make_server_cache() {
  local cache=$SKERRY_SERVER_APP/skerry-server.aot
  rm -f "$cache"
  note "preparing the server's start"
  # Where nothing can be started (no engine, no router image) there is nothing to learn from.
  ("$SKERRY_ROOT/bin/lib/train-server" "$cache") >"$SKERRY_ROOT/skerry-server/target/train.log" 2>&1 </dev/null || rm -f "$cache"
  [[ -r $cache ]] || warn "the cache $cache cannot be made (see skerry-server/target/train.log); the server starts slower without it"
}

# server_jvm: sets SERVER_JVM to the Java with the options it always runs the server with: a cache fits these only.
server_jvm() {
  # A small young generation, as the whole of it is touched before its first collection (26 MB less when idle), and the
  # cache mapped where it was made for, as moving it makes a private copy of all of it (19 MB less, and a faster start).
  # The first compiler alone: the second one takes a third of a start's time and 30 MB for code that mostly waits.
  SERVER_JVM=("$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms32m -Xmn16m "-Xmx${SKERRY_HEAP:-256m}"
    -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED)
}

# server_command: sets SERVER_COMMAND to the arguments that start the server.
server_command() {
  server_jvm
  SERVER_COMMAND=("${SERVER_JVM[@]}")
  # Classes loaded and linked ahead of time; a cache of another build is ignored by the JVM.
  if [[ -r $SKERRY_SERVER_APP/skerry-server.aot ]]; then SERVER_COMMAND+=("-XX:AOTCache=$SKERRY_SERVER_APP/skerry-server.aot"); fi
  SERVER_COMMAND+=(-jar "$SKERRY_SERVER_APP/skerry-server.jar")
}
