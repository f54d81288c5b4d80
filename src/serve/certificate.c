/* certificate.c - TLS keys: read, or made (RFC 5280). SPDX-License-Identifier: Apache-2.0 */

#include "serve/server.h"

#include <errno.h>
#include <fcntl.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/clock.h"
#include "lib/log.h"
#include "lib/memory.h"

#define PEM_MAX     (256 << 10)
#define YEARS_VALID 5

char *pem_read(const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text = xcalloc(1, PEM_MAX + 1);
	size_t used = 0;
	ssize_t n = fd < 0 ? -1 : 0;

	while (fd >= 0 && used < PEM_MAX && (n = read(fd, text + used, PEM_MAX - used)) > 0)
		used += (size_t)n;
	if (n < 0 || used == 0) {
		log_error("serve: %s: %s", path, n < 0 ? strerror(errno) : "is empty");
		free(text);
		text = NULL;
	}
	if (fd >= 0)
		close(fd);
	return text;
}

static int add_names(gnutls_x509_crt_t crt)
{
	static const unsigned char local[4] = {127, 0, 0, 1};
	char host[65] = "";

	if (gethostname(host, sizeof(host) - 1) != 0 || !*host)
		memcpy(host, "yagura", 7);
	const unsigned length = (unsigned)strlen(host);
	int rc = gnutls_x509_crt_set_dn_by_oid(crt, GNUTLS_OID_X520_COMMON_NAME, 0, host, length);
	if (rc == 0)
		rc = gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME, host, length,
		                                          GNUTLS_FSAN_SET);
	if (rc == 0)
		rc = gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME, "localhost", 9,
		                                          GNUTLS_FSAN_APPEND);
	if (rc == 0)
		rc = gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_IPADDRESS, local,
		                                          sizeof(local), GNUTLS_FSAN_APPEND);
	return rc;
}

static int fill(gnutls_x509_crt_t crt, gnutls_x509_privkey_t key)
{
	const time_t now = (time_t)(clock_now() / SECOND);
	unsigned char serial[16];
	int rc = gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof(serial));

	serial[0] &= 0x7f; /* RFC 5280, 4.1.2.2: positive */
	if (rc == 0)
		rc = gnutls_x509_crt_set_version(crt, 3);
	if (rc == 0)
		rc = gnutls_x509_crt_set_serial(crt, serial, sizeof(serial));
	if (rc == 0)
		rc = gnutls_x509_crt_set_activation_time(crt, now - 86400);
	if (rc == 0)
		rc = gnutls_x509_crt_set_expiration_time(crt, now + YEARS_VALID * 365 * 86400L);
	if (rc == 0)
		rc = add_names(crt);
	if (rc == 0)
		rc = gnutls_x509_crt_set_key(crt, key);
	if (rc == 0)
		rc = gnutls_x509_crt_set_key_usage(crt, GNUTLS_KEY_DIGITAL_SIGNATURE);
	if (rc == 0)
		rc = gnutls_x509_crt_set_key_purpose_oid(crt, GNUTLS_KP_TLS_WWW_SERVER, 0);
	if (rc == 0)
		rc = gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0);
	return rc;
}

/* Appends what gnutls exports as PEM. */
static int append(struct buf *out, int rc, gnutls_datum_t *pem)
{
	if (rc != 0)
		return rc;
	buf_append(out, pem->data, pem->size);
	gnutls_memset(pem->data, 0, pem->size);
	gnutls_free(pem->data);
	return 0;
}

static int make(struct buf *out)
{
	gnutls_x509_privkey_t key = NULL;
	gnutls_x509_crt_t crt = NULL;
	gnutls_datum_t pem = {NULL, 0};
	int rc = gnutls_x509_privkey_init(&key);

	if (rc == 0)
		rc = gnutls_x509_crt_init(&crt);
	if (rc == 0)
		rc = gnutls_x509_privkey_generate(
		        key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
	if (rc == 0)
		rc = fill(crt, key);
	if (rc == 0)
		rc = append(out, gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &pem), &pem);
	if (rc == 0)
		rc = append(out, gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_PEM, &pem), &pem);
	if (crt)
		gnutls_x509_crt_deinit(crt);
	if (key)
		gnutls_x509_privkey_deinit(key);
	if (rc != 0)
		log_error("serve: a certificate cannot be made: %s", gnutls_strerror(rc));
	return rc == 0 ? 0 : -EIO;
}

int serve_make_certificate(const char *path)
{
	struct buf text = {.data = NULL};
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno == EEXIST ? 0 : -errno;
	int rc = make(&text);
	if (rc == 0 && write(fd, text.data, text.length) != (ssize_t)text.length)
		rc = -EIO;
	if (rc == 0 && fsync(fd) != 0)
		rc = -errno;
	close(fd);
	if (rc != 0)
		(void)unlink(path);
	buf_free(&text);
	return rc;
}
