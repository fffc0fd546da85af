#!/usr/bin/env bats
# How the launchers install packages, played with stand-ins for the package tools.

# shellcheck disable=SC2154 # stderr and stderr_lines are set by run --separate-stderr
load checkout

setup() {
    bats_require_minimum_version 1.5.0
    checkout=$BATS_TEST_TMPDIR/checkout
    make_checkout "$checkout"
    note_installs
    # builds the "program" without a compiler
    stand_in cmake <<'END'
case $* in
    *--preset*) folder=build/${*: -1} ;;
    *--build*) folder=$2 ;;
esac
mkdir -p "$folder/app"
printf '#!/bin/sh\necho ran "$@"\n' >"$folder/app/mesogrid"
chmod +x "$folder/app/mesogrid"
END
    stand_in sudo <<<'exit 1'
    cd "$checkout" || return 1
}

launch() { run --separate-stderr ./mesogrid "$@"; }

as_root_only() { [ "$EUID" -eq 0 ] || skip "installing without sudo needs root"; }

# Runs the rest of the line as a user who is not root.
as_user() {
    chmod -R a+rwX "$BATS_TEST_TMPDIR"
    chmod a+rx "$BATS_RUN_TMPDIR" "$BATS_SUITE_TMPDIR" "$BATS_FILE_TMPDIR" 2>/dev/null || true
    if [ "$EUID" -eq 0 ]; then setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; else "$@"; fi
}

@test "installs exactly what is missing, and says so on standard error" {
    as_root_only
    packages_missing cmake libfmt-dev
    launch a b
    [ "$output" = "ran a b" ]
    [[ ${stderr_lines[0]} == "mesogrid: installing 2 packages"* ]]
    [[ $(installs) == *"install -y --no-install-recommends cmake libfmt-dev" ]]
}

@test "installs nothing when nothing is missing" {
    packages_missing
    launch
    [ "$output" = ran ]
    [ -z "$(installs)" ]
}

@test "does not look at packages once built" {
    packages_missing
    launch
    stand_in dpkg-query <<<'echo asked >>"'"$BATS_TEST_TMPDIR"'/asked"'
    launch
    [ "$output" = ran ]
    [ ! -e "$BATS_TEST_TMPDIR/asked" ]
}

@test "installs nothing under --no-install" {
    packages_missing cmake libfmt-dev
    launch --no-install x
    [ "$output" = "ran x" ]
    [ -z "$(installs)" ]
}

@test "takes --no-install as its own only in first place" {
    packages_missing
    launch x --no-install
    [ "$output" = "ran x --no-install" ]
}

@test "names the missing packages when configuring fails under --no-install" {
    packages_missing libfmt-dev
    stand_in cmake <<<'echo "Could not find fmt"; exit 1'
    launch --no-install
    [ "$status" -eq 1 ]
    [[ $stderr == *"Could not find fmt"* ]]
    [[ $stderr == *"sudo apt-get install -y --no-install-recommends libfmt-dev"* ]]
}

@test "prints the exact line when it may not install" {
    packages_missing cmake libfmt-dev
    run --separate-stderr as_user ./mesogrid
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    [[ $stderr == *"run: sudo apt-get install -y --no-install-recommends cmake libfmt-dev" ]]
    [ -z "$(installs)" ]
}

@test "installs through sudo when that needs no password" {
    packages_missing cmake
    stand_in sudo <<<'shift; exec "$@"'
    run --separate-stderr as_user ./mesogrid
    [ "$output" = ran ]
    [[ $(installs) == *"install -y --no-install-recommends cmake" ]]
}

@test "shows the package tool's words and stops when installing fails" {
    as_root_only
    packages_missing cmake
    stand_in apt-get <<<'echo "E: Unable to locate package"; exit 100'
    launch
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    [[ $stderr == *"E: Unable to locate package"* ]]
}

@test "leaves standard input to the program while it installs" {
    as_root_only
    packages_missing cmake
    stand_in cmake <<'END'
cat
folder=build/${*: -1}
[[ $1 == --build ]] && folder=$2
mkdir -p "$folder/app"
printf '#!/bin/sh\ncat\n' >"$folder/app/mesogrid"
chmod +x "$folder/app/mesogrid"
END
    run --separate-stderr bash -c 'echo mine | ./mesogrid'
    [ "$output" = mine ]
}

@test "tries the build on a system without dpkg" {
    mkdir "$BATS_TEST_TMPDIR/only"
    # every command but dpkg-query
    local name
    for name in bash env sh awk chmod find dirname xargs grep sort comm tail rm mkdir cp cat flock readlink c++; do
        ln -s "$(command -v $name)" "$BATS_TEST_TMPDIR/only/$name"
    done
    ln -s "$BATS_TEST_TMPDIR/bin/cmake" "$BATS_TEST_TMPDIR/only/cmake"
    run --separate-stderr env PATH="$BATS_TEST_TMPDIR/only" ./mesogrid x
    [ "$output" = "ran x" ]
    [ -z "$(installs)" ]
}

@test "the tests install the test packages too" {
    as_root_only
    packages_missing bats cmake
    stand_in ctest <<<'echo "ctest $*"'
    run --separate-stderr ./test -R Outline
    [[ $output == "ctest "*"-R Outline" ]]
    [[ $(installs) == *"install -y --no-install-recommends cmake bats" ]]
}
