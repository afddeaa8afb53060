#pragma once

// The settings of the C library's allocator, which Swift's own module of it leaves out.
#include <malloc.h>
