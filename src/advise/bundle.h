/* bundle.h - signed files of advisories, for plants without the internet. SPDX-License-Identifier: Apache-2.0
 *
 * A zip archive: manifest.json (format, name, made, the SHA-256 of each member), manifest.sig (its
 * Ed25519 signature) and the members. docs/bundle.md is the format.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"

#define BUNDLE_FORMAT	     "yagura-bundle/1"
#define BUNDLE_KEYS_SETTING  "bundle_keys" /* of the store: as bundle_keys_read() takes them */
#define BUNDLE_BYTES_MAX     ((size_t)128 << 20)
#define BUNDLE_MEMBER_MAX    ((size_t)64 << 20)	 /* unpacked */
#define BUNDLE_UNPACKED_MAX  ((size_t)512 << 20) /* of all */
#define BUNDLE_MEMBERS_MAX   20000
#define BUNDLE_KEYS_MAX	     16
#define BUNDLE_KEY_NAME_SIZE 64
#define BUNDLE_KEY_TEXT_SIZE 64 /* base64 of a public key */

/* A public key that the operator trusts. */
struct bundle_key {
	char name[BUNDLE_KEY_NAME_SIZE];
	unsigned char key[32];
};

/* "NAME BASE64", one a line. Returns how many were understood, at most `most`. */
size_t bundle_keys_read(const char *text, struct bundle_key *keys, size_t most);

/*
 * Checks the signature and the sums, then reads every member. Hostile input: meant for a confined
 * child. 0: out has what advise_import() takes; -EINVAL: error is one line, nothing in out counts.
 */
__attribute__((warn_unused_result)) int bundle_read(const void *bytes, size_t length,
						    const struct bundle_key *keys, size_t key_count,
						    struct buf *out, char *error, size_t error_size);

struct bundle_member {
	const char *name;
	const void *data;
	size_t length;
};

/* Makes a bundle, signed with an Ed25519 secret key (64 bytes). 0, or -EINVAL with a line in error. */
__attribute__((warn_unused_result)) int bundle_make(const char *name, int64_t made,
						    const struct bundle_member *members, size_t count,
						    const unsigned char *secret, struct buf *out,
						    char *error, size_t error_size);
