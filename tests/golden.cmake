# rule: one test for each folder of fixtures
file(GLOB dirs CONFIGURE_DEPENDS LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/testdata/rules/*")
foreach(dir IN LISTS dirs)
  cmake_path(GET dir FILENAME name)
  podfit_golden_test("rule.${name}" rule "${dir}" rule)
endforeach()

# cli, corpus: one test for each command line in testdata/cli and testdata/corpus.
# The first are about the command line, the second about all rules together.
foreach(label cli corpus)
  file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/testdata/${label}/*/cmd")
  foreach(file IN LISTS files)
    cmake_path(GET file PARENT_PATH dir)
    cmake_path(GET dir FILENAME name)
    podfit_golden_test("${label}.${name}" case "${dir}" "${label}")
  endforeach()
endforeach()

# The pages of the rules are what the program explains
podfit_golden_test(meta.docs pages "${PROJECT_SOURCE_DIR}/docs/rules" meta)
