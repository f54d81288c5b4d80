/* deliver.h - sends one message; runs where there is a network and nothing else. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "notify/channel.h"

/* One line of why it did not arrive. */
#define DELIVER_ERROR_SIZE 256

/* A request as it was read. */
struct delivery {
	struct channel_settings settings;
	const char *id, *secret, *subject, *body;
	int64_t now;
	const struct json_value *lines; /* syslog: an array of texts */
};

/*
 * Sends what message_write() wrote and waits for the other side, a minute at most. 0 when it was taken, or
 * -EIO with the reason in error.
 */
__attribute__((warn_unused_result)) int notify_deliver(const char *request, size_t length, char *error,
						       size_t size);

/* One file each. */
typedef int deliver_function(const struct delivery *d, char *error, size_t size);
deliver_function deliver_mail, deliver_webhook, deliver_syslog;
