# Tests in Python.  podfit_python_test(NAME SCRIPT LABEL TIMEOUT ARGUMENT...) runs SCRIPT of the
# current folder; exit status 77 says that it had to be skipped.
find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
# What is found may be the script of a version manager, which takes longer than most tests.
execute_process(COMMAND "${Python3_EXECUTABLE}" -c "import sys; print(sys.executable)"
  OUTPUT_VARIABLE PODFIT_PYTHON OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)

function(podfit_python_test name script label timeout)
  cmake_path(ABSOLUTE_PATH script)
  add_test(NAME "${name}" COMMAND "${PODFIT_PYTHON}" -B "${script}" ${ARGN})
  set_tests_properties("${name}" PROPERTIES
    LABELS "${label}" TIMEOUT "${timeout}" SKIP_RETURN_CODE 77
    # Where git itself runs the tests, a scratch repository would be the one that it runs for.
    ENVIRONMENT_MODIFICATION
      "GIT_DIR=unset:;GIT_INDEX_FILE=unset:;GIT_WORK_TREE=unset:;GIT_PREFIX=unset:")
endfunction()
