# The widths of characters to C: text/width_ranges.c, in the build tree.  Included by
# lib/CMakeLists.txt, whose library compiles it.
set(width "${CMAKE_CURRENT_LIST_DIR}/../width.tsv")
add_executable(podfit_generate_width "${CMAKE_CURRENT_LIST_DIR}/generate.c")
target_link_libraries(podfit_generate_width PRIVATE podfit_tables podfit_warnings)

file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/generated/text")
set(podfit_width_source "${CMAKE_CURRENT_BINARY_DIR}/generated/text/width_ranges.c")
add_custom_command(OUTPUT "${podfit_width_source}"
  COMMAND podfit_generate_width "${width}" > "${podfit_width_source}"
  DEPENDS podfit_generate_width "${width}" VERBATIM)
