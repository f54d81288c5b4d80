/* webhook.c - JSON by HTTP POST, signed where a secret is set. SPDX-License-Identifier: Apache-2.0 */

#include "notify/deliver.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "notify/transfer.h"

#define SIGNATURE "X-Yagura-Signature: sha256="

/* HMAC-SHA-256 (RFC 2104) of the body, in hexadecimal: who knows the secret knows that it is ours. */
static void sign(const struct delivery *d, char *line, size_t size)
{
	unsigned char code[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;
	char text[2 * sizeof(code) + 1];

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)d->secret, strlen(d->secret));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)d->body, strlen(d->body));
	crypto_auth_hmacsha256_final(&state, code);
	snprintf(line, size, SIGNATURE "%s", sodium_bin2hex(text, sizeof(text), code, sizeof(code)));
}

int deliver_webhook(const struct delivery *d, char *error, size_t size)
{
	char signature[sizeof(SIGNATURE) + 2 * crypto_auth_hmacsha256_BYTES] = "";
	const char *const header[] = {"Content-Type: application/json", "Expect:",
				      "User-Agent: Yagura", *d->secret ? signature : NULL, NULL};

	sign(d, signature, sizeof(signature));
	return transfer_run(&(struct transfer){.url = d->settings.url,
					       .user = "",
					       .secret = "",
					       .certificate = d->settings.certificate,
					       .header = header,
					       .body = d->body,
					       .length = strlen(d->body)},
			    error, size);
}
