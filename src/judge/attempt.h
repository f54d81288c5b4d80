/* attempt.h - conversations that came to nothing. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "judge/detector.h"

/* Over IP, and nobody answered or it was refused. */
bool attempt_came_to_nothing(const struct record *record);
/* The service that was asked for, as a number that is the same each time: transport and port. */
uint64_t attempt_service(const struct record *record);
