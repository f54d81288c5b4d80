/* cli.h - the command line. SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Runs the command argv names. Returns the exit status of DESIGN section 8. */
int cli_main(int argc, char **argv);
