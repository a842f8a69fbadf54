/* SPDX-License-Identifier: Apache-2.0 */

#include "interrupt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CLEAR_LINE "\r\033[K"
#define RESET_COLOR "\033[0m"
#define PATIENCE_MS 100

static const int endings[] = {SIGHUP, SIGINT, SIGTERM};

#define NENDINGS (sizeof(endings) / sizeof(endings[0]))

/* Set with `endings` blocked, in the thread that writes reports when no other runs. */
static const char *volatile unfinished;
static volatile sig_atomic_t line_shown;
static volatile sig_atomic_t in_color;

/* Nobody can be told of what fails here. */
static void write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);

		if (n < 0)
			return;
		text += n;
		len -= (size_t)n;
	}
}

/* A terminal that takes nothing more keeps nobody from ending the program. */
static void write_if_taken(int fd, const char *text)
{
	struct pollfd terminal = {.fd = fd, .events = POLLOUT};

	if (poll(&terminal, 1, PATIENCE_MS) == 1 && (terminal.revents & POLLOUT))
		write_all(fd, text, strlen(text));
}

static void end(int number)
{
	if (unfinished)
		(void)unlink(unfinished);
	if (line_shown)
		write_if_taken(STDERR_FILENO, CLEAR_LINE);
	if (in_color)
		write_if_taken(STDOUT_FILENO, RESET_COLOR);
	/* SA_RESETHAND has put the default back; the signal waits until this returns. */
	(void)raise(number);
}

void interrupt_guard(void)
{
	for (size_t i = 0; i < NENDINGS; i++) {
		struct sigaction action = {.sa_flags = (int)SA_RESETHAND}, old;

		(void)sigemptyset(&action.sa_mask);
		if (sigaction(endings[i], NULL, &old) != 0 || old.sa_handler == SIG_IGN)
			continue;
		action.sa_handler = end;
		(void)sigaction(endings[i], &action, NULL);
	}
}

static sigset_t block(void)
{
	sigset_t set, old;

	(void)sigemptyset(&set);
	for (size_t i = 0; i < NENDINGS; i++)
		(void)sigaddset(&set, endings[i]);
	(void)pthread_sigmask(SIG_BLOCK, &set, &old);
	return old;
}

static void unblock(const sigset_t *old)
{
	(void)pthread_sigmask(SIG_SETMASK, old, NULL);
}

int interrupt_make_file(char *template)
{
	sigset_t old = block();
	int fd = mkstemp(template), fault = errno;

	if (fd >= 0)
		unfinished = template;
	unblock(&old);
	errno = fault;
	return fd;
}

int interrupt_keep_file(const char *file, const char *name)
{
	sigset_t old = block();
	int result = rename(file, name), fault = errno;

	if (result == 0)
		unfinished = NULL;
	unblock(&old);
	errno = fault;
	return result;
}

void interrupt_drop_file(const char *file)
{
	sigset_t old = block();

	(void)unlink(file);
	unfinished = NULL;
	unblock(&old);
}

void interrupt_show_line(const char *line, size_t len)
{
	line_shown = 1;
	write_all(STDERR_FILENO, CLEAR_LINE, strlen(CLEAR_LINE));
	write_all(STDERR_FILENO, line, len);
}

void interrupt_clear_line(void)
{
	if (!line_shown)
		return;
	write_all(STDERR_FILENO, CLEAR_LINE, strlen(CLEAR_LINE));
	line_shown = 0;
}

void interrupt_set_color(bool on)
{
	in_color = on;
}
