/* thread.h - a thread beside the one that does the work. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <pthread.h>

/* Begins run(argument) in a thread with little stack, to which no signals come. 0, or why there is none: an errno. */
__attribute__((warn_unused_result)) int thread_start(pthread_t *thread, void *(*run)(void *), void *argument);
