/* sealed.h - a file behind a passphrase: Argon2id and XChaCha20-Poly1305 in pieces (libsodium's secretstream).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#define SEALED_PASSPHRASE_MIN 12 /* characters */
#define SEALED_PASSPHRASE_MAX 1024

/*
 * Both read `from` to its end and write to `to`, piece by piece; a file opens only as a whole: its last piece says
 * that it is the last. 0 or -errno of reading and writing; -ENOMEM no room for the key; of sealed_open also
 *   -EINVAL no sealed file   -EPROTO sealed by a newer version   -EACCES wrong passphrase, or the beginning was
 *   changed   -EBADMSG changed further on   -ENODATA cut short   -E2BIG more than `most` bytes
 */
__attribute__((warn_unused_result)) int sealed_make(int from, int to, const char *passphrase);
__attribute__((warn_unused_result)) int sealed_open(int from, int to, const char *passphrase, size_t most);
/* "the passphrase is wrong, or the file was changed": of such a failure, NULL for others. */
const char *sealed_fault(int rc);
