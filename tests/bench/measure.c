/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Runs a command once, its standard output thrown away, and prints on one line
 * its exit status, user and system CPU in microseconds, wall time in
 * microseconds and peak resident memory in KiB.
 *
 * A runner of its own, because a child's peak also counts what its parent held
 * at the fork: it has to be started by something small.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long micros(struct timeval t)
{
	return (long long)t.tv_sec * 1000000 + t.tv_usec;
}

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void become(char *const *argv)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (null >= 0 && dup2(null, STDOUT_FILENO) >= 0)
		execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

int main(int argc, char **argv)
{
	struct rusage usage;
	long long start = now();
	int status;
	pid_t pid;

	if (argc < 2) {
		fputs("usage: measure COMMAND [ARG...]\n", stderr);
		return 2;
	}
	pid = fork();
	if (pid == 0)
		become(argv + 1);
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid) {
		perror("measure");
		return 3;
	}
	printf("%d %lld %lld %lld %ld\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128,
		micros(usage.ru_utime), micros(usage.ru_stime), now() - start, usage.ru_maxrss);
	return EXIT_SUCCESS;
}
