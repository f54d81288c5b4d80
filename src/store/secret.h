/* secret.h - sessions and tokens, for the files of store alone. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/account.h"
#include "store/sql.h"

#define SECRET_HASH_SIZE 32

/* What is kept of a secret. 256 random bits need no slow hash. */
void secret_hash(const char *secret, unsigned char hash[SECRET_HASH_SIZE]);
/* Makes a session of this user. -ENOENT. */
int secret_session(struct store *store, const char *user, const char *from,
		   char secret[ACCOUNT_SECRET_SIZE]);
/* Makes a token of this user; once: it opens one session. -ENOENT. */
int secret_token(struct store *store, const char *user, const char *name, bool once,
		 int64_t expires_at, char secret[ACCOUNT_SECRET_SIZE]);
