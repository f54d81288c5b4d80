/* commands.h - THE TABLE of commands: one row and one file each. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define COMMANDS(X) \
	X(bundle, "key NAME -o FILE | sign --key FILE --name NAME -o FILE MEMBER... | trust NAME KEY [--db FILE] |" \
	  " distrust NAME [--db FILE] | trusted [--db FILE]", \
	  "Makes signed bundles of advisories, and says whose are taken.") \
	X(check, "[--db FILE] [--web FOLDER] [-i INTERFACE]...", \
	  "Says whether it would work here: capture, disk, clock, database, page.") \
	X(customer, "export SITE -o FILE [--db FILE] | import FILE [--name NAME] [--under SITE] [--preview] [--db FILE]", \
	  "Hands a site with all below it over as an encrypted file, or takes one in; the passphrase is the first line of" \
	  " standard input.") \
	X(export, "KIND [-o FILE] [--db FILE] [--asset ID] [--open] [--enforce]", \
	  "Writes what was accepted as normal for other programs, as access lists, MUD files or rules; without KIND it lists the kinds.") \
	X(import, "FILE [--db FILE]", \
	  "Takes a signed bundle of advisories over while no server runs on the database.") \
	X(read, "FILE... [--json] [--db FILE] [--site NAME] [--learn MINUTES] [--fail-on SEVERITY] [--no-detectors]", \
	  "Reads captures (- is standard input): a summary, or EVE records as JSON lines.") \
	X(report, "KIND -o FILE[.html|.docx|.pdf] [--pdf] [--lang ja|en] [--period fy2026|2026-10] [--anonymise] [--db FILE]", \
	  "Writes a report for people: assessment, monthly, management, checklist, smkl, investment, ledger, zones, proposal, findings.") \
	X(run, "[-c FILE] [--db FILE] [--listen ADDR:PORT] [-i INTERFACE]... [-r FILE]... [--eve FILE]... [--eve-socket PATH]... [--at SOURCE=SITE]... [--ring BYTES] [--learn MINUTES] [--demo]", \
	  "Watches interfaces, reads captures and serves the page.") \
	X(simulate, "-o FILE [--scenario NAME|./FILE] [--minutes N] [--seed N]", \
	  "Writes a capture of a model factory that does not exist.") \
	X(user, "add NAME --role ROLE [--password-stdin] [--db FILE] | token NAME [--db FILE]", \
	  "Adds a person who may sign in, or makes a token for programs.")

/* Each gets its own name as argv[0] and returns the exit status of DESIGN section 8. */
#define COMMAND_DECLARE(name, usage, help) int command_##name(int argc, char **argv);
COMMANDS(COMMAND_DECLARE)
#undef COMMAND_DECLARE

/* Prints how a command is used. Returns 2. */
int cli_usage(const char *command);
/* Minutes of a capture's own time, in ns: 1 to those of a year. False when the text is anything else. */
bool cli_minutes(const char *text, int64_t *ns);
