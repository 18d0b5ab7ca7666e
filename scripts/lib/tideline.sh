# Shared by the scripts: builds what is missing for a runner, and starts a main class on it.

# With it, cd would go elsewhere and print where it went.
unset CDPATH

tideline_root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

# Java reads names of files in the encoding of the locale, and in that of cron, systemd or a container knows ASCII only.
[[ $(locale charmap 2>/dev/null) == UTF-8 ]] || export LC_ALL=C.UTF-8

# tideline_help NAME ARGS...: if the arguments ask for help, prints that text, and ends. It is kept as a file, so that nothing
# has to be built for it.
tideline_help() {
  local name=$1 word
  shift
  for word in "$@"; do
    if [[ $word == --help || $word == -h ]]; then
      [[ -f $tideline_root/scripts/help/$name.txt ]] || tideline_usage_error "there is no help for '${name#*-}'" "Try: scripts/${name%%-*} --help"
      cat "$tideline_root/scripts/help/$name.txt"
      exit 0
    fi
  done
}

# tideline_usage_error LINE...: prints what is wrong with the arguments, and exits with 2.
tideline_usage_error() {
  printf '%s\n' "$@" >&2
  exit 2
}

# The runners there are: a folder each, with the files that start it.
tideline_is_runner() {
  [[ $1 =~ ^[a-z]+$ && -f $tideline_root/runners-config/$1/pipeline.args ]]
}

# The engines that clusters can be made of: a folder each.
tideline_is_cluster() {
  [[ $1 =~ ^[a-z]+$ && -f $tideline_root/clusters/$1/pom.xml ]]
}

# Prints what makes the class path of a runner out of date; nothing if it is not. The benchmarks are on none.
tideline_stale() {
  tideline_newer_than "$tideline_root/runners-config/target/$1/built" "$tideline_root/benchmarks"
}

# tideline_newer_than FILE [FOLDER]: prints a source, of none in that folder, that is newer than a file, or the file if it is
# not there.
tideline_newer_than() {
  if [[ ! -f $1 ]]; then
    echo "$1"
    return
  fi
  find "$tideline_root" \( -path '*/target' -o -path "${2:-}" \) -prune -o \
    \( -name '*.java' -o -name pom.xml -o -path '*/src/main/resources/*' -o -name capabilities.txt -o -name pipeline.args -o -name stream.args \) \
    -newer "$1" -print -quit
}

# Leaves in `java` the command that starts Java, and ends if it is none that can be used.
tideline_find_java() {
  local version
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || { echo "JAVA_HOME is $JAVA_HOME, where no bin/java is: set it to the folder of a JDK 17, or unset it" >&2; exit 1; }
  else
    java=$(command -v java) || { echo "JDK 17 or later is needed: java was not found; install it, or set JAVA_HOME to its folder" >&2; exit 1; }
  fi
  version=$(sed -nE 's/^JAVA_VERSION="(1\.)?([0-9]+).*/\2/p' "$(dirname "$(readlink -f "$java")")/../release" 2>/dev/null) || true
  if [[ -n $version ]] && ((version < 17)); then
    echo "JDK 17 or later is needed: $java is version $version; set JAVA_HOME to the folder of a newer one" >&2
    exit 1
  fi
}

# Builds the class path of a runner, unless it is there and newer than every source.
tideline_build() {
  local runner=$1
  local target=$tideline_root/runners-config/target/$runner
  local built=$target/built log=$target/build.log
  [[ -n $(tideline_stale "$runner") ]] || return 0
  tideline_find_java
  command -v mvn >/dev/null || { echo "Maven 3.8 or later is needed: mvn was not found" >&2; exit 1; }
  mkdir -p "$target"
  echo "Building Tideline for the $runner runner (the first time, Maven fetches libraries: minutes) ..." >&2
  # Two builds at a time would write the same jars.
  exec 9>"$tideline_root/runners-config/target/build.lock"
  flock 9
  if [[ -n $(tideline_stale "$runner") ]]; then
    tideline_maven "$log" -P "$runner" -pl runners-config,demo -am
    tideline_archive_classes "$runner"
  fi
  touch "$built"
  exec 9>&-
}

