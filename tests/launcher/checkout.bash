# shellcheck shell=bash
# A small checkout with the real launchers: one C++ file that tells what it was called with, so that
# building it takes a second, and stand-ins for the package tools that change nothing.

make_checkout() { # $1: folder
    mkdir -p "$1/cmake" "$1/engine" "$1/models" "$1/app" "$1/tests"
    cp -- "$BATS_TEST_DIRNAME"/../../{mesogrid,test,packages.txt,CMakePresets.json} "$1/"
    cp -- "$BATS_TEST_DIRNAME"/../../cmake/*.sh "$1/cmake/"
    cat >"$1/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES CXX)
include_directories(${PROJECT_SOURCE_DIR})
add_subdirectory(app)
if(MESOGRID_TESTS)
  enable_testing()
  add_test(NAME Small.Passes COMMAND mesogrid --exit 0)
endif()
END
    echo 'add_executable(mesogrid main.cpp apart.cpp)' >"$1/app/CMakeLists.txt"
    echo 'inline const char* word() { return "first"; }' >"$1/engine/word.hpp"
    echo 'int apart() { return 0; }' >"$1/app/apart.cpp"
    cat >"$1/app/main.cpp" <<'END'
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "engine/word.hpp"

int main(int argc, char** argv) {
    std::printf("%s", word());
    for (int i = 1; i < argc; ++i) std::printf("[%s]", argv[i]);
    std::printf("\n");
    std::fprintf(stderr, "to the error stream\n");
    if (argc > 1 && std::strcmp(argv[1], "--copy") == 0) {
        for (int c = std::getchar(); c != EOF; c = std::getchar()) std::putchar(c);
    }
    return argc > 2 && std::strcmp(argv[1], "--exit") == 0 ? std::atoi(argv[2]) : 0;
}
END
}

# Puts a command of that name before all others on PATH; its script is standard input.
stand_in() { # $1: name
    mkdir -p "$BATS_TEST_TMPDIR/bin"
    { echo '#!/bin/bash'; cat; } >"$BATS_TEST_TMPDIR/bin/$1"
    chmod +x "$BATS_TEST_TMPDIR/bin/$1"
    [[ $PATH == "$BATS_TEST_TMPDIR/bin:"* ]] || PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# All packages count as installed, but for those named.
packages_missing() {
    printf '%s\n' "$@" >"$BATS_TEST_TMPDIR/missing"
    stand_in dpkg-query <<END
for name in "\${@:3}"; do
    grep -qx -- "\$name" "$BATS_TEST_TMPDIR/missing" || echo "installed:\$name"
done
END
}

# A package tool that notes what it was asked for.
note_installs() {
    stand_in apt-get <<<"echo \"\$*\" >>'$BATS_TEST_TMPDIR/installs'; echo chatter; cat"
}

installs() { cat "$BATS_TEST_TMPDIR/installs" 2>/dev/null; }
