cmake_minimum_required(VERSION 3.25) # policies, in script mode too

# One line of shell against what it should say:
#   cmake -D PODFIT=… -D DIR=testdata/cli/NAME -D OUT=scratch -P cli.cmake
# DIR holds `cmd`, which runs there and finds podfit in PATH, and the expected
# `stdout`, `stderr` (no file: nothing) and `exit` (no file: 0).
# PODFIT_UPDATE_GOLDEN=1 rewrites them.
file(READ "${DIR}/cmd" cmd)
file(REMOVE_RECURSE "${OUT}")
file(MAKE_DIRECTORY "${OUT}")
cmake_path(GET PODFIT PARENT_PATH bin)
execute_process(
  COMMAND "${CMAKE_COMMAND}" -E env --unset=PODFIT_FORMAT --unset=PODFIT_CONFIG
    --unset=XDG_CONFIG_HOME --unset=NO_COLOR --unset=FORCE_COLOR --unset=CLICOLOR_FORCE
    --unset=COLUMNS --unset=CI_PROJECT_DIR "PATH=${bin}:$ENV{PATH}" "TMP=${OUT}"
    LC_ALL=C sh -c "${cmd}"
  WORKING_DIRECTORY "${DIR}" INPUT_FILE /dev/null
  OUTPUT_FILE "${OUT}/stdout" ERROR_FILE "${OUT}/stderr" RESULT_VARIABLE code)
file(WRITE "${OUT}/exit" "${code}\n")

set(expected_exit "0\n")
foreach(what stdout stderr exit)
  file(READ "${OUT}/${what}" got)
  if("$ENV{PODFIT_UPDATE_GOLDEN}")
    if("${got}" STREQUAL "${expected_${what}}")
      file(REMOVE "${DIR}/${what}")
    else()
      file(COPY_FILE "${OUT}/${what}" "${DIR}/${what}")
    endif()
    continue()
  endif()
  set(want "${expected_${what}}")
  if(EXISTS "${DIR}/${what}")
    file(READ "${DIR}/${what}" want)
  endif()
  if(NOT "${got}" STREQUAL "${want}")
    message(SEND_ERROR "${what} of: ${cmd}--- want\n${want}--- got\n${got}")
  endif()
endforeach()
