cmake_minimum_required(VERSION 3.25) # policies, in script mode too

# CPack runs this on the files it has installed, before they become a package.
# Here they get what Debian asks for and other systems do not.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
set(share "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share")
set(doc "${share}/doc/podfit")

function(compress)
  execute_process(COMMAND gzip -9nf ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# The licence stands in the machine-readable copyright file.
file(REMOVE "${doc}/LICENSE")
file(COPY_FILE "${CMAKE_CURRENT_LIST_DIR}/copyright" "${doc}/copyright")
file(RENAME "${doc}/CHANGELOG.md" "${doc}/changelog")
set(version "${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")
# Now, or SOURCE_DATE_EPOCH for who wants the same package twice.
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE "${doc}/changelog.Debian" "podfit (${version}) unstable; urgency=medium

  * podfit ${CPACK_PACKAGE_VERSION}; see changelog.gz.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
compress("${doc}/changelog" "${doc}/changelog.Debian")

file(GLOB_RECURSE pages "${share}/man/*")
if(pages)
  compress(${pages})
endif()

# Debian's zsh leaves site-functions to the administrator.
if(EXISTS "${share}/zsh/site-functions")
  file(RENAME "${share}/zsh/site-functions" "${share}/zsh/vendor-completions")
endif()

# Whatever the umask of the clone was.
file(GLOB_RECURSE files "${share}/*")
file(CHMOD ${files} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
