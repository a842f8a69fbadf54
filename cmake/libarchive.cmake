# Homebrew keeps libarchive out of the way of the one that macOS has without headers.
if(APPLE)
  list(APPEND CMAKE_PREFIX_PATH /opt/homebrew/opt/libarchive /usr/local/opt/libarchive)
endif()
find_package(LibArchive 3.5 QUIET)
if(NOT LibArchive_FOUND)
  message(FATAL_ERROR "libarchive 3.5 or newer is missing: install libarchive-dev (Debian, "
    "Ubuntu, Alpine), libarchive-devel (Fedora) or libarchive (Homebrew)")
endif()
