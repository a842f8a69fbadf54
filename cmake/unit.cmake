# Unit tests: podfit_unit(DIR "FILES" LIBRARY...) makes one program of the *_test.c of a
# folder, unit.DIR, and one test of that name.
function(podfit_unit dir files)
  set(UNIT_DECLARATIONS "")
  set(UNIT_CALLS "")
  foreach(file IN LISTS files)
    cmake_path(RELATIVE_PATH file BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE name)
    string(REGEX REPLACE "^lib/|_test\\.c$" "" name "${name}")
    string(MAKE_C_IDENTIFIER "unit_suite_${name}" symbol)
    string(APPEND UNIT_DECLARATIONS "Suite *${symbol}(void);\n")
    string(APPEND UNIT_CALLS "\tsrunner_add_suite(runner, ${symbol}());\n")
    set_source_files_properties("${file}" PROPERTIES
      COMPILE_DEFINITIONS "UNIT_NAME=\"${name}\";UNIT_SUITE=${symbol}")
  endforeach()
  string(REPLACE "/" "." target "unit.${dir}")
  set(main "${CMAKE_CURRENT_BINARY_DIR}/${target}.c")
  configure_file("${PROJECT_SOURCE_DIR}/cmake/unit_main.c.in" "${main}" @ONLY)
  add_executable("${target}" ${files} "${main}")
  target_include_directories("${target}" PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions("${target}" PRIVATE
    PODFIT_TESTDATA="${PROJECT_SOURCE_DIR}/testdata")
  target_link_libraries("${target}" PRIVATE ${ARGN} PkgConfig::Check podfit_warnings)
  add_test(NAME "${target}" COMMAND "${target}")
  set_tests_properties("${target}" PROPERTIES LABELS unit TIMEOUT 120
    ENVIRONMENT "CK_DEFAULT_TIMEOUT=30")
endfunction()
