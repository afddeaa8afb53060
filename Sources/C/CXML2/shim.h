#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 shows the types of its ICU, which clash with those that Foundation carries; nothing here converts by them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
