/* detectors.h - THE TABLE of detectors: one row and one file each. SPDX-License-Identifier: Apache-2.0
 *
 * Rows are in alphabetical order. presence_new_device is src/judge/presence_new_device.c, defines
 * detector_presence_new_device with the id "presence.new_device", has its texts in
 * catalog/detectors.yaml and its story in tests/stories/presence.new_device.story.
 */
#pragma once

#include "judge/detector.h"

#define DETECTORS(X) \
	X(behaviour_bandwidth) \
	X(behaviour_beacon) \
	X(behaviour_block_list) \
	X(behaviour_brute_force) \
	X(behaviour_capture_drops) \
	X(behaviour_dga) \
	X(behaviour_dns_tunnel) \
	X(behaviour_expected_absent) \
	X(behaviour_exploit) \
	X(behaviour_flood) \
	X(behaviour_foreign_port) \
	X(behaviour_foreign_resolver) \
	X(behaviour_forged_macs) \
	X(behaviour_forged_senders) \
	X(behaviour_icmp_tunnel) \
	X(behaviour_internet_access) \
	X(behaviour_mail) \
	X(behaviour_malformed) \
	X(behaviour_mass_file_change) \
	X(behaviour_new_domain) \
	X(behaviour_not_learned) \
	X(behaviour_plc_probe) \
	X(behaviour_plc_scan) \
	X(behaviour_polling_changed) \
	X(behaviour_polling_stopped) \
	X(behaviour_remote_maintenance) \
	X(behaviour_remote_tool) \
	X(behaviour_response_time) \
	X(behaviour_scan) \
	X(behaviour_sensor_deaf) \
	X(behaviour_slow_scan) \
	X(behaviour_smb_lateral) \
	X(behaviour_unusual_hours) \
	X(imported_suricata) \
	X(operations_access_refused) \
	X(operations_address_change) \
	X(operations_alarm_suppression) \
	X(operations_config_change) \
	X(operations_cpu_state) \
	X(operations_deletion) \
	X(operations_exception_burst) \
	X(operations_file_unlearned) \
	X(operations_firmware_update) \
	X(operations_forced_io) \
	X(operations_foreign_engineering) \
	X(operations_new_writer) \
	X(operations_password_lock) \
	X(operations_program_changed) \
	X(operations_program_transfer) \
	X(operations_read_unlearned) \
	X(operations_second_master) \
	X(operations_time_change) \
	X(operations_unknown_function) \
	X(operations_write_unlearned) \
	X(presence_address_spoofing) \
	X(presence_back) \
	X(presence_duplicate_address) \
	X(presence_duplicate_mac) \
	X(presence_neighbour_changed) \
	X(presence_new_device) \
	X(presence_new_switch) \
	X(presence_not_in_ledger) \
	X(presence_replaced) \
	X(presence_rogue_dhcp) \
	X(presence_rogue_router) \
	X(presence_silent) \
	X(presence_transient_laptop) \
	X(software_certificate_expired) \
	X(software_clear_text) \
	X(software_default_password) \
	X(software_firmware_changed) \
	X(software_insecure_outside) \
	X(software_new_service) \
	X(software_opcua_open) \
	X(software_os_unsupported) \
	X(software_share_opened) \
	X(software_smb1) \
	X(software_weak_tls) \
	X(zones_no_conduit) \
	X(zones_outside) \
	X(zones_skipped_layer)

#define DETECTOR_DECLARE(name) extern const struct detector detector_##name;
DETECTORS(DETECTOR_DECLARE)
#undef DETECTOR_DECLARE

extern const struct detector *const detectors[];
extern const size_t detector_count;
