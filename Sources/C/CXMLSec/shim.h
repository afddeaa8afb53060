#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 shows the types of its ICU, which clash with those that Foundation carries; nothing here converts by them.
#undef LIBXML_ICU_ENABLED

// How Debian's library was built. Without these the width of xmlSecSize is another one; the package manager leaves them
// out when it reads the library's own description.
#define XMLSEC_CRYPTO_OPENSSL 1
#define XMLSEC_NO_SIZE_T 1
#define XMLSEC_NO_CRYPTO_DYNAMIC_LOADING 1
#define XMLSEC_NO_GOST 1
#define XMLSEC_NO_GOST2012 1
#define XMLSEC_OPENSSL3_ENGINES 1
#define __XMLSEC_FUNCTION__ __func__

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/valid.h>
#include <openssl/err.h>
#include <xmlsec/buffer.h>
#include <xmlsec/errors.h>
#include <xmlsec/io.h>
#include <xmlsec/keys.h>
#include <xmlsec/keysdata.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/transforms.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>

_Static_assert(sizeof(xmlSecSize) == sizeof(unsigned int), "xmlSecSize has the width that the library was built with");

// What Swift cannot see: variables of the library that hold functions.
static inline void cxmlsec_free(void *memory) { xmlFree(memory); }
