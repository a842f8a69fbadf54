# -DPODFIT_STATIC=ON: a program that needs no library where it runs, such as in an
# image that holds nothing else.
option(PODFIT_STATIC "Link all libraries into the program" OFF)
if(PODFIT_STATIC)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
endif()
