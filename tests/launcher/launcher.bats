#!/usr/bin/env bats
# What the launchers ./mesogrid and ./test promise.

# shellcheck disable=SC2154 # stderr and stderr_lines are set by run --separate-stderr
load checkout

setup_file() {
    bats_require_minimum_version 1.5.0
    export checkout=$BATS_FILE_TMPDIR/check\ out # a blank in the path must do no harm
    make_checkout "$checkout"
    "$checkout/mesogrid" --no-install >/dev/null 2>&1
}

setup() {
    cd "$checkout" || return 1
}

teardown() {
    [ -z "${running-}" ] || kill -KILL "$running" 2>/dev/null || true
}

# Runs the launcher with standard output and error apart.
launch() { run --separate-stderr "$checkout/mesogrid" --no-install "$@"; }

@test "is silent once built" {
    launch
    [ "$output" = first ]
    [ "$stderr" = "to the error stream" ]
}

@test "passes every argument through untouched" {
    launch 'a b' '*' '' --no-install $'line\nbreak'
    [ "$output" = $'first[a b][*][][--no-install][line\nbreak]' ]
}

@test "passes the exit code through" {
    launch --exit 8
    [ "$status" -eq 8 ]
}

@test "passes standard input through" {
    run --separate-stderr bash -c 'printf "x\ny\n" | ./mesogrid --no-install --copy'
    [ "$output" = $'first[--copy]\nx\ny' ]
}

# Starts the launcher in the background and waits until its process is the program, which then
# waits for input that never comes. Sets: running (process id).
start_waiting_program() {
    mkfifo "$BATS_TEST_TMPDIR/input"
    exec 8<>"$BATS_TEST_TMPDIR/input"
    ./mesogrid --no-install --copy <&8 >/dev/null 2>&1 3>&- 8>&- &
    running=$!
    for _ in {1..200}; do
        [[ $(readlink "/proc/$running/exe") == */release/app/mesogrid ]] && return
        sleep 0.05
    done
    return 1
}

@test "becomes the program, so that signals reach it" {
    start_waiting_program
    kill -TERM "$running"
    local code=0
    wait "$running" || code=$?
    [ "$code" -eq 143 ]
}

@test "a running program keeps nobody from building" {
    touch engine/word.hpp
    start_waiting_program
    touch engine/word.hpp
    run timeout 60 ./mesogrid --no-install
    [ "$status" -eq 0 ]
    kill -TERM "$running"
}

@test "works from another folder and keeps it" {
    cd /
    run --separate-stderr "$checkout/mesogrid" --no-install etc/*.conf
    [[ $output == "first[etc/"* ]]
}

@test "works through a link" {
    ln -s "$checkout/mesogrid" "$BATS_TEST_TMPDIR/link"
    run --separate-stderr "$BATS_TEST_TMPDIR/link" --no-install
    [ "$output" = first ]
}

@test "rebuilds when a header changed, with its words on standard error only" {
    sed -i 's/first/second/' engine/word.hpp
    launch
    [ "$output" = second ]
    [[ $stderr == "mesogrid: building"* ]]
    launch
    [ "$stderr" = "to the error stream" ]
}

@test "builds only what a change touches" {
    local apart=build/release/app/CMakeFiles/mesogrid.dir/apart.cpp.o before
    before=$(stat -c %y "$apart")
    sed -i 's/return "[a-z]*"/return "alone"/' engine/word.hpp
    launch
    [ "$output" = alone ]
    [ "$(stat -c %y "$apart")" = "$before" ]
}

@test "sees a file put back with an older time" {
    cp -p engine/word.hpp "$BATS_TEST_TMPDIR/word.hpp"
    sed -i 's/return "[a-z]*"/return "third"/' engine/word.hpp
    launch
    [ "$output" = third ]
    cp -p "$BATS_TEST_TMPDIR/word.hpp" engine/word.hpp
    launch
    [ "$output" = "$(sed 's/.*return "\([a-z]*\)".*/\1/' engine/word.hpp)" ]
    [ "$output" != third ]
}

@test "sees a change that keeps size and time" {
    sed -i 's/return "[a-z]*"/return "other"/' engine/word.hpp
    launch
    touch -r engine/word.hpp "$BATS_TEST_TMPDIR/time"
    sed -i 's/other/equal/' engine/word.hpp
    touch -r "$BATS_TEST_TMPDIR/time" engine/word.hpp
    launch
    [ "$output" = equal ]
}

@test "sees a deleted file, fails with the compiler's words and exit code 1" {
    mv engine/word.hpp "$BATS_TEST_TMPDIR/"
    launch
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    [[ $stderr == *word.hpp* ]]
    [[ $stderr == *"mesogrid: building failed (whole log: "* ]]
    launch
    [ "$status" -eq 1 ]
    mv "$BATS_TEST_TMPDIR/word.hpp" engine/
    launch
    [ "$status" -eq 0 ]
}

@test "never runs the old program when the new source does not compile" {
    cp -p app/main.cpp "$BATS_TEST_TMPDIR/"
    echo 'no C++' >>app/main.cpp
    launch
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    cp "$BATS_TEST_TMPDIR/main.cpp" app/main.cpp
    launch
    [ "$status" -eq 0 ]
}

@test "rebuilds when the program was deleted" {
    rm build/release/app/mesogrid
    launch
    [ "$status" -eq 0 ]
}

@test "builds once when several launches find it stale" {
    sed -i 's/return "[a-z]*"/return "shared"/' engine/word.hpp
    for i in 1 2 3; do
        ./mesogrid --no-install >"$BATS_TEST_TMPDIR/out$i" 2>"$BATS_TEST_TMPDIR/err$i" 3>&- &
    done
    wait
    for i in 1 2 3; do [ "$(<"$BATS_TEST_TMPDIR/out$i")" = shared ]; done
    [ "$(cat "$BATS_TEST_TMPDIR"/err? | grep -c building,)" -eq 1 ]
}

@test "builds anew after the checkout moved" {
    cp -a "$checkout" "$BATS_TEST_TMPDIR/moved"
    sed -i 's/return "[a-z]*"/return "moved"/' "$BATS_TEST_TMPDIR/moved/engine/word.hpp"
    run --separate-stderr "$BATS_TEST_TMPDIR/moved/mesogrid" --no-install
    [ "$output" = moved ]
}

@test "costs less than 50 ms once built" {
    launch
    # the fastest of ten: how long it takes when the machine does nothing else
    local best=1000000000 before after
    for _ in {1..10}; do
        before=$(date +%s%N)
        ./mesogrid --no-install >/dev/null 2>&1
        after=$(date +%s%N)
        ((after - before < best)) && best=$((after - before))
    done
    echo "fastest launch: $((best / 1000)) us"
    [ "$best" -lt 50000000 ]
}
