# unit: one program for the *_test.c of each folder; those of the rooms below the rules
# link no rule, the others what tests of whole runs share
add_library(podfit_harness STATIC harness.c)
target_include_directories(podfit_harness PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
target_link_libraries(podfit_harness PUBLIC podfit_rules podfit_lib PRIVATE podfit_warnings)

file(GLOB_RECURSE tests CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/lib/*_test.c" "${PROJECT_SOURCE_DIR}/rules/*_test.c"
  "${PROJECT_SOURCE_DIR}/tests/*_test.c")
set(dirs "")
foreach(file IN LISTS tests)
  cmake_path(GET file PARENT_PATH dir)
  list(APPEND dirs "${dir}")
endforeach()
list(REMOVE_DUPLICATES dirs)
foreach(dir IN LISTS dirs)
  set(libraries podfit_lib)
  if(dir MATCHES "^(lib/(config|suppress|engine|report)|rules|tests)")
    list(PREPEND libraries podfit_harness)
  endif()
  if(dir STREQUAL "lib/image/store") # it packs the archives that podfit is to read
    list(APPEND libraries LibArchive::LibArchive)
  endif()
  podfit_unit("${dir}" ${libraries})
endforeach()
