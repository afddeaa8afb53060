#pragma once
#include <stddef.h>

// A file that travels in the program. The bytes live as long as the program does.
struct loam_asset {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t size;
};

size_t loam_asset_count(void);

// The index must be below the count.
struct loam_asset loam_asset(size_t index);

// The style of the sandbox org's pages, which is no asset of the portal's.
struct loam_asset loam_sandbox_style(void);
