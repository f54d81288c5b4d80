/* http_text.h - what HTTP carries as text: credentials, pages, descriptions.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

/* The user of Basic credentials (RFC 7617). Decoding stops at the colon: no password is ever
 * decoded. */
bool http_basic_user(const struct cursor *credentials, char *user, size_t capacity);
/* Claims the <title> of a page as description of the sender; true when there was one. */
bool http_title(struct context *ctx, const struct cursor *page, uint8_t confidence);
/* Claims what a UPnP device description (Device Architecture 2.0, 2.3) says of the sender. */
void http_device_description(struct context *ctx, const struct cursor *xml);
