# Writes OUTPUT (a C++ file) with the program's version and commit; touched only when they change.
execute_process(COMMAND git -C ${SOURCE} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE found)
if(NOT found EQUAL 0)
  set(commit "unknown")
else()
  execute_process(COMMAND git -C ${SOURCE} status --porcelain --untracked-files=no
                  OUTPUT_VARIABLE changes ERROR_QUIET)
  if(NOT changes STREQUAL "")
    string(APPEND commit "+changes")
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT [[
#include "engine/io/version.hpp"

namespace mesogrid {

const char* version() { return "@VERSION@"; }
const char* commit() { return "@commit@"; }

}  // namespace mesogrid
]] @ONLY)