# Leaves the classes of a runner, as a run has loaded them, where the next JVM has them at once: a fifth of a short run. Without
# this archive, or with another JDK than made it, all works as well, only later.
tideline_archive_classes() (
  target=$tideline_root/runners-config/target/$1
  rm -f "$target/classes.jsa"
  mapfile -t options < <(tideline_runner_options "$1" local.args)
  tideline_short_run
  tideline_jvm "$1"
  # Over Parquet, and with rows in Parquet beside those in JSON lines: the classes for files of both kinds.
  if "${jvm[@]}" -XX:ArchiveClassesAtExit="$target/classes.new" dev.tideline.pipelines.Main daily-revenue "${options[@]}" \
    --input "$tideline_root/testdata/cases/h01-copy-jsonl-against-archive/archive" --output "$target/classes-run" --parquet \
    --show 0 >"$target/classes.log" 2>&1; then
    mv -f "$target/classes.new" "$target/classes.jsa"
  fi
  rm -rf "$target/classes.new" "$target/classes-run"
)

# Builds the native jobs and what compares with them, unless they are there and newer than every source.
tideline_build_benchmarks() {
  local built=$tideline_root/benchmarks/target/built log=$tideline_root/benchmarks/target/build.log
  local modules=benchmarks/bench,benchmarks/duckdb,benchmarks/flink,benchmarks/kafka-streams,benchmarks/peers,benchmarks/product,benchmarks/spark
  [[ -n $(tideline_newer_than "$built") ]] || return 0
  mkdir -p "$tideline_root/benchmarks/target"
  echo "Building the native jobs (the first time, Maven fetches their engines: minutes) ..." >&2
  tideline_maven "$log" -pl "$modules" -am
  touch "$built"
}

# The server of scripts/s3server.
tideline_build_s3server() {
  local built=$tideline_root/s3server/target/built log=$tideline_root/s3server/target/build.log
  [[ -n $(tideline_newer_than "$built" "$tideline_root/benchmarks") ]] || return 0
  mkdir -p "$tideline_root/s3server/target"
  echo "Building the S3 server (the first time, Maven fetches libraries) ..." >&2
  tideline_maven "$log" -pl s3server -am
  touch "$built"
}

# Builds what a cluster of an engine is made of, and the jar that is submitted to it, unless they are there and newer than every
# source.
tideline_build_cluster() {
  local engine=$1
  local built=$tideline_root/clusters/$engine/target/built log=$tideline_root/clusters/$engine/target/build.log
  [[ -n $(tideline_newer_than "$built" "$tideline_root/benchmarks") ]] || return 0
  mkdir -p "$tideline_root/clusters/$engine/target"
  echo "Building a cluster of $engine and the jar for it (the first time, Maven fetches libraries: minutes) ..." >&2
  tideline_maven "$log" -P "$engine,job-jar" -pl "runners-config,clusters/$engine" -am
  touch "$built"
}

# tideline_maven LOG ARGS...: builds without tests, or ends with what went wrong.
tideline_maven() {
  local log=$1
  shift
  if ! (cd "$tideline_root" && mvn -B -DskipTests "$@" package) >"$log" 2>&1; then
    grep -E '^\[ERROR\]' "$log" | head -n 20 >&2
    echo "The build failed; all it said is in $log" >&2
    exit 1
  fi
}

# tideline_java RUNNER MAIN ARGS...: becomes that main class on the class path of that runner.
tideline_java() {
  tideline_command "$@"
  exec "${command[@]}"
}

# tideline_java_and_then RUNNER MAIN ARGS...: runs it, and leaves its exit status in `status`. A signal to end goes on to it,
# and `stopped` is not empty if there was one.
tideline_java_and_then() {
  stopped=
  tideline_command "$@"
  "${command[@]}" &
  local pid=$!
  # Ctrl-C too: a command in the background of a script does not hear it.
  trap 'stopped=yes; kill -TERM "$pid" 2>/dev/null' TERM INT
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
  local runner=$1
  shift
  tideline_find_java
  tideline_build "$runner"
  tideline_jvm "$runner"
  command=("${jvm[@]}" "$@")
}

