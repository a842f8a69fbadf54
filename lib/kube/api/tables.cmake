# Tables to C: kube/types.h and kube/tables.c, in the build tree.  Included by
# lib/CMakeLists.txt, whose library compiles them.
set(api "${CMAKE_CURRENT_LIST_DIR}")
add_executable(podfit_generate "${api}/generate.c" "${api}/model.c"
  "${api}/emit_structs.c" "${api}/emit_tables.c")
target_link_libraries(podfit_generate PRIVATE podfit_tables podfit_warnings)

foreach(name types overrides typed kinds lifecycle)
  list(APPEND tables "${api}/${name}.tsv")
endforeach()
set(podfit_api_include "${CMAKE_CURRENT_BINARY_DIR}/generated")
file(MAKE_DIRECTORY "${podfit_api_include}/kube")
set(podfit_api_sources "${podfit_api_include}/kube/tables.c" "${podfit_api_include}/kube/types.h")
add_custom_command(OUTPUT "${podfit_api_include}/kube/types.h"
  COMMAND podfit_generate structs ${tables} > "${podfit_api_include}/kube/types.h"
  DEPENDS podfit_generate ${tables} VERBATIM)
add_custom_command(OUTPUT "${podfit_api_include}/kube/tables.c"
  COMMAND podfit_generate tables ${tables} > "${podfit_api_include}/kube/tables.c"
  DEPENDS podfit_generate ${tables} VERBATIM)
