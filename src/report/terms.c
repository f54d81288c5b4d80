/* terms.c - behind a report: the words of the glossary that it uses, in both languages (S0-075). SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "lib/arena.h"
#include "lib/buf.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Of web/src/glossary.ts: those of the SMKL Security white paper, and those of the plant that newcomers ask about. */
static const char *const terms[] = {
	"plc", "hmi", "scada", "engineering_station", "remote_io", "isa95", "zone", "conduit", "mirror_port", "industrial_protocol",
	"snapshot", "exception", "gauge", "bc_sqdc",
	"ransomware", "legacy", "governance", "nis2", "cisa", "nist_csf", "sp800_82", "kpi", "iec62443",
	"security_class", "protection_class", "maturity_class", "purdue", "roi", "iso", "iec", "segment", "architecture",
	"field_network", "field_bus", "ip_network", "idmz", "vulnerability_work", "visibility", "enterprise", "response", "snmp",
	"syslog", "managed_switch", "nms", "ot_ids", "soc", "csirt", "risk_analysis", "gap_analysis", "policy",
	"incident_process", "three_c", "risk_appetite", "portfolio", "quantitative", "fr", "benchmark", "development_cycle",
	"scope", "endpoint", "smart_factory", "cloud_first", "edge_ai", "zero_trust",
};

static const char *word_of(const struct report *r, bool japanese, const char *id, const char *part)
{
	const char *value = arena_printf(r->arena, "%s.%s", id, part);
	const char *word = r->word(japanese, "glossary", value);

	return word == value ? NULL : word;
}

/* "PLC", of "HMI (表示器)" the "HMI": as texts use it. */
static size_t stem(const char *name)
{
	const char *ends[] = {strstr(name, " ("), strstr(name, "（"), strstr(name, "(")};
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (ends[i] && (size_t)(ends[i] - name) < length && ends[i] != name)
			length = (size_t)(ends[i] - name);
	return length;
}

/* What is written between tags. */
static char *text_of(struct arena *arena, const char *from, size_t length)
{
	char *text = arena_alloc(arena, length + 1);
	size_t used = 0;
	bool tag = false;

	for (size_t i = 0; i < length; i++) {
		tag = tag ? from[i] != '>' : from[i] == '<';
		text[used++] = tag || from[i] == '>' ? ' ' : from[i];
	}
	return text;
}

static bool is_letter(char c)
{
	return isascii(c) && isalnum((unsigned char)c);
}

/* Latin words stand alone; a long one may begin with a small letter. */
static bool uses(const char *text, const char *word, size_t length)
{
	const bool latin = is_letter(word[0]);

	for (const char *at = text; (at = length > 4 ? strcasestr(at, word) : strstr(at, word)); at++)
		if (!latin || ((at == text || !is_letter(at[-1])) && !is_letter(at[length])))
			return true;
	return false;
}

static void put_term(struct report *r, const char *id, const char *name)
{
	const char *other = word_of(r, !r->paper.japanese, id, "name"), *says = word_of(r, r->paper.japanese, id, "text");

	report_row(r);
	report_cell(r, LOOK_STRONG, name);
	report_cell(r, LOOK_QUIET, other ? other : "");
	report_cell(r, LOOK_PLAIN, says ? says : "");
	report_row_end(r);
}

void report_terms(struct report *r, size_t from)
{
	static const char *const titles[] = {"用語", "Term", "英語", "Japanese", "意味", "What it means", NULL};
	const struct buf *out = r->paper.out;
	size_t put = 0;

	if (!r->word || out->length <= from)
		return;
	const char *text = text_of(r->arena, (const char *)out->data + from, out->length - from);

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		const char *name = word_of(r, r->paper.japanese, terms[i], "name");
		const char *word = name ? arena_printf(r->arena, "%.*s", (int)stem(name), name) : "";

		if (!*word || !uses(text, word, strlen(word)))
			continue;
		if (put++ == 0) {
			report_heading(r, "この報告に出てくる用語", "Terms used here");
			report_table(r, titles);
		}
		put_term(r, terms[i], name);
	}
	if (put)
		report_table_end(r);
}
