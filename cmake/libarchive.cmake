# Homebrew keeps libarchive out of the way of the one that macOS has without headers.
if(APPLE)
  list(APPEND CMAKE_PREFIX_PATH /opt/homebrew/opt/libarchive /usr/local/opt/libarchive)
endif()
find_package(LibArchive 3.5 QUIET)
if(NOT LibArchive_FOUND)
  message(FATAL_ERROR "libarchive 3.5 or newer is missing: install libarchive-dev (Debian, "
    "Ubuntu, Alpine), libarchive-devel (Fedora) or libarchive (Homebrew)")
endif()

# What libarchive was built with comes along.  It names more than reading a tar
# needs: the linker tells when one that is not here is missed.
if(PODFIT_STATIC)
  pkg_check_modules(LibArchiveStatic REQUIRED QUIET libarchive)
  foreach(name IN LISTS LibArchiveStatic_STATIC_LIBRARIES)
    find_library("LibArchive_${name}" "${name}")
    if(LibArchive_${name} AND NOT name STREQUAL archive)
      target_link_libraries(LibArchive::LibArchive INTERFACE "${LibArchive_${name}}")
    endif()
  endforeach()
endif()

# Linked, libarchive and its many libraries take longer to load than one file takes
# to lint.  So it is loaded when an archive is read, by the name that its makers
# change with each incompatible release.  Packages then have to name it themselves.
file(REAL_PATH "${LibArchive_LIBRARY}" PODFIT_LIBARCHIVE_FILE)
set(lazy OFF)
if(PODFIT_LIBARCHIVE_FILE MATCHES "/(libarchive\\.so\\.[0-9]+)[^/]*$")
  set(lazy ON)
  set(soname "${CMAKE_MATCH_1}")
endif()
include(CMakeDependentOption)
cmake_dependent_option(PODFIT_LAZY_LIBARCHIVE "Load libarchive only when an archive is read"
  ON "lazy" OFF)

add_library(podfit_libarchive INTERFACE)
if(PODFIT_LAZY_LIBARCHIVE)
  target_include_directories(podfit_libarchive SYSTEM INTERFACE "${LibArchive_INCLUDE_DIRS}")
  target_compile_definitions(podfit_libarchive INTERFACE "PODFIT_LIBARCHIVE=\"${soname}\"")
  target_link_libraries(podfit_libarchive INTERFACE ${CMAKE_DL_LIBS})
else()
  target_link_libraries(podfit_libarchive INTERFACE LibArchive::LibArchive)
endif()
