/* job_customer.c - in a job: a customer's file is opened, looked through and told. SPDX-License-Identifier: Apache-2.0 */

#include "proc/job_inside.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "lib/sealed.h"
#include "store/customer_stream.h"

static bool put(void *argument, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		const ssize_t n = write(*(const int *)argument, at, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false; /* nobody wants it any more */
		at += n;
		length -= (size_t)n;
	}
	return true;
}

void job_tell_customer(int sealed, int plain, struct customer_request *request, int output)
{
	request->words[sizeof(request->words) - 1] = '\0';
	const int rc = sealed_open(sealed, plain, request->words, CUSTOMER_BYTES_MAX);
	const char *fault = rc ? sealed_fault(rc) : NULL;

	explicit_bzero(request, sizeof(*request));
	if (rc)
		customer_tell_fault(fault ? -EINVAL : rc, fault, put, &output);
	else
		customer_tell(plain, put, &output);
}
