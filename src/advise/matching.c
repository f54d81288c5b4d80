/* matching.c - a product of an advisory and a device: the same, and which version. SPDX-License-Identifier: Apache-2.0
 *
 * The maker's words about the product that is named most exactly count: "CPU 1518-4 is not affected"
 * outweighs what is said of its whole family.
 */

#include "advise/matching.h"

#include "advise/pattern.h"
#include "advise/version.h"
#include "lib/arena.h"
#include "lib/json_out.h"

#include <string.h>

#define SAME_CLASS	   10 /* confidences that are as good as one another */
#define VENDOR_NOT_KNOWN   30 /* taken from the confidence */
#define SHORT_NUMBER	   6  /* a model number without a maker says enough from here on */

static const struct {
	enum pattern_hit hit;
	int confidence;
	const char *how;
} hits[] = {
	[PATTERN_NONE] = {PATTERN_NONE, 0, ""},
	[PATTERN_FAMILY] = {PATTERN_FAMILY, 60, "family"},
	[PATTERN_WORDS] = {PATTERN_WORDS, 75, "words"},
	[PATTERN_NAME] = {PATTERN_NAME, 85, "name"},
	[PATTERN_NUMBER] = {PATTERN_NUMBER, 95, "number"},
};

static void note(struct meeting *m, enum pattern_hit hit, const char *attribute, const char *value,
		 const char *with)
{
	if (hits[hit].confidence <= m->confidence)
		return;
	m->confidence = hits[hit].confidence;
	m->how = hits[hit].how;
	m->attribute = attribute;
	m->value = value;
	m->with = with;
}

