/* cli.c - the table of commands. SPDX-License-Identifier: Apache-2.0 */

#include "cli/cli.h"

#include <stdio.h>

int cli_main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	fputs("usage: yagura COMMAND ...\n", stderr);
	return 2;
}
