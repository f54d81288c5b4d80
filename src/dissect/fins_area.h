/* fins_area.h - readers of the parameters of FINS requests. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "dissect/fins_command.h"

fins_reader fins_read_block;     /* area, address, count */
fins_reader fins_read_list;      /* areas and addresses, one element each */
fins_reader fins_read_transfer;  /* source, destination, count: the destination counts */
fins_reader fins_read_parameter; /* parameter area, first word, count */
fins_reader fins_read_program;   /* program number, first byte, count */
fins_reader fins_read_forced;    /* count, then what to do with which bit */
fins_reader fins_read_run;       /* program number and mode, where they are there */
fins_reader fins_read_file;      /* disk, name */
fins_reader fins_read_file_late; /* disk, a word, name */
