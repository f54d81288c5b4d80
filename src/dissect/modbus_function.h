/* modbus_function.h - the functions of Modbus, in a table. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/dissector.h"

struct modbus_function;

/* The function with this code, or NULL. */
const struct modbus_function *modbus_find(uint8_t code);

/* Whether data has the length that a request (an answer) of this function has; an unknown one fits. length
 * is that of the whole, where a capture has cut data. */
bool modbus_fits_request(const struct modbus_function *function, struct cursor data, size_t length);
bool modbus_fits_answer(const struct modbus_function *function, struct cursor data, size_t length);

/* True when data of this length may belong to it by chance alone: the function asks for none, and there is none. */
bool modbus_fits_by_chance(const struct modbus_function *function, size_t length);

/* Fills in what is asked for: class, name, subcode, space and range. */
void modbus_read_request(const struct modbus_function *function, struct cursor *data,
			 struct context *ctx, struct operation *operation);

/* Claims what an answer says of the device that sent it. */
void modbus_read_answer(const struct modbus_function *function, struct cursor *data,
			struct context *ctx, uint8_t unit);

/* "illegal data address", ...; "exception" for a code without a name. */
const char *modbus_exception_name(uint8_t code);
