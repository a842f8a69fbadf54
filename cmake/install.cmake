# What `cmake --install` puts where.  What is Debian's own habit (compressed pages,
# another folder for zsh) is in packaging/debian, for the package alone.
include(GNUInstallDirs)

install(TARGETS podfit)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
# The pages of the rules are in the program: `podfit explain`.
install(DIRECTORY docs DESTINATION "${CMAKE_INSTALL_DOCDIR}" FILES_MATCHING PATTERN "*.md"
  PATTERN design EXCLUDE PATTERN rules EXCLUDE PATTERN style.md EXCLUDE)
if(EXISTS "${PROJECT_SOURCE_DIR}/contrib")
  install(DIRECTORY contrib/ DESTINATION "${CMAKE_INSTALL_DATADIR}/podfit"
    PATTERN "*_test.*" EXCLUDE)
endif()

# podfit.1 goes to man1, podfit.yaml.5 to man5.
foreach(page IN LISTS PODFIT_MAN_PAGES)
  cmake_path(GET page EXTENSION LAST_ONLY section)
  string(SUBSTRING "${section}" 1 -1 section)
  install(FILES "${page}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}")
endforeach()

# The program prints its completions itself, so it has to run here.
if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  message(STATUS "podfit cannot run on this machine: the shell completions are left out")
  return()
endif()

set(PODFIT_ZSH_COMPLETIONS "${CMAKE_INSTALL_DATADIR}/zsh/site-functions"
  CACHE STRING "Folder of zsh's completions, below the prefix")
set(completions "")

# Each has a folder of its own, for the names that the shells look for.
function(podfit_completion shell name destination)
  set(out "${CMAKE_CURRENT_BINARY_DIR}/completions/${shell}/${name}")
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/completions/${shell}")
  add_custom_command(OUTPUT "${out}" COMMAND podfit completion ${shell} > "${out}"
    DEPENDS podfit COMMENT "Writing the completions for ${shell}" VERBATIM)
  install(FILES "${out}" DESTINATION "${destination}")
  set(completions ${completions} "${out}" PARENT_SCOPE)
endfunction()

podfit_completion(bash podfit "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
podfit_completion(zsh _podfit "${PODFIT_ZSH_COMPLETIONS}")
podfit_completion(fish podfit.fish "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
add_custom_target(completions ALL DEPENDS ${completions})
