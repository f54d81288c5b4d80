/* log.c - what the program says about itself. SPDX-License-Identifier: Apache-2.0 */

#include "lib/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static const char *role_name = "";

void log_role(const char *role)
{
	role_name = role;
}

/* One write per line, so that the lines of several processes do not mix. */
__attribute__((format(printf, 2, 0))) static void log_line(const char *severity,
							    const char *format, va_list args)
{
	char line[1024];
	int n = snprintf(line, sizeof(line), "yagura%s%s: %s", *role_name ? " " : "", role_name,
			 severity);
	int m = vsnprintf(line + n, sizeof(line) - (size_t)n - 1, format, args);

	if (m < 0)
		return;
	n = n + m < (int)sizeof(line) - 2 ? n + m : (int)sizeof(line) - 2;
	for (int i = 0; i < n; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = '.';
	line[n++] = '\n';
	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return;
}

void log_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_line("error: ", format, args);
	va_end(args);
}

void log_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_line("warning: ", format, args);
	va_end(args);
}

void log_info(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	log_line("", format, args);
	va_end(args);
}
