# One warning, optimisation and sanitizer policy for every target of the project.
function(mesogrid_policy target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
                         # designated initialisers leave out members on purpose
                         -Wno-missing-field-initializers
                         # false alarms of GCC 12 on std::string (GCC bugs 105651, 105562)
                         $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                         $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_compile_definitions(${target} PUBLIC EIGEN_DONT_PARALLELIZE)
  target_link_libraries(${target} PRIVATE OpenMP::OpenMP_CXX)
  if(MESOGRID_NATIVE)
    target_compile_options(${target} PRIVATE -march=native)
  endif()
  if(NOT MESOGRID_CONTRACTS)
    target_compile_definitions(${target} PRIVATE MESOGRID_NO_CONTRACTS)
  endif()
  if(MESOGRID_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${MESOGRID_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${MESOGRID_SANITIZE})
  endif()
endfunction()

# Header-only libraries that no header of ours shows are needed to build, not to use the installed
# floors: they stay out of the installed package.
function(mesogrid_hide_header_only list)
  set(visible)
  foreach(library IN LISTS ${list})
    if(library MATCHES "^(CLI11::CLI11|nlohmann_json::nlohmann_json|Eigen3::Eigen)$")
      set(library $<BUILD_INTERFACE:${library}>)
    endif()
    list(APPEND visible ${library})
  endforeach()
  set(${list} ${visible} PARENT_SCOPE)
endfunction()

# mesogrid_floor(<name> DEPENDS <floors and libraries its headers show> USES <private libraries>
#                SOURCES <files>): the library mesogrid::<name> of one floor. Headers are found from
# the source root, so an include names its floor.
function(mesogrid_floor name)
  cmake_parse_arguments(FLOOR "" "" "DEPENDS;USES;SOURCES" ${ARGN})
  set(target mesogrid_${name})
  add_library(${target} STATIC ${FLOOR_SOURCES})
  add_library(mesogrid::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                                              $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/mesogrid>)
  mesogrid_hide_header_only(FLOOR_USES)
  target_link_libraries(${target} PUBLIC ${FLOOR_DEPENDS} PRIVATE ${FLOOR_USES})
  mesogrid_policy(${target})
  install(TARGETS ${target} EXPORT mesogrid)
endfunction()
