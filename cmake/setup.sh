# shellcheck shell=bash
# What the launchers share: installing what is missing and building what is out of date.
# The sourcing script sets: root (absolute path of the checkout) and caller (name for messages).
# Nothing here reads standard input or writes to standard output.
: "${root:?}" "${caller:?}"

say() { printf '%s: %s\n' "$caller" "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Shows the end of a log whose step failed.
fail_with_log() {
    tail -n 40 -- "$2" >&2 || true
    fail "$1 (whole log: $2)"
}

# --- packages ---------------------------------------------------------------------------------

# Packages of the given sections that are not installed, one a line. Without dpkg (another
# distribution) none is known to be missing, and configuring tells what is.
missing_packages() {
    local name wanted installed
    command -v dpkg-query >/dev/null || return 0
    wanted=$(sh "$root/cmake/packages.sh" "$@")
    # dpkg-query fails for names it never heard of; those are just not in its answer
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f '${db:Status-Status}:${Package}\n' $wanted 2>/dev/null || true)
    for name in $wanted; do
        [[ $'\n'$installed$'\n' == *$'\n'"installed:$name"$'\n'* ]] || printf '%s\n' "$name"
    done
}

# Says how to install, by hand, what is missing of the given sections.
by_hand() {
    local -a missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]})); then printf '; install: sudo %s' "$(install_line "${missing[*]}")"; fi
}

install_line() { printf 'apt-get install -y --no-install-recommends %s' "$*"; }

# Installs what is missing of the given sections, as root or through sudo without a password;
# otherwise says the exact line and gives up.
install_packages() {
    local log=$root/build/install.log
    local -a missing as_root=(env)
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        if ! { command -v sudo && sudo -n true; } >/dev/null 2>&1 </dev/null; then
            fail "packages are missing; run: sudo $(install_line "${missing[*]}")"
        fi
        as_root=(sudo -n env)
    fi
    say "installing ${#missing[@]} packages (log: $log)"
    as_root+=(DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
    # a stale package index may still do, so only the installation itself must succeed
    "${as_root[@]}" update >"$log" 2>&1 </dev/null || true
    "${as_root[@]}" install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null ||
        fail_with_log "installing failed; by hand: sudo $(install_line "${missing[*]}")" "$log"
}

# --- staleness --------------------------------------------------------------------------------

# The files whose change makes git name another commit, of this checkout or worktree.
git_heads() {
    local folder=$root/.git
    if [[ -f $folder ]]; then
        read -r _ folder <"$folder"
        [[ $folder == /* ]] || folder=$root/$folder
    fi
    [[ -f $folder/HEAD ]] && printf '%s\n' "$folder/HEAD"
    [[ -f $folder/logs/HEAD ]] && printf '%s\n' "$folder/logs/HEAD"
    return 0
}

# State of everything the build depends on: the processor (code is made for it), the installed
# packages, the commit and each file below the given paths. Change time is compared too, so a file
# put back with its old size and time is seen.
sources_state() {
    local processor='' path
    local -a paths=()
    mapfile -t paths < <(git_heads)
    for path in CMakeLists.txt CMakePresets.json packages.txt cmake "$@" /var/lib/dpkg/status; do
        [[ -e $path ]] && paths+=("$path")
    done
    if [[ -r /proc/cpuinfo ]]; then read -r -N 8192 processor </proc/cpuinfo || true; fi
    processor=${processor#*$'\nflags'}
    printf 'processor %s\n' "${processor%%$'\n'*}"
    find -L "${paths[@]}" -type f -printf '%T@ %C@ %s %p\n'
}

# True when build folder $1 was built from the state $2 and its program is still there.
is_current() {
    [[ -x $1/$3 && -f $1/sources.built && $(<"$1/sources.built") == "$2" ]]
}

# What a build is made with; unlike sources, the build tool does not see these change.
tools_state() {
    # shellcheck disable=SC2046
    dpkg-query -W -f '${Package} ${Version}\n' $(sh "$root/cmake/packages.sh" build test bench) \
        2>/dev/null || true
    "${CXX:-c++}" --version 2>&1 || true
    grep -m 1 -E '^(flags|Features)' /proc/cpuinfo || true
}

# True when the build tool, which looks for files newer than what it made, would miss a change since
# the last attempt: other tools, or a changed file that is older than the last thing built.
change_is_hidden() {
    local folder=$1 state=$2 tools=$3 newest_output time rest
    [[ -f $folder/.ninja_log ]] || return 1
    [[ -f $folder/sources.attempt && -f $folder/tools.attempt ]] || return 0
    [[ $(<"$folder/tools.attempt") == "$tools" ]] || return 0
    newest_output=$(find "$folder/.ninja_log" -printf '%T@')
    while read -r time rest; do
        case $rest in
            *' '/var/lib/dpkg/status | */HEAD) continue ;; # covered by tools, and by the version step
        esac
        [[ $time > $newest_output ]] || return 0
    done < <(LC_ALL=C comm -13 <(LC_ALL=C sort "$folder/sources.attempt") \
        <(LC_ALL=C sort <<<"$state"))
    return 1
}

# --- building ---------------------------------------------------------------------------------

# Configures and builds target $2 of preset $1 from state $3, everything into the log.
make_build() {
    local folder=$root/build/$1 log=$root/build/$1.log tools hidden=no
    local -a fresh=()
    command -v cmake >/dev/null || fail "cmake is missing$(by_hand build)"
    tools=$(tools_state)
    if [[ -f $folder/CMakeCache.txt ]] &&
        ! grep -q -x -F "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        fresh=(--fresh) # the checkout was moved
    fi
    # asked before configuring, which renews the build tool's own log
    if change_is_hidden "$folder" "$3" "$tools"; then hidden=yes; fi
    rm -f -- "$folder/sources.built"
    (cd "$root" && cmake "${fresh[@]}" --preset "$1") >"$log" 2>&1 </dev/null ||
        fail_with_log "configuring failed$(by_hand build)" "$log"
    if [[ $hidden == yes ]]; then
        cmake --build "$folder" --target clean >>"$log" 2>&1 </dev/null ||
            fail_with_log "cleaning the build failed" "$log"
    fi
    printf '%s\n' "$tools" >"$folder/tools.attempt"
    printf '%s\n' "$3" >"$folder/sources.attempt"
    cmake --build "$folder" --target "$2" >>"$log" 2>&1 </dev/null ||
        fail_with_log "building failed" "$log"
    cp -- "$folder/sources.attempt" "$folder/sources.built"
}


# Makes preset $1 current: installs the sections $install (empty: nothing), then builds target $2,
# whose program is $3 in the build folder, when anything below the paths $4... changed. One launch
# at a time builds; others wait for it.
ensure_built() {
    local folder=$root/build/$1 preset=$1 target=$2 program=$3 state lock
    shift 3
    state=$(cd "$root" && sources_state "$@")
    is_current "$folder" "$state" "$program" && return
    mkdir -p -- "$root/build"
    exec {lock}>"$root/build/lock"
    if ! flock -n "$lock"; then
        say "waiting for another build"
        flock "$lock"
    fi
    # shellcheck disable=SC2086
    [[ -z $install ]] || install_packages $install
    state=$(cd "$root" && sources_state "$@")
    if ! is_current "$folder" "$state" "$program"; then
        say "building, a few minutes when all is new (log: build/$preset.log)"
        make_build "$preset" "$target" "$state"
    fi
    exec {lock}>&-
}
