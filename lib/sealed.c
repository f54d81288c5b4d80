/* sealed.c - a file behind a passphrase. SPDX-License-Identifier: Apache-2.0
 *
 * Head: 16 bytes of magic, the last the version; 8 of the length within (big-endian); 16 of salt; 24 of the stream.
 * The head is what each piece is bound to. What the key costs is fixed by the version: a file cannot ask for more.
 */

#include "lib/sealed.h"

#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERSION	  1
#define PIECE	  65536
#define MAGIC	  "YAGURA-SEALED--"
#define MAGIC_SIZE 15
#define MORE	  crypto_secretstream_xchacha20poly1305_ABYTES

struct head {
	uint8_t magic[MAGIC_SIZE];
	uint8_t version;
	uint8_t length[8];
	uint8_t salt[crypto_pwhash_SALTBYTES];
	uint8_t stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};
_Static_assert(sizeof(struct head) == 64, "bytes alone");

static int write_all(int fd, const void *bytes, size_t length)
{
	const uint8_t *at = bytes;

	while (length > 0) {
		const ssize_t n = write(fd, at, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : -EIO;
		at += n;
		length -= (size_t)n;
	}
	return 0;
}

/* As much as there is, up to length; or -errno. */
static ssize_t read_most(int fd, void *bytes, size_t length)
{
	size_t got = 0;

	while (got < length) {
		const ssize_t n = read(fd, (uint8_t *)bytes + got, length - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return (ssize_t)got;
}

static int make_key(const struct head *head, const char *passphrase, uint8_t *key)
{
	if (sodium_init() < 0)
		return -EIO;
	if (crypto_pwhash(key, crypto_secretstream_xchacha20poly1305_KEYBYTES, passphrase, strlen(passphrase),
			  head->salt, crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE,
			  crypto_pwhash_ALG_ARGON2ID13) != 0)
		return -ENOMEM;
	return 0;
}

typedef crypto_secretstream_xchacha20poly1305_state stream_state;

/* A piece is the last when the next read gives nothing: two are held. */
static int push_all(int from, int to, stream_state *stream, const struct head *head)
{
	static const uint8_t last = crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	uint8_t plain[2][PIECE];
	uint8_t sealed[PIECE + MORE];
	ssize_t length = read_most(from, plain[0], PIECE);

	for (int at = 0; length >= 0; at ^= 1) {
		const ssize_t next = length == PIECE ? read_most(from, plain[at ^ 1], PIECE) : 0;

		if (next < 0)
			return (int)next;
		crypto_secretstream_xchacha20poly1305_push(stream, sealed, NULL, plain[at], (size_t)length,
							   (const uint8_t *)head, sizeof(*head), next ? 0 : last);
		const int rc = write_all(to, sealed, (size_t)length + MORE);

		if (rc || next == 0) {
			sodium_memzero(plain, sizeof(plain));
			return rc;
		}
		length = next;
	}
	return (int)length;
}

int sealed_make(int from, int to, const char *passphrase)
{
	uint8_t key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	struct head head = {.version = VERSION};
	stream_state stream;

	struct stat st;

	if (fstat(from, &st) != 0)
		return -errno;
	for (int i = 0; i < 8; i++)
		head.length[i] = (uint8_t)((uint64_t)st.st_size >> (56 - 8 * i));
	memcpy(head.magic, MAGIC, MAGIC_SIZE);
	randombytes_buf(head.salt, sizeof(head.salt));
	int rc = make_key(&head, passphrase, key);

	if (rc)
		return rc;
	crypto_secretstream_xchacha20poly1305_init_push(&stream, head.stream, key);
	sodium_memzero(key, sizeof(key));
	rc = write_all(to, &head, sizeof(head));
	if (!rc)
		rc = push_all(from, to, &stream, &head);
	sodium_memzero(&stream, sizeof(stream));
	return rc;
}

static int pull_all(int from, int to, stream_state *stream, const struct head *head, size_t most)
{
	uint8_t plain[PIECE];
	uint8_t sealed[PIECE + MORE];
	size_t total = 0;
	uint8_t tag = 0;

	for (bool first = true;; first = false) {
		const ssize_t length = read_most(from, sealed, sizeof(sealed));
		unsigned long long out = 0;

		if (length < 0)
			return (int)length;
		if (length < (ssize_t)MORE)
			return -ENODATA;
		if (crypto_secretstream_xchacha20poly1305_pull(stream, plain, &out, &tag, sealed,
							       (unsigned long long)length, (const uint8_t *)head,
							       sizeof(*head)) != 0)
			return length < (ssize_t)sizeof(sealed) && !first ? -ENODATA : first ? -EACCES : -EBADMSG;
		total += out;
		if (total > most)
			return -E2BIG;
		const int rc = write_all(to, plain, out);

		if (rc)
			return rc;
		if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
			return read_most(from, sealed, 1) == 0 ? 0 : -EBADMSG;
	}
}

/* Before the key is made: a file that lost its end is not one of another passphrase. */
static bool is_cut(int from, const struct head *head)
{
	const uint64_t most = UINT64_C(1) << 60;
	uint64_t length = 0;
	struct stat st;

	for (int i = 0; i < 8; i++)
		length = length << 8 | head->length[i];
	if (length > most || fstat(from, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	const uint64_t pieces = length ? (length + PIECE - 1) / PIECE : 1;
	return (uint64_t)st.st_size < sizeof(*head) + length + pieces * MORE;
}

int sealed_open(int from, int to, const char *passphrase, size_t most)
{
	uint8_t key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	stream_state stream;
	struct head head;
	const ssize_t length = read_most(from, &head, sizeof(head));

	if (length < 0)
		return (int)length;
	if (length < MAGIC_SIZE + 1 || memcmp(head.magic, MAGIC, MAGIC_SIZE) != 0)
		return -EINVAL;
	if (head.version > VERSION)
		return -EPROTO;
	if (length < (ssize_t)sizeof(head) || is_cut(from, &head))
		return -ENODATA;
	int rc = make_key(&head, passphrase, key);

	if (rc)
		return rc;
	if (crypto_secretstream_xchacha20poly1305_init_pull(&stream, head.stream, key) != 0)
		rc = -EINVAL;
	sodium_memzero(key, sizeof(key));
	if (!rc)
		rc = pull_all(from, to, &stream, &head, most);
	sodium_memzero(&stream, sizeof(stream));
	return rc;
}

const char *sealed_fault(int rc)
{
	static const struct {
		int rc;
		const char *says;
	} failures[] = {
		{-EINVAL, "this is no file of a customer"},
		{-EPROTO, "the file was made by a newer version of Yagura"},
		{-EACCES, "the passphrase is wrong, or the file was changed"},
		{-EBADMSG, "the file was changed since it was made"},
		{-ENODATA, "the file is cut short: it has no end"},
		{-E2BIG, "the file is too large"},
	};

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
		if (failures[i].rc == rc)
			return failures[i].says;
	return NULL;
}
