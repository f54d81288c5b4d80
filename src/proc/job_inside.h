/* job_inside.h - what is asked of a job and what it answers, for the files of jobs alone.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "advise/bundle.h"
#include "lib/buf.h"
#include "lib/ipc.h"
#include "lib/sealed.h"

/* First byte of an answer. */
#define ANSWER_GOOD '+'
#define ANSWER_BAD  '-'
#define ANSWER_MAX   (256u << 20)

/*
 * A JOB_CUSTOMER is followed by a JOB_CUSTOMER_PLAIN, an empty file to be written to; a JOB_CUT is followed by its files,
 * one JOB_CUT_FILE (struct serve_span) each.
 */
enum job_kind {
	JOB_LEDGER = 1,
	JOB_BUNDLE,
	JOB_FILL,
	JOB_PACK,
	JOB_CUT,
	JOB_CUT_FILE,
	JOB_PDF,
	JOB_CUSTOMER,
	JOB_CUSTOMER_PLAIN
};

/* Payload of a request; the file comes along. The answer's pipe comes back as a message of this type. */
struct ledger_request {
	int32_t header_row;
	uint32_t whole;
	uint32_t has_sheet;
	char sheet[512];
};

/* Payload of a request for a bundle: who may have signed it. */
struct bundle_request {
	uint64_t count;
	struct bundle_key keys[BUNDLE_KEYS_MAX];
};

/* Payload of a JOB_CUSTOMER. */
struct customer_request {
	char words[SEALED_PASSPHRASE_MAX + 1];
};

/* In the job: opens a sealed file into plain and tells what it holds (store/customer_stream.h); forgets the words. */
void job_tell_customer(int sealed, int plain, struct customer_request *request, int output);
/* In the job: reads the request's file and appends what was asked for, ANSWER_GOOD or ANSWER_BAD first. */
void job_answer(const struct ipc_message *request, struct buf *out);
