/* interface.c - what the system counts of a network interface. SPDX-License-Identifier: Apache-2.0 */

#include "proc/interface.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool read_counter(const char *name, const char *counter, uint64_t *value)
{
	char path[512];
	int n = snprintf(path, sizeof(path), "/sys/class/net/%s/statistics/%s", name, counter);

	if (n < 0 || (size_t)n >= sizeof(path) || strchr(name, '/'))
		return false;
	FILE *f = fopen(path, "r");
	if (!f)
		return false;
	bool ok = fscanf(f, "%" SCNu64, value) == 1;
	fclose(f);
	return ok;
}

bool interface_counters(struct interface_watch *watch, const char *name, uint64_t *dropped,
			uint64_t *sent)
{
	uint64_t missed = 0, total;

	if (!read_counter(name, "rx_dropped", dropped) || !read_counter(name, "tx_packets", &total))
		return false;
	if (read_counter(name, "rx_missed_errors", &missed))
		*dropped += missed;
	if (!watch->started) {
		watch->started = true;
		watch->sent_before = total;
	}
	*sent = total - watch->sent_before;
	return true;
}
