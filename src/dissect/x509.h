/* x509.h - the few fields of a certificate that tell who it is for (RFC 5280). SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

struct x509 {
	struct cursor subject_name; /* common name */
	struct cursor subject_organization;
	struct cursor issuer_name;
	struct cursor issuer_organization;
	char not_before[11]; /* "2027-01-02" */
	char not_after[11];
};

/* Reads one certificate in DER. False when it is not one; the cursors borrow from der. */
bool x509_read(struct cursor der, struct x509 *certificate);
/* Claims the certificate, and its common name where that is a name of a host. */
void x509_claim(struct context *ctx, enum party party, const struct x509 *certificate);
