# habits: podfit inside other programs, each the real one and skipped without it, and the way
# of those who add a rule.  They build podfit and packages, so `ctest --preset habits` runs
# them and the everyday suite does not.
foreach(name action editors hooks)
  podfit_python_test("habits.${name}" "${name}_test.py" habits 600
    "$<TARGET_FILE:podfit>" "${PROJECT_SOURCE_DIR}")
endforeach()
foreach(shell zsh fish)
  podfit_python_test("habits.${shell}" completion_test.py habits 120
    "${shell}" "$<TARGET_FILE:podfit>")
endforeach()
podfit_python_test(habits.package package_test.py habits 120
  "${PROJECT_BINARY_DIR}" "${CMAKE_CPACK_COMMAND}" ${PODFIT_MAN_PAGES})
podfit_python_test(habits.walk walk_test.py habits 900 "${PROJECT_SOURCE_DIR}")
podfit_python_test(habits.image image_test.py habits 120
  "${PROJECT_SOURCE_DIR}" "${PROJECT_VERSION}")

# tools: what needs a tool that not every developer has
find_program(VALGRIND valgrind)
if(VALGRIND)
  add_test(NAME tools.valgrind COMMAND "${VALGRIND}" --quiet --error-exitcode=99
    --leak-check=full "$<TARGET_FILE:podfit>" check -q -f json -j 2 --select all --exit-zero
    "${PROJECT_SOURCE_DIR}/testdata")
  set_tests_properties(tools.valgrind PROPERTIES LABELS tools TIMEOUT 300)
endif()
