/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What has to be put right before a signal ends the program: the file that is
 * being written beside the one it replaces, the line that shows progress, the
 * colour of the terminal.  The program then dies of the signal, as the shell
 * expects.
 */

#ifndef PF_CMD_INTERRUPT_H
#define PF_CMD_INTERRUPT_H

#include <stdbool.h>
#include <stddef.h>

/* From now on signals that end the program do so tidily; those ignored stay so. */
void interrupt_guard(void);

/*
 * Make a file by `template` as mkstemp() does, to be removed by a signal until
 * interrupt_keep_file() or interrupt_drop_file().  One at a time.
 */
int interrupt_make_file(char *template);

/* rename(2): the file of interrupt_make_file() gets its name. */
int interrupt_keep_file(const char *file, const char *name);
void interrupt_drop_file(const char *file);

/* Write a line of progress to stderr, or none; it goes when a signal comes. */
void interrupt_show_line(const char *line, size_t len);
void interrupt_clear_line(void);

/* Text with colours is on its way to the terminal. */
void interrupt_set_color(bool on);

#endif
