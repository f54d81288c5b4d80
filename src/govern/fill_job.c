/* fill_job.c - an order to fill a workbook as bytes, for a confined child. SPDX-License-Identifier: Apache-2.0
 *
 * Lengths are 32 bits, in network order; a text is its length and its bytes.
 */

#include "govern/fill.h"

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/cursor.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#define TEXT_MAX 40000

static void put_text(struct buf *out, const char *text)
{
	const size_t length = strnlen(text, TEXT_MAX);

	buf_be32(out, (uint32_t)length);
	buf_append(out, text, length);
}

void fill_order_write(struct buf *out, const struct fill_order *order, const void *bytes,
		      size_t length)
{
	put_text(out, order->sheet);
	buf_be32(out, (uint32_t)order->number_column);
	buf_be32(out, (uint32_t)order->answer_column);
	buf_be32(out, (uint32_t)order->remark_column);
	buf_be32(out, (uint32_t)order->count);
	for (size_t i = 0; i < order->count; i++) {
		put_text(out, order->items[i].number);
		put_text(out, order->items[i].answer);
		put_text(out, order->items[i].remark);
	}
	buf_append(out, bytes, length);
}

static const char *take_text(struct cursor *c, struct arena *arena)
{
	const uint32_t length = cursor_be32(c);

	if (!cursor_ok(c) || length > TEXT_MAX)
		return NULL;
	const uint8_t *bytes = cursor_take(c, length);

	return bytes || length == 0 ? arena_copy(arena, bytes ? (const void *)bytes : "", length) : NULL;
}

static bool take_items(struct cursor *c, struct arena *arena, struct fill_order *order)
{
	struct fill_item *items = arena_alloc(arena, (order->count + 1) * sizeof(*items));

	for (size_t i = 0; i < order->count; i++) {
		items[i].number = take_text(c, arena);
		items[i].answer = take_text(c, arena);
		items[i].remark = take_text(c, arena);
		if (!items[i].number || !items[i].answer || !items[i].remark)
			return false;
	}
	order->items = items;
	return true;
}

static bool take_order(struct cursor *c, struct arena *arena, struct fill_order *order)
{
	order->sheet = take_text(c, arena);
	order->number_column = (int32_t)cursor_be32(c);
	order->answer_column = (int32_t)cursor_be32(c);
	order->remark_column = (int32_t)cursor_be32(c);
	order->count = cursor_be32(c);
	return order->sheet && cursor_ok(c) && order->count <= FILL_ITEMS_MAX &&
	       take_items(c, arena, order);
}

int fill_job(const void *bytes, size_t length, struct buf *out, const char **error)
{
	struct arena arena = {0};
	struct fill_order order = {0};
	struct fill_told *told = NULL;
	struct buf book = {0};
	struct cursor c = cursor_init(bytes, length);
	int rc = take_order(&c, &arena, &order) ? 0 : -EINVAL;

	*error = "the order is damaged";
	if (rc == 0) {
		const size_t left = cursor_left(&c);

		told = arena_alloc(&arena, (order.count + 1) * sizeof(*told));
		rc = fill_workbook((const uint8_t *)bytes + (length - left), left, &order, &arena,
				   told, &book, error);
	}
	for (size_t i = 0; rc == 0 && i < order.count; i++)
		buf_printf(out, "%d %zu %d\n", (int)told[i].fate, told[i].row, told[i].dated);
	if (rc == 0) {
		buf_byte(out, '\n');
		buf_append(out, book.data, book.length);
	}
	buf_free(&book);
	arena_free(&arena);
	return rc;
}
