# The compilers podfit is built with, and the build a plain `cmake -B build` gives.
if(CMAKE_C_COMPILER_ID STREQUAL "GNU" AND CMAKE_C_COMPILER_VERSION VERSION_LESS 12)
  message(FATAL_ERROR "podfit needs GCC 12 or newer, this is ${CMAKE_C_COMPILER_VERSION}; "
    "set CC to another compiler")
elseif(CMAKE_C_COMPILER_ID STREQUAL "Clang" AND CMAKE_C_COMPILER_VERSION VERSION_LESS 14)
  message(FATAL_ERROR "podfit needs Clang 14 or newer, this is ${CMAKE_C_COMPILER_VERSION}; "
    "set CC to another compiler")
endif()

get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT multi_config AND NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Type of build" FORCE)
endif()
