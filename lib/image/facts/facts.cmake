# Tables of facts to C: image/facts.c, in the build tree.  Included by lib/CMakeLists.txt,
# whose library compiles it.
set(facts "${CMAKE_CURRENT_LIST_DIR}")
add_executable(podfit_generate_facts "${facts}/generate/generate.c" "${facts}/generate/emit.c")
target_link_libraries(podfit_generate_facts PRIVATE podfit_tables podfit_warnings)

set(fact_tables "")
foreach(name accounts directories flags images programs registries tags users)
  list(APPEND fact_tables "${facts}/${name}.tsv")
endforeach()
file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/generated/image")
set(podfit_facts_source "${CMAKE_CURRENT_BINARY_DIR}/generated/image/facts.c")
add_custom_command(OUTPUT "${podfit_facts_source}"
  COMMAND podfit_generate_facts ${fact_tables} > "${podfit_facts_source}"
  DEPENDS podfit_generate_facts ${fact_tables} VERBATIM)
