/* transfer.h - bytes to a server over TCP and TLS, by libcurl. SPDX-License-Identifier: Apache-2.0
 *
 * The only file that knows libcurl: mail and HTTP have more corners than a monitor should write anew, and
 * certificates are checked as everybody checks them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf;

struct transfer {
	const char *url;	  /* smtp, smtps, http, https */
	const char *user;	  /* to sign in with, "" nobody */
	const char *secret;
	bool starttls;		  /* TLS or nothing, on a connection that begins in the clear */
	const char *certificate;  /* PEM of whom to trust, "" the system's */
	const char *from;	  /* mail: envelope */
	const char *const *to;	  /* mail: ended by NULL */
	const char *const *header; /* HTTP: "Name: value", ended by NULL */
	const void *body;
	size_t length;
};

/* Mail is taken, or HTTP answered with 2xx: 0. Else -EIO and one line. */
__attribute__((warn_unused_result)) int transfer_run(const struct transfer *t, char *error, size_t size);
/* Connects (url: http for TCP, https for TLS), writes all of body and closes. 0, or -EIO and one line. */
__attribute__((warn_unused_result)) int transfer_stream(const struct transfer *t, char *error,
							size_t size);
