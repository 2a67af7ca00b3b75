/*
 * The figures, side by side with nano and vim on this machine in one run: bytes and
 * time per typed key, start, memory, and `check` beside libyaml's bare events.
 *
 *     bench-run AFTERWORD EVENTS SLOW_DISK [typing|saving|writes|opening|check|growth]
 *
 * Ratios count, not seconds. Lines are those of docs/benchmarks.md.
 */
#define _DEFAULT_SOURCE 1 /* wait4 */
#define _XOPEN_SOURCE 700

#include "folder.h"
#include "pty.h"
#include "sample.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEYS = 300, TURNS = 3, STARTS = 15, QUIET = 15, DOCUMENTS = 1000, ROUNDS = 5 };

static struct folder folder;
static const char *afterword, *events, *slow_disk;

enum program { AFTERWORD, NANO, VIM, N_PROGRAMS };

static const int sizes[][2] = {{80, 24}, {200, 50}};

static const char *const names[N_PROGRAMS] = {"afterword", "nano", "vim -u NONE"};
static const char *const paths[N_PROGRAMS] = {NULL, "/usr/bin/nano", "/usr/bin/vim"};

static const char *path_of(enum program program)
{
	return program == AFTERWORD ? afterword : paths[program];
}

enum { WORDS = 16 };

/* With a trace, strace logs the program's writes to that file. */
static void add_strace(const char *argv[WORDS], const char *trace)
{
	static const char *const strace[] = {
		"/usr/bin/strace", "-f", "-qq", "-e", "trace=write,writev", "-o"};
	enum { N = sizeof(strace) / sizeof(strace[0]) };

	memmove(argv + N + 1, argv, (WORDS - N - 1) * sizeof(*argv));
	memcpy(argv, strace, sizeof(strace));
	argv[N] = trace;
}

/* Not the very first start on a machine, which creates the folder for journals and syncs it. */
static void make_home(const char *home)
{
	static const char *const folders[] = {"", "/state", "/state/afterword"};
	char path[256];

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		snprintf(path, sizeof(path), "%s%s", home, folders[i]);
		mkdir(path, 0700);
	}
}

/*
 * Starts a program on its kind of file with so many paragraphs. Each run has a folder of
 * its own: a killed one leaves a swap file or a journal, which the next would ask about.
 */
static void start(struct pty *pty, enum program program, int paragraphs, const int size[2],
	const char *trace, const char *preload)
{
	static int run;
	char path[256], home[128];
	const char *argv[WORDS] = {path_of(program), path};

	snprintf(home, sizeof(home), "%s/run%d", folder.path, run++);
	make_home(home);
	snprintf(path, sizeof(path), "%s/postmortem.%s", home,
		program == AFTERWORD ? "yaml" : "txt");
	if (program == AFTERWORD)
		sample_document(path, paragraphs);
	else
		sample_text(path, paragraphs);
	if (program == NANO) {
		const char *nano[] = {argv[0], "--ignorercfiles", "-S", "-a", path, NULL};

		memcpy(argv, nano, sizeof(nano));
	} else if (program == VIM) {
		const char *vim[] = {argv[0], "-u", "NONE", "-c", "set wrap linebreak", path, NULL};

		memcpy(argv, vim, sizeof(vim));
	}
	if (trace)
		add_strace(argv, trace);
	pty_start(pty, argv, home, preload, size[0], size[1]);
}

/* Keys that bring the cursor to the text's end, or into the middle of the paragraph, ready to type.
 */
static const char *const go[N_PROGRAMS][2][4] = {
	[AFTERWORD] = {{"\0332", "\033[1;5F"}, {"\0332", "\033[1;5H", "\033[B\033[B\033[B\033[B",
						       "\033[C\033[C\033[C\033[C\033[C"}},
	[NANO] = {{"\033/"},
		{"\033\\", "\033[B\033[B\033[B\033[B", "\033[C\033[C\033[C\033[C\033[C"}},
	[VIM] = {{"G$a"}, {"gg500li"}},
};

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

struct typing {
	double bytes;
	int64_t p50, p99;
};

/* A program with the cursor where the keys shall go. */
static void start_typing(struct pty *pty, enum program program, bool middle, const int size[2],
	const char *trace, const char *preload)
{
	start(pty, program, 1, size, trace, preload);
	pty_settle(pty, pty->started, 200);
	for (int i = 0; i < 4 && go[program][middle][i]; i++)
		pty_key(pty, go[program][middle][i], 60);
}

static struct answer type_one(struct pty *pty, int nth)
{
	static const char typed[] = "and then the next word came ";
	const char key[2] = {typed[(size_t)nth % (sizeof(typed) - 1)], '\0'};

	return pty_key(pty, key, QUIET);
}

/* On a slow disk a save is begun first, and hangs in its sync while the keys are typed. */
static struct typing measure_typing(
	enum program program, bool middle, const int size[2], const char *preload)
{
	struct pty pty;
	struct typing result = {0};
	int64_t times[KEYS];
	size_t bytes = 0;

