/* fuzz_capture_file.c - hostile capture files. SPDX-License-Identifier: Apache-2.0 */

#include "capture/file.h"
#include "fuzz.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Keeps the reads from being left out. */
static volatile unsigned sink;

/* Packets must lie in readable memory. */
static void touch(const struct packet *p)
{
	for (uint32_t i = 0; i < p->length; i++)
		sink += p->data[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct packet batch[PACKET_BATCH];
	const int fd = memfd_create("fuzz", 0);
	struct capture_file *f;
	char error[320];
	int n;

	if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
		abort();
	f = capture_file_open(fd, "fuzz", error, sizeof(error));
	if (!f) {
		close(fd);
		return 0;
	}
	while ((n = capture_file_next(f, batch)) > 0)
		for (int i = 0; i < n; i++)
			touch(&batch[i]);
	if (n < 0 && !*capture_file_error(f))
		abort();
	capture_file_close(f);
	return 0;
}
