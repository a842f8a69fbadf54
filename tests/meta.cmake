# meta: the tree and its documentation

# What each room may include, and whether that is really asked for
podfit_python_test(meta.layers layers.py meta 30 "${PROJECT_SOURCE_DIR}")
podfit_python_test(meta.layers-test layers_test.py meta 30)

# No two files need each other, by the symbols of their objects
podfit_python_test(meta.circles circles.py meta 30
  "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}" "${CMAKE_NM}")
podfit_python_test(meta.circles-test circles_test.py meta 30)

# Each header compiles alone, and all of them together
podfit_python_test(meta.headers headers.py meta 120
  "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}")
podfit_python_test(meta.headers-test headers_test.py meta 60
  "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}")

# The commands that README and docs/ show print what they show, steps of pipelines fail for a
# mistake, and tables in docs/ are as the program has them
file(GLOB docs CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/docs/*.md" "${PROJECT_SOURCE_DIR}/docs/coming-from/*.md")
file(GLOB pages "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/CONTRIBUTING.md"
  "${PROJECT_SOURCE_DIR}/contrib/README.md")
file(GLOB pipelines CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/contrib/ci/*.yml")
podfit_python_test(meta.console docs_test.py meta 60
  "$<TARGET_FILE:podfit>" ${pages} ${docs} ${pipelines})
podfit_python_test(meta.tables generated_docs.py meta 60 "$<TARGET_FILE:podfit>" ${docs})

# The man pages: what they have to name, and what mandoc and man-db find wrong with them
if(PODFIT_MAN_PAGES)
  podfit_python_test(meta.man man_test.py meta 60 "$<TARGET_FILE:podfit>" ${PODFIT_MAN_PAGES})
endif()

# The API tables kept by hand, and the script that adds releases to the others
set(api "${PROJECT_SOURCE_DIR}/lib/kube/api")
podfit_python_test(meta.api-tables "${api}/tables_test.py" meta 60)
podfit_python_test(meta.add-release "${api}/add_release_test.py" meta 60)

# The tables of what is known of images and programs, and what makes C of them
podfit_python_test(meta.fact-tables "${PROJECT_SOURCE_DIR}/lib/image/facts/tables_test.py" meta 60
  "$<TARGET_FILE:podfit_generate_facts>")

# The script that makes the table of widths
podfit_python_test(meta.make-width "${PROJECT_SOURCE_DIR}/lib/text/unicode/make_width_test.py"
  meta 60)

# Names of other linters' checks are those that exist, and none is forgotten
podfit_python_test(meta.peers peers_test.py meta 30
  "$<TARGET_FILE:podfit>" "${PROJECT_SOURCE_DIR}/rules/peers.tsv")

# The golden runner, which most of the tests rely on
podfit_python_test(meta.golden golden_test.py meta 60)
