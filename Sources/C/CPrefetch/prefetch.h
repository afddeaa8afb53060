#pragma once

// What Swift has no word for: has a line of memory fetched, and does not wait for it. The address may be any.
static inline void cprefetch(const void *address) { __builtin_prefetch(address); }
