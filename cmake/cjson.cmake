if(NOT PODFIT_STATIC)
  find_package(cJSON REQUIRED)
  return()
endif()

# cJSON's own CMake files know the shared library only.
find_path(CJSON_INCLUDE_DIR cjson/cJSON.h REQUIRED)
find_library(CJSON_LIBRARY cjson REQUIRED)
add_library(cjson STATIC IMPORTED)
set_target_properties(cjson PROPERTIES IMPORTED_LOCATION "${CJSON_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${CJSON_INCLUDE_DIR}")
