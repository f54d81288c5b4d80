/* deed.h - THE TABLE of what can happen in a scenario: one row each. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "simulate/plant.h"
#include "simulate/scenario.h"

/* One event of a scenario, while it happens. */
struct deed {
	const struct scenario_event *event;
	const char *what;
	struct host *by;
	struct host *to; /* NULL where it has no aim */
	int64_t at;      /* after the start */
	unsigned count;  /* as often as this */
	unsigned step;
	struct contact contact;
	struct link link;
};

/* X(name, function) */
#define DEEDS(X) \
	X("arp-spoof", deed_arp_spoof) \
	X("arrive", deed_arrive) \
	X("ask-name", deed_ask_name) \
	X("beacon", deed_beacon) \
	X("browse", deed_browse) \
	X("change-period", deed_change_period) \
	X("come-back", deed_come_back) \
	X("copy-much", deed_copy_much) \
	X("cpu-start", deed_cpu_start) \
	X("cpu-stop", deed_cpu_stop) \
	X("dcp-factory-reset", deed_dcp_factory_reset) \
	X("dcp-set-name", deed_dcp_set_name) \
	X("default-password", deed_default_password) \
	X("delete-block", deed_delete_block) \
	X("dga-names", deed_dga_names) \
	X("dns-tunnel", deed_dns_tunnel) \
	X("download-cip", deed_download_cip) \
	X("download-s7", deed_download_s7) \
	X("download-slmp", deed_download_slmp) \
	X("duplicate-ip", deed_duplicate_ip) \
	X("encrypt-files", deed_encrypt_files) \
	X("exceptions", deed_exceptions) \
	X("flood", deed_flood) \
	X("force-output", deed_force_output) \
	X("forge-macs", deed_forge_macs) \
	X("go-silent", deed_go_silent) \
	X("guess-passwords", deed_guess_passwords) \
	X("icmp-tunnel", deed_icmp_tunnel) \
	X("lock-alarms", deed_lock_alarms) \
	X("nd-spoof", deed_nd_spoof) \
	X("new-access-point", deed_new_access_point) \
	X("new-switch", deed_new_switch) \
	X("odd-functions", deed_odd_functions) \
	X("odd-quantities", deed_odd_quantities) \
	X("pause", deed_pause) \
	X("remote-desktop", deed_remote_desktop) \
	X("replace", deed_replace) \
	X("replug", deed_replug) \
	X("rogue-dhcp", deed_rogue_dhcp) \
	X("rogue-router", deed_rogue_router) \
	X("scan-arp", deed_scan_arp) \
	X("scan-plc", deed_scan_plc) \
	X("scan-ports", deed_scan_ports) \
	X("second-master", deed_second_master) \
	X("send-mail", deed_send_mail) \
	X("set-clock", deed_set_clock) \
	X("slow-down", deed_slow_down) \
	X("slow-scan", deed_slow_scan) \
	X("smb-lateral", deed_smb_lateral) \
	X("smb1-marks", deed_smb1_marks) \
	X("stop-polling", deed_stop_polling) \
	X("talk", deed_talk) \
	X("update-firmware", deed_update_firmware) \
	X("upload-s7", deed_upload_s7) \
	X("write-outside", deed_write_outside)

/* Begins; the rest follows by itself. */
#define DEED_DECLARE(name, function) agenda_action function;
DEEDS(DEED_DECLARE)
#undef DEED_DECLARE

/* The function of a name, or NULL. */
agenda_action *deed_find(const char *what);
/* The deed calls function again after this time. */
void deed_later(struct plant *p, struct deed *d, int64_t span, agenda_action *function);
/* Connects `by` with another host in the manner of a talk. */
void deed_connect(struct plant *p, struct deed *d, const char *talk, struct host *server);
/* Ends the connection, if there is one. */
void deed_hang_up(struct plant *p, struct deed *d);
