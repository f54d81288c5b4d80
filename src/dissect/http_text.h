/* http_text.h - what HTTP carries as text: credentials, pages, descriptions.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"
#include "dissect/ntlm.h"

/* Whether name and password are what makers print in their manuals. */
bool http_basic_is_default(const struct cursor *credentials);
/* The user of Basic credentials (RFC 7617). Decoding stops at the colon: no password is ever
 * decoded. */
bool http_basic_user(const struct cursor *credentials, char *user, size_t capacity);
/* An NTLM message in base 64 (RFC 4559, 4), also where SPNEGO is around it. */
enum ntlm_message http_ntlm(struct context *ctx, const struct cursor *text);
/* Claims the <title> of a page as description of the sender; true when there was one. */
bool http_title(struct context *ctx, const struct cursor *page, uint8_t confidence);
/* True when what is looked for in a page or a device description is there to its end. */
bool http_text_is_whole(const struct cursor *text);
/* Claims what a UPnP device description (Device Architecture 2.0, 2.3) says of the sender. */
void http_device_description(struct context *ctx, const struct cursor *xml);
/* Tells of what stands in requests only to break the server: SQL in an address, a look-up in a name. */
void http_marks(struct context *ctx, const struct cursor *line);
