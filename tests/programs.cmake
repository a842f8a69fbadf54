# cli: what no golden file can say of the command line

# Terminals, pipes and signals.  It waits for what appears after a second: begin with it
podfit_python_test(cli.terminal terminal_test.py cli 120 "$<TARGET_FILE:podfit>")
set_tests_properties(cli.terminal PROPERTIES COST 10)

# The command line in bash, which is everywhere; its other shells are habits
podfit_python_test(cli.completion-in-bash completion_test.py cli 120 bash "$<TARGET_FILE:podfit>")

# --changed-lines over what git and diff really print
podfit_python_test(cli.git-diff git_diff_test.py cli 60 "$<TARGET_FILE:podfit>")

# Where libarchive cannot be loaded, all but archives is linted as ever
if(PODFIT_LAZY_LIBARCHIVE)
  add_test(NAME cli.without-libarchive COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/without_libarchive.sh"
    "$<TARGET_FILE:podfit>" "${PROJECT_SOURCE_DIR}/testdata/image/oci.tar.gz")
  set_tests_properties(cli.without-libarchive PROPERTIES LABELS cli TIMEOUT 30)
endif()

# format: reports, schemas and fixes as other programs take them

# The JSON report follows its schema, and the loader of the configuration the other
podfit_python_test(format.schema schema_test.py format 60 "$<TARGET_FILE:podfit>")
podfit_python_test(format.config-schema config_schema_test.py format 120 "$<TARGET_FILE:podfit>")
set_tests_properties(format.config-schema PROPERTIES COST 3)

# What fixes make of the fixtures
podfit_python_test(format.fixes fix_test.py format 60
  "$<TARGET_FILE:podfit>" "${PROJECT_SOURCE_DIR}/testdata")

# What the help of findings makes of the fixtures, where somebody followed it
podfit_python_test(format.mended mended_test.py format 60
  "$<TARGET_FILE:podfit>" "${PROJECT_SOURCE_DIR}/testdata/rules")

# The reports for other programs, read by Python.  PODFIT_SCHEMAS is a folder with
# the schemas of SARIF and rdjson, which are not ours to ship; without it they are
# taken from where the environment says, or not checked.
set(PODFIT_SCHEMAS "" CACHE PATH "Folder of sarif-2.1.0.schema.json and rdjson.schema.json")
podfit_python_test(format.others formats_test.py format 60
  "$<TARGET_FILE:podfit>" "${PROJECT_SOURCE_DIR}/testdata")
set_tests_properties(format.others PROPERTIES COST 2)
if(PODFIT_SCHEMAS)
  set_tests_properties(format.others PROPERTIES ENVIRONMENT "PODFIT_SCHEMAS=${PODFIT_SCHEMAS}")
endif()