	start_typing(&pty, program, middle, size, NULL, preload);
	if (preload)
		pty_key(&pty, "a\023", 100);
	for (int i = 0; i < KEYS; i++) {
		struct answer answer = type_one(&pty, i);

		bytes += answer.bytes;
		times[i] = answer.microseconds;
	}
	pty_kill(&pty);
	qsort(times, KEYS, sizeof(times[0]), compare);
	result.bytes = (double)bytes / KEYS;
	result.p50 = times[KEYS / 2];
	result.p99 = times[KEYS * 99 / 100];
	return result;
}

static long count_writes(const char *trace)
{
	FILE *file = fopen(trace, "r");
	char line[4096];
	long count = 0;

	while (file && fgets(line, sizeof(line), file))
		count += strstr(line, " write(1, ") || strstr(line, " writev(1, ");
	if (file)
		fclose(file);
	return count;
}

/* Writes to the terminal per key; strace makes it slow, so nothing is timed. */
static double measure_writes(enum program program)
{
	enum { TRACED = 100 };
	char trace[256];
	struct pty pty;

	snprintf(trace, sizeof(trace), "%s/trace", folder.path);
	start_typing(&pty, program, true, sizes[0], trace, NULL);
	pty_settle(&pty, pty.started, 500);

	long before = count_writes(trace);

	for (int i = 0; i < TRACED; i++)
		type_one(&pty, i);

	long after = count_writes(trace);

	pty_kill(&pty);
	return (double)(after - before) / TRACED;
}

struct opening {
	int64_t microseconds;
	long memory;
};

/* A 40 kB document: start to settled screen, and memory then. Medians. */
static struct opening measure_opening(enum program program)
{
	int64_t times[STARTS], memory[STARTS];

	for (int i = 0; i < STARTS; i++) {
		struct pty pty;

		start(&pty, program, 31, sizes[0], NULL, NULL);
		times[i] = pty_settle(&pty, pty.started, 150).microseconds;
		memory[i] = pty_memory(&pty);
		pty_kill(&pty);
	}
	qsort(times, STARTS, sizeof(times[0]), compare);
	qsort(memory, STARTS, sizeof(memory[0]), compare);
	return (struct opening){times[STARTS / 2], (long)memory[STARTS / 2]};
}

/* Runs a command; returns what it took, and the processor's part of it. */
static int64_t run_command(const char *const *argv, int64_t *processor)
{
	int64_t since = now_microseconds();
	struct rusage usage;
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 1);
		dup2(null, 2);
		execv(argv[0], (char **)(uintptr_t)argv);
		_exit(127);
	}
	wait4(pid, NULL, 0, &usage);
	*processor = (int64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
		     usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
	return now_microseconds() - since;
}

static int64_t time_command(const char *const *argv)
{
	int64_t processor;

	return run_command(argv, &processor);
}

static int64_t best_of(const char *const *argv)
{
	int64_t best = INT64_MAX;

	for (int i = 0; i < ROUNDS; i++) {
		int64_t took = time_command(argv);

		best = took < best ? took : best;
	}
	return best;
}

static void print_check(void)
{
	static char documents[DOCUMENTS][128];
	static const char *floor_argv[DOCUMENTS + 2];
	char library[64];
	const char *check_argv[] = {afterword, "check", library, NULL};
	long total = 0;

	snprintf(library, sizeof(library), "%s/library", folder.path);
	mkdir(library, 0700);
	floor_argv[0] = events;
	for (int i = 0; i < DOCUMENTS; i++) {
		struct stat what;

		snprintf(documents[i], sizeof(documents[i]), "%s/%04d.yaml", library, i);
		sample_document(documents[i], 1 + i % 15);
		stat(documents[i], &what);
		total += what.st_size;
		floor_argv[i + 1] = documents[i];
	}

	int64_t floor = best_of(floor_argv), check = best_of(check_argv);

	printf("\ncheck of %d documents, %.1f MB, best of %d\n", DOCUMENTS, (double)total / 1e6,
		ROUNDS);
	printf("  libyaml events alone  %8.1f ms\n", (double)floor / 1000);
	printf("  afterword check       %8.1f ms   %.2f of libyaml's speed\n", (double)check / 1000,
		(double)floor / (double)check);
}

/* Start to settled screen, in a home of its own. */
static int64_t time_opening(const char *path)
{
	static int nth;
	const char *argv[] = {afterword, path, NULL};
	char home[128];
	struct pty pty;

	snprintf(home, sizeof(home), "%s/growth%d", folder.path, nth++);
	make_home(home);
	pty_start(&pty, argv, home, NULL, sizes[0][0], sizes[0][1]);

	int64_t took = pty_settle(&pty, pty.started, 1500).microseconds;

	pty_kill(&pty);
	return took;
}

