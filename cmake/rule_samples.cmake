cmake_minimum_required(VERSION 3.25) # policies, in script mode too

# The fixtures of all rules as a C table: cmake -D DIR=testdata/rules -D OUT=… -P …
# A fixture is bad.yaml (or the first bad*), bad.out beside it, good.yaml;
# where it is a directory, its files come one after the other under their names.
include("${CMAKE_CURRENT_LIST_DIR}/embed.cmake")

# An array of the text of file or directory `path`; its name, or "0", in `out`.
function(sample_array out symbol path)
  set(bytes "")
  if(IS_DIRECTORY "${path}")
    file(GLOB_RECURSE files RELATIVE "${path}" "${path}/*")
    list(SORT files)
    foreach(file IN LISTS files)
      string(HEX "# ${file}\n" head)
      string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," head "${head}")
      podfit_bytes(body "${path}/${file}")
      string(APPEND bytes "\t${head}\n${body}\n")
    endforeach()
  elseif(NOT path STREQUAL "" AND EXISTS "${path}")
    podfit_bytes(bytes "${path}")
  endif()
  if(bytes STREQUAL "")
    set(${out} "NULL, 0" PARENT_SCOPE)
    return()
  endif()
  set(arrays "${arrays}static const unsigned char ${symbol}[] = {\n${bytes}\n};\n" PARENT_SCOPE)
  set(${out} "${symbol}, sizeof(${symbol})" PARENT_SCOPE)
endfunction()

# The fixture to show: `name`.yaml or .Dockerfile, the folder `name`, or the first of its kind.
function(sample_choose out dir name)
  file(GLOB all "${dir}/${name}*")
  list(FILTER all EXCLUDE REGEX "\\.(out|args)$")
  list(SORT all)
  list(PREPEND all "${dir}/${name}.yaml" "${dir}/${name}.Dockerfile" "${dir}/${name}")
  set(${out} "" PARENT_SCOPE)
  foreach(path IN LISTS all)
    if(EXISTS "${path}")
      set(${out} "${path}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

set(arrays "")
set(entries "")
file(GLOB dirs LIST_DIRECTORIES true "${DIR}/*")
list(SORT dirs)
foreach(dir IN LISTS dirs)
  cmake_path(GET dir FILENAME rule)
  string(REPLACE "-" "_" symbol "${rule}")
  sample_choose(bad "${dir}" bad)
  sample_choose(good "${dir}" good)
  cmake_path(REPLACE_EXTENSION bad LAST_ONLY out OUTPUT_VARIABLE out)
  set(language yaml)
  if(bad MATCHES "\\.Dockerfile$")
    set(language dockerfile)
  endif()
  sample_array(bad "${symbol}_bad" "${bad}")
  sample_array(out "${symbol}_out" "${out}")
  sample_array(good "${symbol}_good" "${good}")
  string(APPEND entries "\t{\"${rule}\", \"${language}\", ${bad}, ${out}, ${good}},\n")
endforeach()

file(WRITE "${OUT}" "/* Generated from testdata/rules. */

#include \"rule_samples.h\"

${arrays}
const struct rule_sample rule_samples[] = {
${entries}\t{NULL, NULL, NULL, 0, NULL, 0, NULL, 0},
};
")
