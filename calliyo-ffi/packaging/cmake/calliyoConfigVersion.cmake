# A version serves whoever asks for it or an older one that its shared library can stand in for: before 1.0 with the same
# second number, from then on with the same first one.

set(PACKAGE_VERSION "0.1.0")

string(REGEX MATCH "^(0\\.)?[0-9]+" _calliyo_own "${PACKAGE_VERSION}")
string(REGEX MATCH "^(0\\.)?[0-9]+" _calliyo_asked "${PACKAGE_FIND_VERSION}")

if(PACKAGE_VERSION VERSION_LESS PACKAGE_FIND_VERSION OR NOT _calliyo_own STREQUAL _calliyo_asked)
  set(PACKAGE_VERSION_COMPATIBLE FALSE)
else()
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
  if(PACKAGE_VERSION VERSION_EQUAL PACKAGE_FIND_VERSION)
    set(PACKAGE_VERSION_EXACT TRUE)
  endif()
endif()

unset(_calliyo_own)
unset(_calliyo_asked)
