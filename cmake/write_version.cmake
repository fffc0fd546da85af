# Writes OUTPUT (a C++ file) with the program's version and commit; touched only when they change.
# COMPILER and FLAGS are passed on. "+changes" tells of uncommitted changes to what the program is built from, and of nothing else.
set(git git -c safe.directory=${SOURCE} -C ${SOURCE})
# inside a folder of another repository (an unpacked archive) its commit would name the wrong thing
execute_process(COMMAND ${git} rev-parse --show-prefix
                OUTPUT_VARIABLE prefix OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
execute_process(COMMAND ${git} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE found)
if(NOT found EQUAL 0 OR NOT prefix STREQUAL "")
  set(commit "unknown")
else()
  execute_process(COMMAND ${git} status --porcelain --untracked-files=no
                          -- CMakeLists.txt CMakePresets.json cmake engine models app
                  OUTPUT_VARIABLE changes ERROR_QUIET RESULT_VARIABLE compared)
  if(NOT compared EQUAL 0 OR NOT changes STREQUAL "")
    string(APPEND commit "+changes")
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT [[
#include "engine/io/version.hpp"

namespace mesogrid {

const char* version() { return "@VERSION@"; }
const char* commit() { return "@commit@"; }
const char* compiler() { return "@COMPILER@"; }
const char* build_flags() { return "@FLAGS@"; }

}  // namespace mesogrid
]] @ONLY)
