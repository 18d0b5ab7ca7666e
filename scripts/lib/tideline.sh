# Shared by the scripts: builds what is missing for a runner, and starts a main class on it.

tideline_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# tideline_usage_error LINE...: prints what is wrong with the arguments, and exits with 2.
tideline_usage_error() {
  printf '%s\n' "$@" >&2
  exit 2
}

# The runners there are: a folder each, with the files that start it.
tideline_is_runner() {
  [[ $1 =~ ^[a-z]+$ && -f $tideline_root/runners-config/$1/pipeline.args ]]
}

# Prints what makes the class path of a runner out of date; nothing if it is not.
tideline_stale() {
  local built=$tideline_root/runners-config/target/$1/built
  if [[ ! -f $built ]]; then
    echo "$built"
    return
  fi
  find "$tideline_root" -path '*/target' -prune -o \
    \( -name '*.java' -o -name pom.xml -o -path '*/src/main/resources/*' -o -name capabilities.txt \) \
    -newer "$built" -print -quit
}

# Builds the class path of a runner, unless it is there and newer than every source.
tideline_build() {
  local runner=$1
  local target=$tideline_root/runners-config/target/$runner
  local built=$target/built log=$target/build.log
  [[ -n $(tideline_stale "$runner") ]] || return 0
  command -v mvn >/dev/null || { echo "Maven 3.8 or later is needed: mvn was not found" >&2; exit 1; }
  mkdir -p "$target"
  echo "Building Tideline for the $runner runner (the first time, Maven fetches libraries: minutes) ..." >&2
  # Two builds at a time would write the same jars.
  exec 9>"$tideline_root/runners-config/target/build.lock"
  flock 9
  if [[ -n $(tideline_stale "$runner") ]] && ! (cd "$tideline_root" && mvn -B -P "$runner" -DskipTests package) >"$log" 2>&1; then
    grep -E '^\[ERROR\]' "$log" | head -n 20 >&2
    echo "The build failed; all it said is in $log" >&2
    exit 1
  fi
  touch "$built"
  exec 9>&-
}

# tideline_java RUNNER MAIN ARGS...: becomes that main class on the class path of that runner.
tideline_java() {
  tideline_command "$@"
  exec "${command[@]}"
}

# tideline_java_and_then MARK RUNNER MAIN ARGS...: runs it, and leaves its exit status in `status`. A signal to end goes on to
# it; the file MARK says that there was one.
tideline_java_and_then() {
  local mark=$1
  shift
  tideline_command "$@"
  "${command[@]}" &
  local pid=$!
  # Ctrl-C too: a command in the background of a script does not hear it.
  trap ': 2>/dev/null >"$mark" || true; kill -TERM "$pid" 2>/dev/null' TERM INT
  status=0
  wait "$pid" || status=$?
  while kill -0 "$pid" 2>/dev/null; do # a signal ends the waiting, not the process
    status=0
    wait "$pid" || status=$?
  done
  trap - TERM INT
}

# tideline_command RUNNER MAIN ARGS...: leaves in `command` how to start it, and builds what is missing for it.
tideline_command() {
  local runner=$1 main=$2
  shift 2
  tideline_build "$runner"
  # shellcheck disable=SC2206  # TIDELINE_JAVA_OPTS is a list of options
  command=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$tideline_root/runners-config/$runner/jvm.args"
    ${TIDELINE_JAVA_OPTS:-} -cp "$tideline_root/runners-config/target/$runner/lib/*" "$main" "$@")
}

# tideline_runner_options RUNNER FILE ARGS...: prints the Beam options in a file of that runner, a line each, but for those
# that the arguments set themselves.
tideline_runner_options() {
  local runner=$1 file=$2
  shift 2
  tideline_unless_set "$@" < <(grep -v -e '^#' -e '^[[:space:]]*$' "$tideline_root/runners-config/$runner/$file")
}

# tideline_stream_options RUNNER STATE ARGS...: prints what a stream wants beside, which keeps its state in that folder.
tideline_stream_options() {
  local runner=$1 state=$2
  shift 2
  tideline_unless_set "$@" < <("$tideline_root/runners-config/$runner/stream-options" "$state")
}

# Passes on the options on stdin, but for those that the arguments set themselves.
tideline_unless_set() {
  local line word
  while IFS= read -r line; do
    for word in "$@"; do
      if [[ $word == "${line%%=*}" || $word == "${line%%=*}="* ]]; then
        continue 2
      fi
    done
    printf '%s\n' "$line"
  done
}

# tideline_without_runner MAIN ARGS...: becomes that main class on the class path of the module demo, which has ops too and no
# runner; builds it with the runner that the arguments name, or with Flink.
tideline_without_runner() {
  local runner=flink word previous=
  for word in "$@"; do
    [[ $previous == --runner ]] && runner=$word
    [[ $word == --runner=* ]] && runner=${word#*=}
    previous=$word
  done
  tideline_is_runner "$runner" || tideline_usage_error "--runner wants direct, flink or spark, not '$runner'"
  tideline_build "$runner"
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -XX:+UseSerialGC -Duser.language=en "-Dtideline.root=$tideline_root" \
    -cp "$tideline_root/demo/target/lib/*" "$@"
}
