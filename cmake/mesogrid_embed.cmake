# mesogrid_embed(<target> NAMESPACE <namespace> HEADER <header> FILES <files>): each file's text becomes
# a function of the namespace, std::string_view parameters_csv() for parameters.csv, declared in the
# header. Configuring runs again when a file changes.
function(mesogrid_embed target)
  cmake_parse_arguments(EMBED "" "NAMESPACE;HEADER" "FILES" ${ARGN})
  foreach(file IN LISTS EMBED_FILES)
    set(path ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    get_filename_component(name ${file} NAME)
    string(REPLACE "." "_" function ${name})
    file(READ ${path} text)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded/${function}.cpp)
    file(CONFIGURE OUTPUT ${output} CONTENT [[
#include "@EMBED_HEADER@"

namespace @EMBED_NAMESPACE@ {

std::string_view @function@() {
    return R"embedded(@text@)embedded";
}

}  // namespace @EMBED_NAMESPACE@
]] @ONLY)
    target_sources(${target} PRIVATE ${output})
  endforeach()
endfunction()
