/* test_simulate_signs.c - what goes wrong in the model factory leaves its signs in the records. SPDX-License-Identifier: Apache-2.0 */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture/file.h"
#include "proc/pipeline.h"
#include "record/tell.h"
#include "simulate/simulate.h"

/* One capture of all of them: "deed" as in a sample, and what must be told of it (kind and words). */
static const struct {
	const char *event;
	const char *sign[4];
} deeds[] = {
        {"do: upload-s7, by: stranger, to: l2-plc2", {"ot End Upload"}},
        {"do: cpu-stop, by: stranger, to: l2-plc2", {"ot PLC Stop"}},
        {"do: cpu-start, by: stranger, to: l2-plc2", {"ot Warm Start"}},
        {"do: cpu-start, by: stranger, to: l1-plc1", {"ot Remote Run"}},
        {"do: lock-alarms, by: stranger, to: l2-plc2", {"ot ALARM_8 Lock"}},
        {"do: odd-quantities, by: stranger, to: l3-oven, count: 3", {"anomaly modbus.quantity"}},
        {"do: smb1-marks, by: pc4, to: wh-wms",
         {"anomaly smb1.eternalblue", "anomaly smb1.doublepulsar", "anomaly smb1.ms17_010_vulnerable"}},
        {"do: talk, talk: smb1, by: old-pc, to: wh-wms", {"claim os Windows 2002 Service Pack 3 2600"}},
        {"do: talk, talk: vnc, by: eng, to: l2-hmi1", {"flow 5900 vnc"}},
        {"do: talk, talk: ssh, by: eng, to: c2, port: 443", {"flow 443 ssh"}},
        {"do: talk, talk: teamviewer, by: agv-ctl, to: teamviewer", {"flow 5938 teamviewer"}},
        {"do: talk, talk: slmp, by: pc7, to: l1-plc2", {"flow 5002 slmp"}},
        {"do: talk, talk: ftp-login, by: eng, to: l1-kv1", {"flow 21 ftp"}},
        {"do: talk, talk: tls, by: eng, to: l3-hmi1, first: 1", {"claim security TLS 1.0"}},
        {"do: talk, talk: tls, by: eng, to: wh-remote, first: 2", {"claim certificate", "until 2020-04-01"}},
        {"do: ask-name, by: historian, to: anydesk", {"dns relay-9a3c.net.anydesk.com"}},
        {"do: talk, talk: dns, by: scada, to: resolver", {"flow 53 dns"}},
        {"do: new-access-point, by: extra-ap, to: phone, count: 4", {"claim hostname Pixel-7", "claim capability"}},
        {"do: replug, by: l2-sw1", {"claim port port4"}},
        {"do: nd-spoof, by: guest, to: files", {"claim ip fe80::a6bb:6dff:fe0a:6"}},
        {"do: arrive, by: clone", {"claim hostname TEST-PC"}},
};

struct log {
	char *text;
	size_t size;
	FILE *out;
};

static void write_line(struct log *log, const struct record *r)
{
	if (r->type == RECORD_OT && r->ot.function)
		fprintf(log->out, "ot %s\n", r->ot.function);
	else if (r->type == RECORD_ANOMALY)
		fprintf(log->out, "anomaly %s\n", r->anomaly.event);
	else if (r->type == RECORD_CLAIM)
		fprintf(log->out, "claim %s %s\n", r->claim.name, r->claim.value);
	else if (r->type == RECORD_FLOW && r->app_proto)
		fprintf(log->out, "flow %d %s\n", r->dest_port, r->app_proto);
	else if (r->type == RECORD_DNS && r->dns.rrname)
		fprintf(log->out, "dns %s\n", r->dns.rrname);
}

static bool take(void *argument, struct record *r)
{
	do
		write_line(argument, r);
	while (record_next(r));
	return true;
}

/* A sample of our own with all deeds, five seconds after each other. */
static void write_sample(char *path)
{
	const int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");

	assert_non_null(file);
	fprintf(file, "minutes: 6\nevents:\n");
	for (unsigned i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		fprintf(file, "  - {at: \"%u:%02u\", %s}\n", 2 + i * 5 / 60, i * 5 % 60, deeds[i].event);
	fclose(file);
}

static void look(struct log *log)
{
	char path[] = "/tmp/yagura-sample-XXXXXX", error[200] = "";
	const struct simulate_options options = {.scenario = path, .seed = 1};
	struct simulate_result result;
	struct record_teller teller;
	struct pipeline pipeline;
	struct packet batch[PACKET_BATCH];
	FILE *file = tmpfile();
	int count;

	assert_non_null(file);
	write_sample(path);
	const int rc = simulate_write(&options, file, &result);

	unlink(path);
	if (rc != 0)
		fail_msg("%s", result.error);
	rewind(file);
	struct capture_file *capture = capture_file_open(dup(fileno(file)), "model", error, sizeof(error));

	assert_non_null(capture);
	record_teller_init(&teller, take, log, NULL);
	pipeline_init(&pipeline, NULL, &teller.teller);
	while ((count = capture_file_next(capture, batch)) > 0)
		pipeline_feed(&pipeline, batch, (size_t)count);
	assert_int_equal(count, 0);
	pipeline_finish(&pipeline);
	pipeline_free(&pipeline);
	capture_file_close(capture);
	fclose(file);
}

static void test_each_deed_leaves_its_sign(void **state)
{
	struct log log = {0};
	unsigned missing = 0;

	(void)state;
	log.out = open_memstream(&log.text, &log.size);
	assert_non_null(log.out);
	look(&log);
	fclose(log.out);
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		for (size_t j = 0; j < 4 && deeds[i].sign[j]; j++)
			if (!strstr(log.text, deeds[i].sign[j])) {
				print_error("%s: nothing tells '%s'\n", deeds[i].event, deeds[i].sign[j]);
				missing++;
			}
	free(log.text);
	assert_int_equal(missing, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_each_deed_leaves_its_sign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
