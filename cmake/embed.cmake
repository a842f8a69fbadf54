cmake_minimum_required(VERSION 3.25) # policies, in script mode too

# Files into C arrays.  As arrays of numbers, because string literals are
# limited in length and would have to be escaped.

# The bytes of `file` as an initialiser, in `out`.
function(podfit_bytes out file)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\t\\1\n"
    bytes "${bytes}")
  set(${out} "${bytes}" PARENT_SCOPE)
endfunction()

# cmake -D IN=… -D OUT=… -D SYMBOL=… -D HEADER=… -P embed.cmake
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  podfit_bytes(bytes "${IN}")
  cmake_path(GET IN FILENAME name)
  file(WRITE "${OUT}" "/* Generated from ${name}. */

#include \"${HEADER}\"

const unsigned char ${SYMBOL}[] = {
${bytes}
};
const size_t ${SYMBOL}_len = sizeof(${SYMBOL});
")
endif()
