/* rhythm.h - how fast a question usually comes, and its answer. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "judge/detector.h"

/* What is usual of the record's question: protocol, function and what it asks for. */
struct habit *rhythm_habit(const struct sight *s);
/* Tells of the server that the question, or its answer, took so many microseconds before and takes so many now. */
void rhythm_tell(const struct sight *s, int64_t before, int64_t now);
