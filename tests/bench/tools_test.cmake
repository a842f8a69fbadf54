cmake_minimum_required(VERSION 3.25) # policies, in script mode too

# generate, drain and measure fit together: a stream of 20 Deployments, one
# document each, drained to its end under the runner.
set(stream "${TOOLS}/stream.yaml")
execute_process(COMMAND "${TOOLS}/generate" 20 OUTPUT_FILE "${stream}"
  COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS "${stream}" starts REGEX "^---$")
list(LENGTH starts documents)
if(NOT documents EQUAL 20)
  message(SEND_ERROR "generate 20 wrote ${documents} documents")
endif()

execute_process(COMMAND "${TOOLS}/drain" "${stream}" OUTPUT_VARIABLE drained
  COMMAND_ERROR_IS_FATAL ANY)
if(NOT drained MATCHES "^[1-9][0-9][0-9][0-9]+ events\n$")
  message(SEND_ERROR "drain said: ${drained}")
endif()

execute_process(COMMAND "${TOOLS}/measure" "${TOOLS}/drain" "${stream}" OUTPUT_VARIABLE measured
  COMMAND_ERROR_IS_FATAL ANY)
if(NOT measured MATCHES "^0 [0-9]+ [0-9]+ [0-9]+ [1-9][0-9]*\n$")
  message(SEND_ERROR "measure said: ${measured}")
endif()
