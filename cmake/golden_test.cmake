# Tests that compare what podfit prints with files.  podfit_golden_test(NAME KIND FOLDER LABEL)
# has tests/golden.py do so; KIND is one of those that it describes.  Python starts twice as
# fast without its site packages (-S), which nothing but a test of its own needs.
function(podfit_golden_test name kind folder label)
  add_test(NAME "${name}" COMMAND "${PODFIT_PYTHON}" -B -E -S
    "${PROJECT_SOURCE_DIR}/tests/golden.py" "${kind}" "$<TARGET_FILE:podfit>" "${folder}"
    "${CMAKE_CURRENT_BINARY_DIR}/golden/${name}")
  set_tests_properties("${name}" PROPERTIES LABELS "${label}" TIMEOUT 30)
endfunction()
