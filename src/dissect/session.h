/* session.h - what dissectors of IT sessions say in the same way. SPDX-License-Identifier:
 * Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

/* A text claim with a rank and a confidence of its own; an empty text says nothing. */
void session_guess(struct context *ctx, enum party party, const char *name,
                   const struct cursor *text, enum claim_rank rank, uint8_t confidence);
/* A claim of UTF-16LE text. */
void session_wide(struct context *ctx, enum party party, const char *name,
                  const struct cursor *text);
/* The operating system, where a banner or agent names it plainly ("(Ubuntu)", "Windows NT 6.1"). */
void session_os_hint(struct context *ctx, enum party party, const struct cursor *text);
/* A name of the party: fqdn when it has a dot, hostname when not; addresses and patterns say
 * nothing. */
void session_name(struct context *ctx, enum party party, const struct cursor *name,
                  uint8_t confidence);
/* "OpenSSH_7.4" and "nginx/1.2" as "OpenSSH 7.4" and "nginx 1.2": the first separator made a blank.
 */
void session_software(struct context *ctx, enum party party, const struct cursor *text);
/* A sign-in: class security, "Login", "user %s" where the name is known; how is static, the method.
 * No dissector ever hands on the secret. Its answer is "ok" or "refused". */
operation_ref session_login(struct context *ctx, const char *how, const struct cursor *user);
/* Whether a name with this password (its session_hash) is what makers print in their manuals; an empty
 * password hashes as nothing typed. */
bool session_is_default(const struct cursor *user, uint32_t password);
/* One more typed byte of a password that is not kept: start with SESSION_HASH. */
#define SESSION_HASH 2166136261u
static inline uint32_t session_hash_byte(uint32_t hash, uint8_t byte)
{
	return (hash ^ byte) * 16777619u;
}
/* Says that such a sign-in was taken. */
void session_default_taken(struct context *ctx);
/* A tool by which somebody works on another computer: its client is the sender. */
void session_remote_tool(struct context *ctx, const char *product);
/* FNV-1a, to notice that a text was said before. */
uint32_t session_hash(const struct cursor *text);
/* UTF-16LE as UTF-8, up to a NUL or as much as fits; other planes become '?'. */
void session_utf8(struct cursor wide, char *text, size_t capacity);
