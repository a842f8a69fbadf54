# Hardening and link-time optimisation of optimised builds.  Each flag is tried
# first: what a compiler, linker or processor does not know is left out, so the
# list needs no table of versions.  -DPODFIT_HARDENING=OFF leaves all of it to
# the flags a packager gives.
option(PODFIT_HARDENING "Harden optimised builds" ON)
if(NOT PODFIT_HARDENING)
  return()
endif()

include(CheckCCompilerFlag)
include(CheckIPOSupported)
include(CheckLinkerFlag)
include(CheckPIESupported)

set(optimised "$<CONFIG:Release,RelWithDebInfo,MinSizeRel>")

# The prefix makes an unknown flag an error with compilers that only warn.
function(harden_compile)
  foreach(flag IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER "HAVE${flag}" have)
    check_c_compiler_flag("-Werror ${flag}" "${have}")
    if(${have})
      add_compile_options("$<${optimised}:${flag}>")
    endif()
  endforeach()
endfunction()

function(harden_link)
  foreach(flag IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER "HAVE${flag}" have)
    check_linker_flag(C "${flag}" "${have}")
    if(${have})
      add_link_options("$<${optimised}:${flag}>")
    endif()
  endforeach()
endfunction()

harden_compile(
  -fstack-protector-strong
  -fstack-clash-protection
  -ftrivial-auto-var-init=zero
  -fno-delete-null-pointer-checks
  -fno-strict-overflow
  -fstrict-flex-arrays=3)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
  harden_compile(-fcf-protection=full)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  harden_compile(-mbranch-protection=standard)
endif()
# Fortify needs optimisation and a clean slate: some distributions set it already.
add_compile_options("$<${optimised}:-U_FORTIFY_SOURCE>" "$<${optimised}:-D_FORTIFY_SOURCE=3>")

harden_link(
  -Wl,-z,relro
  -Wl,-z,now
  -Wl,-z,noexecstack
  -Wl,-z,nodlopen
  -Wl,--as-needed)

check_pie_supported(LANGUAGES C)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT DEFINED CMAKE_INTERPROCEDURAL_OPTIMIZATION_RELEASE)
  check_ipo_supported(RESULT lto LANGUAGES C)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION_RELEASE "${lto}")
endif()