static void print_size(long kilobytes)
{
	char path[128];
	const char *argv[] = {afterword, "check", path, NULL};
	int64_t check = INT64_MAX, opening = INT64_MAX;

	snprintf(path, sizeof(path), "%s/%ld.yaml", folder.path, kilobytes);
	sample_findings(path, kilobytes * 1000);
	for (int i = 0; i < ROUNDS; i++) {
		int64_t took;

		run_command(argv, &took);
		check = took < check ? took : check;
		took = time_opening(path);
		opening = took < opening ? took : opening;
	}
	printf("  %6ld kB    %12.1f %14.1f %12.1f\n", kilobytes, (double)check / 1000,
		(double)check / (double)kilobytes, (double)opening / 1000);
}

/* One text full of findings: ten times the size takes ten times as long, in check and editor. */
static void print_growth(void)
{
	printf("\none text that names people again and again, best of %d\n", ROUNDS);
	printf("  %-12s %12s %14s %12s\n", "", "check ms", "us per kB", "opening ms");
	for (long kilobytes = 40; kilobytes <= 4000; kilobytes *= 10)
		print_size(kilobytes);
}

static bool is_installed(enum program program)
{
	return access(path_of(program), X_OK) == 0;
}

/* Programs take turns, and each shows its quietest one: other work on the machine only adds. */
static void compare_typing(bool middle, const int size[2])
{
	struct typing best[N_PROGRAMS] = {{0}};

	for (int turn = 0; turn < TURNS; turn++) {
		for (enum program program = 0; program < N_PROGRAMS; program++) {
			if (!is_installed(program))
				continue;

			struct typing t = measure_typing(program, middle, size, NULL);

			if (turn == 0 || t.p99 < best[program].p99)
				best[program] = t;
		}
	}
	for (enum program program = 0; program < N_PROGRAMS; program++) {
		if (is_installed(program))
			printf("  %-12s %12.1f %10.2f %10.2f\n", names[program],
				best[program].bytes, (double)best[program].p50 / 1000,
				(double)best[program].p99 / 1000);
	}
}

static void print_typing(void)
{
	for (size_t size = 0; size < 2; size++) {
		for (int middle = 0; middle < 2; middle++) {
			printf("\n%s of a 1,300-character paragraph at %dx%d, %d keys, best of %d\n",
				middle ? "middle" : "end", sizes[size][0], sizes[size][1], KEYS,
				TURNS);
			printf("  %-12s %12s %10s %10s\n", "", "bytes/key", "p50 ms", "p99 ms");
			compare_typing(middle, sizes[size]);
		}
	}
}

/* The normal figure and the one with a save that hangs in fsync, turn about. */
static void print_saving(void)
{
	struct typing best[2] = {{0}};

	printf("\nmiddle of the paragraph while every fsync takes 5 s, %d keys, best of %d\n", KEYS,
		TURNS);
	printf("  %-20s %12s %10s %10s\n", "", "bytes/key", "p50 ms", "p99 ms");
	for (int turn = 0; turn < TURNS; turn++) {
		for (int slow = 0; slow < 2; slow++) {
			struct typing t =
				measure_typing(AFTERWORD, true, sizes[0], slow ? slow_disk : NULL);

			if (turn == 0 || t.p99 < best[slow].p99)
				best[slow] = t;
		}
	}
	for (int slow = 0; slow < 2; slow++)
		printf("  %-20s %12.1f %10.2f %10.2f\n",
			slow ? "a save is in fsync" : "nothing is saved", best[slow].bytes,
			(double)best[slow].p50 / 1000, (double)best[slow].p99 / 1000);
}

static void print_writes(void)
{
	if (access("/usr/bin/strace", X_OK) != 0)
		return;
	printf("\nwrites to the terminal per key, by strace\n");
	for (enum program program = 0; program < N_PROGRAMS; program++) {
		if (is_installed(program))
			printf("  %-12s %12.2f\n", names[program], measure_writes(program));
	}
}

static void print_opening(void)
{
	printf("\n40 kB document, start to settled screen and memory, median of %d\n", STARTS);
	printf("  %-12s %10s %12s\n", "", "ms", "PSS kB");
	for (enum program program = 0; program < N_PROGRAMS; program++) {
		if (!is_installed(program))
			continue;

		struct opening o = measure_opening(program);

		printf("  %-12s %10.1f %12ld\n", names[program], (double)o.microseconds / 1000,
			o.memory);
	}
}

static const struct {
	const char *name;
	void (*print)(void);
} parts[] = {
	{"typing", print_typing},
	{"saving", print_saving},
	{"writes", print_writes},
	{"opening", print_opening},
	{"check", print_check},
	{"growth", print_growth},
};

int main(int argc, char **argv)
{
	if (argc < 4) {
		fputs("usage: bench-run AFTERWORD EVENTS SLOW_DISK "
		      "[typing|saving|writes|opening|check|growth]\n",
			stderr);
		return 2;
	}
	afterword = argv[1];
	events = argv[2];
	slow_disk = argv[3];
	setenv("AFTERWORD_TEST_DIR", "/tmp", 0); /* on a disk */
	folder_init(&folder);
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (argc == 4 || strcmp(argv[4], parts[i].name) == 0)
			parts[i].print();
	}

	folder_release(&folder);
	return 0;
}
