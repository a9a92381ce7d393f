#ifndef CPCRE2_SHIM_H
#define CPCRE2_SHIM_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// Swift sees no macros with arguments, and these names are such.
typedef pcre2_code_8 cpcre2_code;
typedef pcre2_match_data_8 cpcre2_match_data;
typedef pcre2_match_context_8 cpcre2_match_context;

static inline cpcre2_code *cpcre2_compile(const unsigned char *pattern, size_t length, unsigned int options, int *error,
                                          size_t *offset) {
  return pcre2_compile_8(pattern, length, options, error, offset, NULL);
}

#endif
