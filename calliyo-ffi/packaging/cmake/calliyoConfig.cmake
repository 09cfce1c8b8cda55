# The C library calliyo, as it is installed beside this file on Linux and macOS:
#
#   find_package(calliyo REQUIRED)
#   target_link_libraries(program PRIVATE calliyo::calliyo)
#
# calliyo::calliyo is the shared library, calliyo::static the static one with what it needs of the system.

cmake_minimum_required(VERSION 3.21)

# This file lies in share/cmake/calliyo.
get_filename_component(_calliyo_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

find_path(_calliyo_headers calliyo.h PATHS "${_calliyo_prefix}/include" NO_CACHE NO_DEFAULT_PATH)
foreach(_calliyo_kind SHARED STATIC)
  find_library(
    _calliyo_${_calliyo_kind}
    NAMES "${CMAKE_${_calliyo_kind}_LIBRARY_PREFIX}calliyo${CMAKE_${_calliyo_kind}_LIBRARY_SUFFIX}"
    PATHS "${_calliyo_prefix}"
    PATH_SUFFIXES "lib/${CMAKE_LIBRARY_ARCHITECTURE}" lib64 lib
    NO_CACHE NO_DEFAULT_PATH)
endforeach()

if(NOT _calliyo_headers)
  set(calliyo_FOUND FALSE)
  set(calliyo_NOT_FOUND_MESSAGE "calliyo.h is not in ${_calliyo_prefix}/include")
elseif(NOT _calliyo_SHARED AND NOT _calliyo_STATIC)
  set(calliyo_FOUND FALSE)
  set(calliyo_NOT_FOUND_MESSAGE "the library calliyo is not below ${_calliyo_prefix}")
endif()

if(_calliyo_headers AND _calliyo_SHARED AND NOT TARGET calliyo::calliyo)
  add_library(calliyo::calliyo SHARED IMPORTED)
  set_target_properties(
    calliyo::calliyo PROPERTIES IMPORTED_LOCATION "${_calliyo_SHARED}"
                                INTERFACE_INCLUDE_DIRECTORIES "${_calliyo_headers}")
endif()

if(_calliyo_headers AND _calliyo_STATIC AND NOT TARGET calliyo::static)
  add_library(calliyo::static STATIC IMPORTED)
  set_target_properties(
    calliyo::static PROPERTIES IMPORTED_LOCATION "${_calliyo_STATIC}"
                               INTERFACE_INCLUDE_DIRECTORIES "${_calliyo_headers}")
  if(APPLE)
    set_property(TARGET calliyo::static PROPERTY INTERFACE_LINK_LIBRARIES System c m)
  else()
    set_property(TARGET calliyo::static PROPERTY INTERFACE_LINK_LIBRARIES gcc_s util rt pthread m dl c)
  endif()
endif()

unset(_calliyo_prefix)
unset(_calliyo_headers)
unset(_calliyo_kind)
unset(_calliyo_SHARED)
unset(_calliyo_STATIC)