# tideline_jvm RUNNER: leaves in `jvm` the command that starts Java on the class path of a runner.
tideline_jvm() {
  local target=$tideline_root/runners-config/target/$1 archive=()
  [[ ! -f $target/classes.jsa ]] || archive=("-XX:SharedArchiveFile=$target/classes.jsa" "-Xlog:cds*=off")
  # Engines inside the process listen on loopback only, unless the caller says otherwise. Spark, which looks for the address of
  # the host's name and dies if there is none, takes this one. A FLINK_CONF_DIR that somebody has exported is of a cluster, not
  # of Flink inside this process, for which --flinkConfDir is there.
  export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
  export FLINK_CONF_DIR=$tideline_root/runners-config/flink/embedded
  # shellcheck disable=SC2206  # TIDELINE_JAVA_OPTS is a list of options
  jvm=("$java" "@$tideline_root/runners-config/$1/jvm.args" "${archive[@]}" "${short_run[@]}"
    ${TIDELINE_JAVA_OPTS:-} -cp "$target/lib/*")
}

# What is started from now on is over soon.
tideline_short_run() {
  short_run=("@$tideline_root/runners-config/short-run.args")
}
short_run=()

# tideline_tool MAIN ARGS...: becomes a main class that needs no runner and is over soon.
tideline_tool() {
  tideline_short_run
  tideline_java direct "$@"
}

# tideline_runner_options RUNNER FILE ARGS...: prints the Beam options in a file of that runner, a line each, but for those
# that the arguments set themselves.
tideline_runner_options() {
  local runner=$1 file=$2
  shift 2
  tideline_unless_set "$@" < <(grep -v -e '^#' -e '^[[:space:]]*$' "$tideline_root/runners-config/$runner/$file")
}

# tideline_stream_options RUNNER STATE UNTIL ARGS...: prints what a stream wants beside, which keeps its state in that folder
# and ends (UNTIL is now) or goes on.
tideline_stream_options() {
  local runner=$1 state=$2 until=$3
  shift 3
  tideline_unless_set "$@" < <("$tideline_root/runners-config/$runner/stream-options" "$state" "$until")
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
  tideline_find_java
  tideline_build "$runner"
  exec "$java" -Xmx512m -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Duser.language=en "-Dtideline.root=$tideline_root" \
    -cp "$tideline_root/demo/target/lib/*" "$@"
}

# In the folder of a stream's state: a stream has made it. Each runner's stream-options puts it there.
tideline_state_mark=.tideline-state

# tideline_state_fits STATE OUTPUT: ends the command if the folder of a stream's state is somebody else's: what is in it is
# removed when the stream has ended.
tideline_state_fits() {
  local state=$1 output=$2 entry
  if [[ -n $output && $(realpath -ms "$output")/ == "$(realpath -ms "$state")"/* ]]; then
    tideline_usage_error "--output $output lies in $state, where --state keeps what is removed at the end: give another folder"
  fi
  for entry in "$state"/* "$state"/.[!.]*; do
    [[ -e $entry || -L $entry ]] || continue
    case $(test -f "$state/$tideline_state_mark" && echo "${entry##*/}") in
      conf | checkpoints | ending | run-* | "$tideline_state_mark") ;;
      *) tideline_usage_error "--state: $state holds ${entry##*/}, which is no state of a stream: give another folder" ;;
    esac
  done
}

# tideline_state_remove STATE: removes what a stream has kept there, if one has, and the folder if nothing else is in it.
tideline_state_remove() {
  [[ -f $1/$tideline_state_mark ]] || return 0
  rm -rf "$1/conf" "$1/checkpoints" "$1/ending" "$1"/run-* "$1/$tideline_state_mark"
  rmdir "$1" 2>/dev/null || true
}
