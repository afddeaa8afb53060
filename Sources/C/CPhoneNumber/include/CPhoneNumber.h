#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What libphonenumber reads in a text: country code and national number as digits, and an extension. */
struct loam_phone {
    uint64_t digits;       /* +49 30 1234 is 49301234; 0 when the text is no possible number */
    uint32_t extension;    /* 0 when there is none */
};

/* `region` is two letters of ISO 3166, or "ZZ" when it is not known. Safe to call from any thread. */
struct loam_phone loam_phone_read(const char *text, int length, const char *region);

#ifdef __cplusplus
}
#endif
