/* thread.c - a thread beside the one that does the work. SPDX-License-Identifier: Apache-2.0 */

#include "proc/thread.h"

#include <signal.h>

#define STACK (256 * 1024)

int thread_start(pthread_t *thread, void *(*run)(void *), void *argument)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	int rc = pthread_attr_init(&attributes);

	if (rc != 0)
		return rc;
	sigfillset(&all); /* a new thread has the mask of whoever begins it */
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_attr_setstacksize(&attributes, STACK);
	rc = pthread_create(thread, &attributes, run, argument);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	return rc;
}
