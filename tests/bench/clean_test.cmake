cmake_minimum_required(VERSION 3.25) # policies, in script mode too

# podfit finds nothing in the clean stream, and a moving tag in the faulty one.
set(stream "${TOOLS}/clean.yaml")
execute_process(COMMAND "${TOOLS}/generate" 200 OUTPUT_FILE "${stream}"
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${PODFIT}" check -q -f concise --fail-on info "${stream}"
  OUTPUT_VARIABLE found ERROR_VARIABLE found RESULT_VARIABLE code)
if(NOT code EQUAL 0 OR NOT found STREQUAL "")
  message(SEND_ERROR "exit status ${code} on the clean stream:\n${found}")
endif()

set(stream "${TOOLS}/faulty.yaml")
execute_process(COMMAND "${TOOLS}/generate" 200 faulty OUTPUT_FILE "${stream}"
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${PODFIT}" check -q -f concise "${stream}"
  OUTPUT_VARIABLE found RESULT_VARIABLE code)
if(NOT code EQUAL 1 OR NOT found MATCHES "latest-tag")
  message(SEND_ERROR "exit status ${code} on the faulty stream")
endif()
