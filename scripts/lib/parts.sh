# For scripts/check: runs parts one after the other, or in lanes beside each other, says how long each took, and finds one
# that hangs.

# A part hangs if it and the processes it started have had nothing to do for so long, or have worked for so long, without a
# word (s). Time in which they wait for a processor counts for neither, so a slow or busy machine gets as long as it needs.
readonly most_idle=300 most_work=3600

part_logs=$tideline_root/runners-config/target/check
passed=0 failed=0 skipped=0

# Nobody builds here at the same time: it would write the jars that the tests of the other run from.
part_lock() {
  mkdir -p "$part_logs"
  exec 7>"$tideline_root/runners-config/target/build.lock"
  flock -n 7 || { echo "Another build is going on here: waiting for it ..." >&2; flock 7; }
}

# Lets others build again.
part_unlock() {
  exec 7>&-
}

# part NAME HEAR COMMAND...: runs a command, whose output goes to a file; HEAR is called with each line of it. If it fails,
# says what is known, and ends the lane with its status.
part() {
  local name=$1 hear=$2 begin=$SECONDS line= said= status=0
  shift 2
  part_log=$part_logs/${name//[, ]/-}.log
  part_begin=$SECONDS
  mkdir -p "$part_logs"
  : >"$part_log"
  "$@" >>"$part_log" 2>&1 </dev/null 7>&- &
  part_pid=$!
  local idle=0 worked=0 looks=0 now before
  read -r before _ </proc/uptime
  : >"$part_log.before"
  exec 8<"$part_log"
  while
    local alive=
    kill -0 "$part_pid" 2>/dev/null && alive=yes # before its last words are read
    while IFS= read -r line <&8; do
      "$hear" "$said$line"
      said='' idle=0 worked=0
    done
    said+=$line # the end of a line is still to come
    [[ -n $alive ]]
  do
    sleep 1
    ((++looks % 10 == 0)) || continue
    read -r now _ </proc/uptime
    part_usage "$part_pid" >"$part_log.now"
    # Per thread: what is new since the last look, in ns. Prints the idle and the worked seconds so far.
    read -r idle worked < <(awk -v idle="$idle" -v worked="$worked" -v passed="$now-$before" '
      FNR == NR { ran[$1] = $2; waited[$1] = $3; next }
      { r += $2 - ran[$1]; w += $3 - waited[$1] }
      END {
        split(passed, time, "-")
        free = time[1] - time[2] - (r + w) / 1e9
        print idle + (free > 0 ? free : 0), worked + r / 1e9
      }' "$part_log.before" "$part_log.now")
    mv "$part_log.now" "$part_log.before"
    before=$now
    if ((${idle%.*} > most_idle || ${worked%.*} > most_work)); then
      part_kill
      break
    fi
  done
  exec 8<&-
  rm -f "$part_log.before"
  wait "$part_pid" || status=$?
  part_pid=
  [[ -z $said ]] || "$hear" "$said"
  if ((status)); then
    part_line "$name" $((SECONDS - begin)) "FAILED with status $status"
    part_failed
    exit "$status"
  fi
}

# part_usage PID: for each thread of a process and of those it started, how long it ran and waited to (ns).
part_usage() {
  local pid files=()
  for pid in $(part_tree "$1"); do
    files+=(/proc/"$pid"/task/*/schedstat)
  done
  grep -sH . "${files[@]}" | sed 's/:/ /' || true # some have ended meanwhile
}

# part_tree PID: a process and those it started.
part_tree() {
  ps -e -o pid= -o ppid= | awk -v root="$1" '
    { parent[$1] = $2 }
    END {
      for (pid in parent) {
        for (up = pid; up != root && up in parent; up = parent[up]) {}
        if (up == root) print pid
      }
    }'
}

# Kills a part that hangs. What its JVMs were at stays in a file; of that it tells where our code was, and what each said last.
part_kill() {
  local pid said
  echo "It hangs: without a word it has idled for ${idle%.*} s and worked for ${worked%.*} s. Its threads are in $part_log.threads"
  for pid in $(part_tree "$part_pid"); do
    if [[ $(readlink "/proc/$pid/exe") == */java ]]; then
      echo "== $(tr '\0' ' ' <"/proc/$pid/cmdline" | tail -c 300)"
      timeout 30 "${JAVA_HOME:+$JAVA_HOME/bin/}jstack" "$pid" 2>&1 || true
      for said in $(readlink "/proc/$pid/fd/1" "/proc/$pid/fd/2" | sort -u); do
        [[ ! -f $said || $said -ef $part_log ]] || { echo "-- the end of $said" && tail -n 10 "$said"; }
      done
    fi
  done >"$part_log.threads"
  awk '
    /^(==|--)/ { said = /^--/ }
    /^(==|--)/ || said { print; next }
    /^"/ { thread = $0 }
    /\tat dev\.tideline\./ { if (thread) print thread; thread = ""; print }
  ' "$part_log.threads" | cut -c1-300 | head -n 150 || true # head may be done before the others
  part_end
}

# Ends what the script is at.
part_end() {
  # shellcheck disable=SC2046  # a list of numbers
  [[ -z ${part_pid:-} ]] || kill -KILL $(part_tree "$part_pid") 2>/dev/null || true
}

# part_line NAME SECONDS [MORE]: says how long something took.
part_line() {
  printf '%-36s %2d min %02d s  %s\n' "$1" $(($2 / 60)) $(($2 % 60)) "${3:-}"
}

# What there is to read of a part that failed: errors of Maven, the last words of tests, the end of the log.
part_failed() {
  local test file
  if grep -q '^\[ERROR\]' "$part_log"; then
    grep '^\[ERROR\]' "$part_log" | cut -c1-300 | head -n 40 || true
    for test in $(sed -nE 's/^\[ERROR\] Tests run: .* <<< .* -- in ([A-Za-z0-9_.]+)$/\1/p' "$part_log" | sort -u); do
      for file in $(find "$tideline_root" -name "$test-output.txt" -newer "$part_logs/begun"); do
        echo "-- the end of $file"
        tail -n 20 "$file" | cut -c1-300
      done
    done
  else
    tail -n 40 "$part_log" | cut -c1-300
  fi
  echo "-- the whole is in $part_log"
}

# lane FUNCTION: begins to run it beside what else is run. It counts the tests for itself, and says so when it ends.
lane() {
  local counts=$part_logs/$1.counts
  rm -f "$counts"
  (
    trap 'trap - INT TERM; part_end; exit 130' INT TERM
    trap 'echo "$passed $failed $skipped" >"$counts"' EXIT
    "$1"
  ) &
  lanes+=("$!")
  lane_counts+=("$counts")
}
lanes=() lane_counts=()

# Waits for all lanes. If one fails, the others are ended; leaves the status in `lanes_status`.
lanes_end() {
  local lane status left
  lanes_status=0
  while ((${#lanes[@]})); do
    left=()
    for lane in "${lanes[@]}"; do
      if kill -0 "$lane" 2>/dev/null; then
        left+=("$lane")
        continue
      fi
      status=0
      wait "$lane" || status=$?
      if ((status && lanes_status == 0)); then
        lanes_status=$status
        lanes_kill
      fi
    done
    lanes=("${left[@]}")
    sleep 1
  done
  local counts p f s
  for counts in "${lane_counts[@]}"; do
    read -r p f s <"$counts" || continue
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  done
}

# Ends the lanes that still run.
lanes_kill() {
  ((${#lanes[@]} == 0)) || kill -TERM "${lanes[@]}" 2>/dev/null || true
}

# The last lines: how long all took, and the tests.
part_summary() {
  part_line "all" $SECONDS
  echo "$passed passed, $failed failed, $skipped skipped"
}

# hear_nothing LINE
hear_nothing() { :; }

# hear_maven LINE: tells of the tests of each module, and adds them up.
hear_maven() {
  local counts='^\[[A-Z]+\] Tests run: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+), Skipped: ([0-9]+)$'
  case $1 in
    '[INFO] Building Tideline: '*)
      maven_tests_end
      module=${1#'[INFO] Building Tideline: '}
      module=${module%% *}
      ;;
    '[INFO] --- '*surefire*:test*) tests_begin=$SECONDS ;;
    '[INFO] --- '* | '[INFO] BUILD '*) maven_tests_end ;;
    '['*'Tests run: '*)
      if [[ $1 =~ $counts ]]; then
        module_failed=$((BASH_REMATCH[2] + BASH_REMATCH[3]))
        module_skipped=${BASH_REMATCH[4]}
        module_passed=$((BASH_REMATCH[1] - module_failed - module_skipped))
      fi
      ;;
  esac
}

maven_tests_end() {
  if [[ -n ${module_passed:-} ]]; then
    local took=$((SECONDS - tests_begin)) what="tests of $module"
    [[ $module != runners-config ]] || what="golden and live, $runner"
    local counts="$module_passed passed"
    ((module_failed == 0)) || counts+=", $module_failed failed"
    part_line "  $what" "$took" "$counts"
    passed=$((passed + module_passed)) failed=$((failed + module_failed)) skipped=$((skipped + module_skipped))
    tested=$((tested + took))
  fi
  module_passed=
}

# maven NAME ARGS...: a part that is a build, without the time of its tests.
maven() {
  local name=$1
  shift
  tested=0 module_passed=
  part "$name" hear_maven mvn -B "$@"
  part_line "$name" $((SECONDS - part_begin - tested))
}
