# Installation: the program, the libraries, the headers (so that "engine/geometry/outline.hpp" is
# found below include/mesogrid) and a CMake package.
include(CMakePackageConfigHelpers)

set(mesogrid_package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/mesogrid)

# the open interfaces have no code, hence no floor library
install(TARGETS mesogrid_interfaces EXPORT mesogrid)
set_target_properties(mesogrid PROPERTIES EXPORT_NAME program)
install(TARGETS mesogrid EXPORT mesogrid)
install(FILES app/plot/font-licence.txt DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY engine models app DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/mesogrid
        FILES_MATCHING PATTERN "*.hpp")
install(EXPORT mesogrid NAMESPACE mesogrid:: FILE mesogrid-targets.cmake
        DESTINATION ${mesogrid_package_folder})

configure_package_config_file(cmake/mesogrid-config.cmake.in mesogrid-config.cmake
                              INSTALL_DESTINATION ${mesogrid_package_folder})
write_basic_package_version_file(mesogrid-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/mesogrid-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/mesogrid-config-version.cmake
        DESTINATION ${mesogrid_package_folder})