/* CIP's and SLMP's product codes are numbers of their own; "6ES7 515-2AM01-0AB0" is what is ordered. */
static bool is_order_number(const char *code)
{
	return strlen(code) >= 5 && strncmp(code, "0x", 2) != 0 &&
	       strpbrk(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-") != NULL;
}

bool matching_meets(const struct match_device *device, const struct match_candidate *candidate,
		    bool same_vendor, struct meeting *out)
{
	const char *const names[] = {"product_code", "model"};
	const char *const values[] = {device->product_code, device->model};

	*out = (struct meeting){
		.candidate = candidate, .device = device, .vendor_known = same_vendor};
	for (size_t i = 0; i < 2 && *candidate->model; i++)
		if (*values[i] && pattern_number(candidate->model, values[i]))
			note(out, PATTERN_NUMBER, names[i], values[i], candidate->model);
	/* it has a number and the device has another: their names being alike proves nothing */
	const bool other_number = *candidate->model && is_order_number(device->product_code);
	for (size_t i = 0; i < 2 && same_vendor && !other_number && out->confidence == 0; i++)
		if (*values[i])
			note(out, pattern_product(candidate->product, values[i]), names[i], values[i],
			     candidate->product);
	if (!same_vendor && strcspn(candidate->model, "*?") < SHORT_NUMBER)
		return false;
	out->confidence -= same_vendor ? 0 : VENDOR_NOT_KNOWN;
	return out->confidence > 0;
}

/* What one statement says of the device, and how much that counts against the others. */
struct saying {
	int weight; /* 0: nothing */
	enum match_outcome outcome;
	const char *key; /* why, for the page to say in words */
	const struct meeting *meeting;
};

static struct saying affected(const struct meeting *m, enum version_in in)
{
	const char *versions = m->candidate->versions;

	if (in == VERSION_INSIDE)
		return (struct saying){*versions ? 5 : 4, MATCH_AFFECTED,
				       *versions ? "firmware_inside" : "all_versions", m};
	if (in == VERSION_OUTSIDE)
		return (struct saying){1, MATCH_NOT_AFFECTED, "firmware_outside", m};
	return (struct saying){3, MATCH_POSSIBLE,
			       version_known(m->device->firmware) ? "range_unclear"
								  : "firmware_unknown",
			       m};
}

static struct saying investigated(const struct meeting *m, enum version_in in)
{
	return (struct saying){in == VERSION_OUTSIDE ? 0 : 2, MATCH_POSSIBLE, "under_investigation", m};
}

/* "All versions are affected" and "2.9.2 is fixed": for 2.9.2 the second is meant. */
static struct saying spared(const struct meeting *m, enum version_in in)
{
	const bool fixed = m->candidate->status == PRODUCT_FIXED;

	if (in == VERSION_INSIDE)
		return (struct saying){*m->candidate->versions ? 5 : 2, MATCH_NOT_AFFECTED,
				       fixed ? "fixed" : "maker_says", m};
	return (struct saying){fixed ? 1 : 0, MATCH_POSSIBLE, "not_the_fixed", m};
}

static struct saying say(const struct meeting *m)
{
	static struct saying (*const rules[])(const struct meeting *, enum version_in) = {
		[PRODUCT_AFFECTED] = affected,
		[PRODUCT_NOT_AFFECTED] = spared,
		[PRODUCT_FIXED] = spared,
		[PRODUCT_UNDER_INVESTIGATION] = investigated,
	};

	return rules[m->candidate->status](
		m, version_in_range(m->device->firmware, m->candidate->versions));
}

/* Between two of one weight the worse for us counts; then the more certain. */
static bool counts_more(const struct saying *a, const struct saying *b)
{
	if (a->weight != b->weight)
		return a->weight > b->weight;
	if (a->weight > 0 && a->outcome != b->outcome)
		return a->outcome > b->outcome;
	return a->weight > 0 && a->meeting->confidence > b->meeting->confidence;
}

static const char *write_reason(const struct saying *s, struct arena *arena)
{
	const struct meeting *m = s->meeting;
	struct buf text = {0};
	struct json_out j = {.out = &text};

	json_object(&j, NULL);
	json_text(&j, "key", s->key);
	json_text(&j, "vendor", m->device->vendor);
	json_text(&j, "advisory_vendor", m->candidate->vendor);
	json_bool(&j, "vendor_known", m->vendor_known);
	json_text(&j, "attribute", m->attribute);
	json_text(&j, "value", m->value);
	json_text(&j, "with", m->with);
	json_text(&j, "how", m->how);
	json_text(&j, "product", m->candidate->product);
	json_text(&j, "firmware", m->device->firmware);
	json_text(&j, "versions", m->candidate->versions);
	json_text(&j, "because", m->candidate->because);
	json_text(&j, "advisory", m->candidate->advisory_name);
	if (m->device->slot >= 0)
		json_int(&j, "slot", m->device->slot);
	json_object_end(&j);
	const char *reason = arena_strdup(arena, buf_string(&text));
	buf_free(&text);
	return reason;
}

/* Of the device itself, or of the module in one slot. */
static bool decide_one(const struct meeting *meetings, size_t count, int slot, struct saying *out)
{
	int best = 0;

	*out = (struct saying){.weight = 0};
	for (size_t i = 0; i < count; i++)
		if (meetings[i].device->slot == slot && meetings[i].confidence > best)
			best = meetings[i].confidence;
	for (size_t i = 0; i < count; i++) {
		if (meetings[i].device->slot != slot || meetings[i].confidence + SAME_CLASS < best)
			continue;
		const struct saying said = say(&meetings[i]);
		if (counts_more(&said, out))
			*out = said;
	}
	return out->weight > 0;
}

bool matching_decide(const struct meeting *meetings, size_t count, struct arena *arena,
		     struct match *out)
{
	struct saying worst = {.weight = 0}, said;

	for (size_t i = 0; i < count; i++) {
		if (i > 0 && meetings[i].device->slot == meetings[i - 1].device->slot)
			continue; /* meetings come slot by slot */
		if (!decide_one(meetings, count, meetings[i].device->slot, &said))
			continue;
		if (worst.weight == 0 || said.outcome > worst.outcome)
			worst = said;
	}
	if (worst.weight == 0)
		return false;
	const struct meeting *m = worst.meeting;
	*out = (struct match){
		.vulnerability = m->candidate->vulnerability,
		.advisory = m->candidate->advisory,
		.outcome = worst.outcome,
		.confidence = worst.outcome == MATCH_POSSIBLE ? m->confidence * 6 / 10 : m->confidence,
		.reason = write_reason(&worst, arena),
	};
	return true;
}
