# shellcheck shell=bash
# Shared by tools/try and tools/test: configure and build into a directory, quietly where nobody watches.

# One compiler a core, but no more than the memory carries (about 1 GB each).
build_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1000000) }' /proc/meminfo)
  [ "$memory" -ge 1 ] || memory=1
  [ "$cores" -le "$memory" ] && echo "$cores" || echo "$memory"
}

# configure_and_build DIR TARGETS -- CMAKE OPTIONS
configure_and_build() {
  local directory=$1 targets=$2 generator=() quiet=()
  shift 3
  if [ ! -f "$directory/CMakeCache.txt" ] && command -v ninja >/dev/null; then
    generator=(-G Ninja)
  fi
  if [ ! -t 1 ] && [ -n "$(command -v ninja)" ]; then quiet=(-- --quiet); fi
  if ! cmake -S . -B "$directory" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release "$@" >"$directory.log" 2>&1; then
    cat "$directory.log" >&2
    echo "Cấu hình không thành công; xem các dòng trên / Configuring failed; see above. Log: $directory.log" >&2
    return 3
  fi
  if grep -q 'CMAKE_GENERATOR:INTERNAL=Unix Makefiles' "$directory/CMakeCache.txt"; then quiet=(); fi
  # shellcheck disable=SC2086  # targets is a list
  cmake --build "$directory" --parallel "$(build_jobs)" --target $targets "${quiet[@]}"
}
