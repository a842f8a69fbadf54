# `cpack` makes a Debian package of what `cmake --install` installs.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "podfit")
set(CPACK_PACKAGE_CONTACT "podfit maintainers <podfit@example.org>")
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 0)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
# A build of more than the program, such as one for tests, has nothing else to install.
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};podfit;ALL;/")
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/packaging/debian/arrange.cmake")

# Older than what Debian would make of the same version.
set(CPACK_DEBIAN_PACKAGE_RELEASE 0podfit1)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Nobody but us knows of a library that is loaded on demand.  Whoever has no images
# in archives does well without it and all that it brings.
if(PODFIT_LAZY_LIBARCHIVE)
  execute_process(COMMAND dpkg-query --search "${PODFIT_LIBARCHIVE_FILE}"
    OUTPUT_VARIABLE owner ERROR_QUIET RESULT_VARIABLE code)
  if(code EQUAL 0 AND owner MATCHES "^([^:]+):")
    set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "${CMAKE_MATCH_1} (>= 3.5)")
  endif()
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter for Kubernetes manifests and the images they run")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"podfit tells, before anything is deployed, whether an image will run in its
Pod as it is meant to. It reads Kubernetes manifests together with the
Dockerfiles, images and compose files behind them, and points at what the
API server will refuse, what the kubelet will refuse or silently drop, and
what will hurt later in production.
.
It needs neither a network nor a cluster, gives the same answer every time,
and reports for people, editors and CI systems, among others as SARIF.")

include(CPack)
