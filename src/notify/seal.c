/* seal.c - passwords of channels as they are kept (libsodium's secretbox). SPDX-License-Identifier: Apache-2.0 */

#include "notify/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/arena.h"

_Static_assert(SEAL_KEY_SIZE == crypto_secretbox_KEYBYTES, "a key is a key");

#define OVERHEAD (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)
#define VARIANT	 sodium_base64_VARIANT_ORIGINAL

static int make_key(const char *path, unsigned char *key)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return -errno;
	randombytes_buf(key, SEAL_KEY_SIZE);
	int rc = write(fd, key, SEAL_KEY_SIZE) == SEAL_KEY_SIZE && fsync(fd) == 0 ? 0 : -EIO;
	if (close(fd) != 0 && rc == 0)
		rc = -errno;
	return rc;
}

static int read_key(const char *path, unsigned char *key)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return -errno;
	const int rc = read(fd, key, SEAL_KEY_SIZE) == SEAL_KEY_SIZE ? 0 : -EIO;

	close(fd);
	return rc;
}

int seal_key(const char *database, unsigned char key[SEAL_KEY_SIZE])
{
	struct arena arena = {0};
	const char *path = arena_printf(&arena, "%s-key", database);
	int rc = read_key(path, key);

	if (rc == -ENOENT)
		rc = make_key(path, key);
	if (rc == -EEXIST) /* another thread was faster */
		rc = read_key(path, key);
	arena_free(&arena);
	return rc;
}

const char *seal_close(struct arena *arena, const unsigned char key[SEAL_KEY_SIZE], const char *text)
{
	const size_t length = strlen(text), size = length + OVERHEAD;
	unsigned char *box = arena_alloc(arena, size);
	const size_t room = sodium_base64_ENCODED_LEN(size, VARIANT);
	char *out = arena_alloc(arena, room);

	if (length == 0)
		return "";
	randombytes_buf(box, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (const unsigned char *)text, length, box, key);
	return sodium_bin2base64(out, room, box, size, VARIANT);
}

const char *seal_open(struct arena *arena, const unsigned char key[SEAL_KEY_SIZE], const char *sealed)
{
	const size_t room = strlen(sealed);
	unsigned char *box = arena_alloc(arena, room + 1);
	size_t size;

	if (room == 0)
		return "";
	if (sodium_base642bin(box, room, sealed, room, NULL, &size, NULL, VARIANT) != 0 || size < OVERHEAD)
		return NULL;
	char *text = arena_alloc(arena, size - OVERHEAD + 1);
	if (crypto_secretbox_open_easy((unsigned char *)text, box + crypto_secretbox_NONCEBYTES,
				       size - crypto_secretbox_NONCEBYTES, box, key) != 0)
		return NULL;
	return text;
}
