/* seal.h - passwords of channels as they are kept. SPDX-License-Identifier: Apache-2.0
 *
 * The key is a file beside the database: a copy of the database alone gives no password away.
 */
#pragma once

struct arena;

#define SEAL_KEY_SIZE 32

/* Reads the key of this database, made when there is none. 0 or -errno. */
__attribute__((warn_unused_result)) int seal_key(const char *database, unsigned char key[SEAL_KEY_SIZE]);
/* A text that only this key opens; "" stays "". */
const char *seal_close(struct arena *arena, const unsigned char key[SEAL_KEY_SIZE], const char *text);
/* And back; NULL when it is another key's, or damaged. */
const char *seal_open(struct arena *arena, const unsigned char key[SEAL_KEY_SIZE], const char *sealed);
