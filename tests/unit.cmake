# unit: one program for the *_test.c of each folder, and one for those of all rules.  Only
# what tests rules or whole runs links the rules: a new one is few links.
add_library(podfit_harness STATIC harness.c)
target_include_directories(podfit_harness PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
target_link_libraries(podfit_harness PUBLIC podfit_rules podfit_lib PRIVATE podfit_warnings)

file(GLOB_RECURSE tests CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/lib/*_test.c" "${PROJECT_SOURCE_DIR}/tests/*_test.c")
set(dirs "")
foreach(file IN LISTS tests)
  cmake_path(GET file PARENT_PATH dir)
  list(APPEND dirs "${dir}")
endforeach()
list(REMOVE_DUPLICATES dirs)
foreach(dir IN LISTS dirs)
  set(libraries podfit_lib)
  if(dir MATCHES "^(lib/(config|suppress|engine)|tests)$")
    list(PREPEND libraries podfit_harness)
  endif()
  if(dir STREQUAL "lib/image/store") # it packs the archives that podfit is to read
    list(APPEND libraries LibArchive::LibArchive)
  endif()
  file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${dir}/*_test.c")
  podfit_unit("${dir}" "${files}" ${libraries})
endforeach()
file(GLOB_RECURSE files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/rules/*_test.c")
podfit_unit(rules "${files}" podfit_rules podfit_lib)
