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
