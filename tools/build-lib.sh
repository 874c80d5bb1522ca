# shellcheck shell=bash
# Shared by tools/try and tools/test: configure and build into a directory; what the tools print goes to DIR.log and is shown when it fails.

# One compiler a core, but no more than the memory carries (about 1 GB each).
build_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1000000) }' /proc/meminfo)
  [ "$memory" -ge 1 ] || memory=1
  [ "$cores" -le "$memory" ] && echo "$cores" || echo "$memory"
}

# Shows "[12/80]" on a terminal, nothing elsewhere; reads the build's output, which goes to a log as a whole.
build_progress() {
  if [ -t 1 ]; then
    awk '/^\[ *[0-9]+[\/%]/ { printf "\r%s  ", $1; fflush() } END { printf "\r              \r" }'
  else
    cat >/dev/null
  fi
}

# configure_and_build DIR TARGETS -- CMAKE OPTIONS
configure_and_build() {
  local directory=$1 targets=$2 generator=()
  shift 3
  if [ ! -f "$directory/CMakeCache.txt" ] && command -v ninja >/dev/null; then
    generator=(-G Ninja)
  fi
  if ! cmake -S . -B "$directory" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release "$@" >"$directory.log" 2>&1; then
    cat "$directory.log" >&2
    echo "Cấu hình không thành công; xem các dòng trên / Configuring failed; see above." >&2
    return 3
  fi
  # shellcheck disable=SC2086  # targets is a list
  if ! cmake --build "$directory" --parallel "$(build_jobs)" --target $targets 2>&1 | tee -a "$directory.log" | build_progress; then
    grep -m 20 -A 5 -E 'error:|FAILED|\*\*\*' "$directory.log" >&2 || tail -n 30 "$directory.log" >&2
    echo "Biên dịch không thành công; toàn bộ ở $directory.log / The build failed; everything is in $directory.log." >&2
    return 3
  fi
}
