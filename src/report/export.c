/* export.c - THE TABLE of exports. SPDX-License-Identifier: Apache-2.0 */

#include "report/export.h"

#include <errno.h>
#include <string.h>

#include "report/exports.h"

/* clang-format off */
const struct export exports[] = {
	{"acl-csv", "csv", "text/csv; charset=utf-8", "the accepted list by address and port, for spreadsheets", .write = export_acl_csv},
	{"acl-cisco", "txt", "text/plain; charset=utf-8", "access lists for switches, as Cisco writes them", .stops = true, .write = export_acl_cisco},
	{"acl-mac", "txt", "text/plain; charset=utf-8", "permitted devices by MAC address for switches, whatever protocol, as Yamaha writes it", .stops = true, .write = export_acl_mac},
	{"acl-yamaha", "txt", "text/plain; charset=utf-8", "access lists for switches, as Yamaha writes them", .stops = true, .write = export_acl_yamaha},
	{"mud", "json", "application/mud+json", "what one device may do, as a MUD file (RFC 8520)", .one_device = true, .write = export_mud},
	{"mud-all", "zip", "application/zip", "the same of each device, packed into one file", .write = export_mud_all},
	{"nftables", "nft", "text/plain; charset=utf-8", "rules for a Linux firewall, one chain per conduit", .stops = true, .write = export_nftables},
	{"rpz", "rpz", "text/dns; charset=utf-8", "the block lists as a response policy zone, for unbound", .write = export_rpz},
	{"suricata", "rules", "text/plain; charset=utf-8", "pass rules, and one alert for all the rest", .write = export_suricata},
};
/* clang-format on */
const size_t export_count = sizeof(exports) / sizeof(exports[0]);

const struct export *export_find(const char *name)
{
	for (size_t i = 0; i < export_count; i++)
		if (strcmp(exports[i].name, name) == 0)
			return &exports[i];
	return NULL;
}

int export_write(const struct export *export, const struct export_job *job)
{
	struct export_job own = *job;

	own.enforce = job->enforce && export->stops;
	return export->one_device && !job->asset ? -EINVAL : export->write(&own);
}
