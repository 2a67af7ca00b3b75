/*
 * Saving on real file systems, by the real program: links, owners, modes, attributes,
 * disks that are full or read-only, a kernel without renameat2. If something cannot be
 * kept, that is reported and nothing is changed; other files in the folder are private.
 *
 * What needs root or a mount of its own is skipped, with a message, if that is
 * impossible.
 */
#include "editing.h"
#include "ending.h"
#include "program.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

static const char document[] = "# kept\nafterword: 1\nform: probe\ntitle: Old words\n";
static const char changed[] = "# kept\nafterword: 1\nform: probe\ntitle: New words\n";

static const char SET[] = "\"$AFTERWORD\" set a.yaml title 'New words'";
/* The same as another user, whose home is in the folder, too. */
static const char SET_AS_OTHER[] =
	"HOME=$PWD/home XDG_STATE_HOME=$PWD/home XDG_CONFIG_HOME=$PWD/home "
	"setpriv --reuid 1000 --regid 1000 --clear-groups \"$AFTERWORD\" set a.yaml title "
	"'New words'";

/* --- the matrix: one file each, made by a shell, saved, checked again --- */

struct matrix_case {
	const char *name;
	const char *make;    /* after a.yaml, mode 0644, is there */
	const char *command; /* NULL: SET */
	bool needs_root;
	int status;        /* of the command */
	const char *says;  /* a part of its message */
	const char *shows; /* a command with the same output before and after */
};

#define STAT "stat -c '%a %u %g %h %F' a.yaml; "
#define ACL_NAME "system.posix_acl_access"

static const struct matrix_case matrix[] = {
	{"plain", "true", .shows = STAT},
	{"mode 0600", "chmod 0600 a.yaml", .shows = STAT},
	{"mode 0664 under umask 077", "chmod 0664 a.yaml",
		.command = "umask 077; \"$AFTERWORD\" set a.yaml title 'New words'", .shows = STAT},
	{"mode 0600 under umask 000", "chmod 0600 a.yaml",
		.command = "umask 000; \"$AFTERWORD\" set a.yaml title 'New words'", .shows = STAT},
	{"symbolic link", "mv a.yaml b.yaml; ln -s b.yaml a.yaml",
		.shows = STAT "readlink a.yaml; stat -c '%a %h' b.yaml"},
	{"chain of links over folders",
		"mkdir d; mv a.yaml d/c.yaml; ln -s c.yaml d/b.yaml; ln -s d/b.yaml a.yaml; "
		"ln -s ../forms d/forms",
		.shows = STAT "readlink a.yaml d/b.yaml; ls -A d"},
	{"hard link", "ln a.yaml b.yaml", .shows = STAT "stat -c %i a.yaml b.yaml"},
	{"group of others", "chown :1000 a.yaml; chmod 0660 a.yaml", .needs_root = true,
		.shows = STAT},
	{"owner is another, we are root", "chown 1000:1000 a.yaml", .needs_root = true,
		.shows = STAT},
	{"owner is another, we may write", "chmod 0666 a.yaml; chmod 0777 .",
		.command = SET_AS_OTHER, .needs_root = true, .shows = STAT "stat -c %i a.yaml"},
	{"folder cannot be written", "chown 1000 a.yaml; chmod 0755 .", .command = SET_AS_OTHER,
		.needs_root = true, .shows = STAT "stat -c %i a.yaml; ls -A"},
	{"read-only file", "chmod 0444 a.yaml", .status = 2, .says = "read-only", .shows = STAT},
	{"file we may only read", "chmod 0644 a.yaml; chmod 0755 .", .command = SET_AS_OTHER,
		.needs_root = true, .status = 2, .says = "read-only", .shows = STAT "ls -A"},
	{"set-group-id", "chmod 2664 a.yaml", .shows = STAT},
	{"attribute", "true", .shows = STAT},
	{"access list", "true", .shows = STAT},
	{"no renameat2", "true",
		.command = "ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -e "
			   "inject=renameat2:error=ENOSYS \"$AFTERWORD\" set a.yaml title "
			   "'New words'",
		.shows = STAT "ls -A"},
	{"no exchange, no hard links", "true",
		.command = "ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -e "
			   "inject=renameat2:error=EINVAL -e inject=linkat:error=EPERM "
			   "\"$AFTERWORD\" set a.yaml title 'New words'",
		.shows = STAT "ls -A"},
};

static const char xattr_value[] = "from the incident channel";

/* user::rw- user:1000:r-- group::r-- mask::r-- other::---, as the kernel keeps it: little-endian,
 * a version, then tag, permissions and id of each entry (linux/posix_acl_xattr.h). */
static const unsigned char acl[] = {2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 4, 0, 0xe8, 3,
	0, 0, 4, 0, 4, 0, 255, 255, 255, 255, 16, 0, 4, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255,
	255, 255, 255};

static void begin(struct program *program)
{
	program_init(program);
	assert_int_equal(mkdir(folder_path(&program->folder, "forms"), 0755), 0);
	assert_int_equal(mkdir(folder_path(&program->folder, "home"), 0700), 0);
	folder_put_text(&program->folder, "forms/probe.yaml", editing_form);
	folder_put_text(&program->folder, "a.yaml", document);
	assert_int_equal(chmod(folder_path(&program->folder, "a.yaml"), 0644), 0);
	assert_int_equal(chmod(folder_path(&program->folder, "forms/probe.yaml"), 0644), 0);
	if (geteuid() == 0) {
		assert_int_equal(chown(folder_path(&program->folder, "home"), 1000, 1000), 0);
		assert_int_equal(chmod(program->folder.path, 0711), 0);
	}
}

static bool can_trace(void)
{
	return system("strace -o /dev/null true >/dev/null 2>&1") == 0;
}

/* Can another user run the program where it is? */
static bool is_for_all(struct program *program)
{
	program_shell(program,
		"setpriv --reuid 1000 --regid 1000 --clear-groups \"$AFTERWORD\" "
		"--version",
		"", "");
	return program->status == 0;
}

static const char *why_not(struct program *program, const struct matrix_case *at)
{
	if (at->needs_root && geteuid() != 0)
		return "not root";
	if (at->command == SET_AS_OTHER && !is_for_all(program))
		return "another user cannot run the program here";
	if (at->command && strstr(at->command, "strace") && !can_trace())
		return "strace may not trace";
	return NULL;
}

/* Gives the file what a plain shell cannot; false if the system does not have it. */
static bool set_attributes(struct program *program, const struct matrix_case *at)
{
	const char *path = folder_path(&program->folder, "a.yaml");

	if (strcmp(at->name, "attribute") == 0)
		return setxattr(path, "user.note", xattr_value, sizeof(xattr_value), 0) == 0;
	if (strcmp(at->name, "access list") == 0)
		return setxattr(path, ACL_NAME, acl, sizeof(acl), 0) == 0;
	return true;
}

static void check_attributes(struct program *program, const struct matrix_case *at)
{
	const char *path = folder_path(&program->folder, "a.yaml");
	char value[128];

	if (strcmp(at->name, "attribute") == 0) {
		assert_int_equal(
			getxattr(path, "user.note", value, sizeof(value)), sizeof(xattr_value));
		assert_memory_equal(value, xattr_value, sizeof(xattr_value));
	}
	if (strcmp(at->name, "access list") == 0) {
		assert_int_equal(getxattr(path, ACL_NAME, value, sizeof(value)), sizeof(acl));
		assert_memory_equal(value, acl, sizeof(acl));
	}
}

/* Whether saved or refused: the same file except for its words, and no litter. */
static void try_case(struct program *program, const struct matrix_case *at)
{
	struct str before = {0};

	program_shell(program, "mkdir -m 0700 -p state; ", at->make, "");
	assert_int_equal(program->status, 0);
	program_shell(program, at->shows, "", "");
	str_append(&before, str_text(&program->out), program->out.len);
	program_shell(program, at->command ? at->command : SET, "", "");
	if (program->status != at->status)
		fail_msg("%s: ended with %d: %s", at->name, program->status,
			str_text(&program->err));
	if (at->says && !strstr(str_text(&program->err), at->says))
		fail_msg("%s: says %s", at->name, str_text(&program->err));
	if (!folder_holds(&program->folder, "a.yaml", at->status == 0 ? changed : document))
		fail_msg("%s: the file holds something else", at->name);
	program_shell(program, at->shows, "", "");
	if (!str_equal(&program->out, str_text(&before), before.len))
		fail_msg("%s: was %s and is %s", at->name, str_text(&before),
			str_text(&program->out));
	str_release(&before);
}

static void test_matrix(void **state)
{
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(matrix) / sizeof(*matrix); i++) {
		struct program program;
		const char *reason;

		begin(&program);
		reason = why_not(&program, &matrix[i]);
		if (!reason && !set_attributes(&program, &matrix[i]))
			reason = "the file system has no such thing";
		if (reason) {
			print_message("skipped: %s: %s\n", matrix[i].name, reason);
		} else {
			try_case(&program, &matrix[i]);
			check_attributes(&program, &matrix[i]);
			n++;
		}
		program_release(&program);
	}
	print_message("%zu of %zu cases kept or told\n", n, sizeof(matrix) / sizeof(*matrix));
	assert_true(n >= 8);
}

/* A link to nowhere: the file is created where it points, and the link stays. */
static void test_dangling(void **state)
{
	struct program program;

	(void)state;
	begin(&program);
	program_shell(
		&program, "ln -s b.yaml c.yaml; \"$AFTERWORD\" new --form probe c.yaml", "", "");
	assert_int_equal(program.status, 0);
	program_shell(&program, "test -L c.yaml && test -f b.yaml && test ! -L b.yaml", "", "");
	assert_int_equal(program.status, 0);
	program_release(&program);
}

/* Kills the program at a call of a save, and checks what it left. */
static void leave_behind(const char *mask, const char *make, const char *call, const char *shows,
	const char *expected)
{
	struct program program;
	char command[256];

	begin(&program);
	snprintf(command, sizeof(command),
		"umask %s; ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -e "
		"inject=%s:signal=SIGKILL \"$AFTERWORD\" set a.yaml title New; ",
		mask, call);
	program_shell(&program, make, command, shows);
	assert_string_equal(str_text(&program.out), expected);
	program_release(&program);
}

/* Whatever the umask, journals and their folder are private, and a temporary file never has wider
 * permissions than the file it replaces. */
static void test_private(void **state)
{
	static const char *const masks[] = {"000", "022", "077"};

	(void)state;
	if (!can_trace()) {
		print_message("skipped: strace may not trace\n");
		skip();
	}
	for (size_t i = 0; i < sizeof(masks) / sizeof(*masks); i++) {
		leave_behind(masks[i], "ln a.yaml b.yaml; ", "ftruncate",
			"stat -c %a state/afterword state/afterword/*", "700\n600\n");
		leave_behind(
			masks[i], "chmod 0640 a.yaml; ", "fchmod", "stat -c %a .a.yaml.*", "600\n");
		leave_behind(masks[i], "chmod 0640 a.yaml; ", "renameat2", "stat -c %a .a.yaml.*",
			"640\n");
	}
}

/* Links in the place of journals lead nowhere. */
static void test_planted(void **state)
{
	struct program program;

	(void)state;
	begin(&program);
	program_shell(&program,
		"ln a.yaml b.yaml; echo mine > victim; mkdir -m 0700 -p state/afterword; "
		"ln -s ../../victim state/afterword/a.yaml.aaaaaaaa.journal; "
		"ln -s ../../victim state/afterword/.a.yaml.aaaaaaaa.journal.tmp; "
		"ln -s victim .a.yaml.aaaaaaaa.tmp; ln -s victim .a.yaml.aaaaaaaa.bak; ",
		SET, "; cat victim; ls -A state/afterword | wc -l");
	assert_string_equal(str_text(&program.out), "mine\n2\n");
	assert_true(folder_holds(&program.folder, "a.yaml", changed));
	program_release(&program);
}

/* --- disks of our own --- */

static const char *unshare(void)
{
	return geteuid() == 0 ? "unshare -m" : "unshare -Urm";
}

/* Says so if that is impossible. */
static bool can_mount(void)
{
	char command[128];

	snprintf(
		command, sizeof(command), "%s mount -t tmpfs none /mnt >/dev/null 2>&1", unshare());
	if (system(command) == 0)
		return true;
	print_message("skipped: nothing can be mounted here\n");
	return false;
}

/* Runs this program again, on a file system mounted only for it. */
static void run_inside(const char *options, const char *test)
{
	struct folder folder;
	struct str command = {0};
	int status;

	folder_init(&folder);
	str_appendf(&command,
		"%s sh -c 'mount -t tmpfs -o %s none %s && exec \"$0\" %s %s' /proc/%ld/exe",
		unshare(), options, folder.path, test, folder.path, (long)getpid());
	status = system(command.data);
	str_release(&command);
	folder_release(&folder);
	status = WIFEXITED(status) ? WEXITSTATUS(status) : 98;
	if (status != 0)
		fail_msg("%s: ended with %d", test, status);
}

/* Takes all remaining space. */
static void fill_disk(const char *folder)
{
	static const char block[4096] = "full";
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/ballast", folder);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	if (fd < 0)
		abort();
	while (write(fd, block, sizeof(block)) > 0)
		continue;
	close(fd);
}

/* All remaining names. */
static void fill_names(const char *folder)
{
	char path[256];
	int fd = 0;

	for (int i = 0; fd >= 0; i++) {
		snprintf(path, sizeof(path), "%s/name-%d", folder, i);
		fd = open(path, O_WRONLY | O_CREAT, 0600);
		if (fd >= 0)
			close(fd);
	}
}

#define REQUIRE(condition)                                                                         \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			printf("line %d: %s\n", __LINE__, #condition);                             \
			exit(3);                                                                   \
		}                                                                                  \
	} while (0)

/* A session for a document on the disk, with its journal there or elsewhere. */
static void open_on(struct editing *editing, const char *disk, bool has_journal_there)
{
	char path[256];

	editing_init(editing, editing_document);
	session_free(editing->session);
	snprintf(path, sizeof(path), "cp -r %s/. %s", editing->folder.path, disk);
	REQUIRE(system(path) == 0);
	snprintf(editing->path, sizeof(editing->path), "%s/doc.yaml", disk);
	if (has_journal_there)
		snprintf(editing->state.path, sizeof(editing->state.path), "%s/s", disk);
	editing_open(editing);
}

static bool is_unharmed(const char *disk)
{
	struct folder folder = {0};

	snprintf(folder.path, sizeof(folder.path), "%s", disk);
	return folder_holds(&folder, "doc.yaml", editing_document);
}

/* The document cannot be saved; the old text is unharmed, the new one in the journal, and
 * when there is room again it is saved. */
static int inside_full(const char *disk, void (*fill)(const char *), const char *empty)
{
	struct editing editing;
	char command[256];

	open_on(&editing, disk, false);
	fill(disk);
	editing_go(&editing, FIELD_TITLE);
	editing_keys(&editing, " and more");
	REQUIRE(!session_flush(editing.session));
	REQUIRE(session_save_state(editing.session) == SAVE_FAILED);
	REQUIRE(strstr(str_text(&editor_message(session_editor(editing.session))->text),
		"the journal keeps your text"));
	REQUIRE(is_unharmed(disk));
	REQUIRE(session_is_kept(editing.session));
	/* As a crash. */
	editing_reopen(&editing);
	REQUIRE(strstr(editing_text(&editing, FIELD_TITLE), "Cards failed and more"));
	REQUIRE(is_unharmed(disk));
	snprintf(command, sizeof(command), "rm %s/%s", disk, empty);
	REQUIRE(system(command) == 0);
	REQUIRE(session_flush(editing.session));
	REQUIRE(!is_unharmed(disk));
	editing_release(&editing);
	return 0;
}

/* Document and journal on a disk that becomes full: a megabyte of edits still comes back. */
static int inside_reserve(const char *disk)
{
	enum { PASTE = 16 * 1024, MEGABYTE = 1024 * 1024 };
	static char text[PASTE + 1];
	struct editing editing;
	size_t journaled = 0;

	open_on(&editing, disk, true);
	/* Enough that the first reserve is used up. */
	memset(text, 'x', PASTE);
	editing_go(&editing, FIELD_NOTES);
	for (size_t i = 0; i < 700 * 1024; i += PASTE)
		editor_paste(session_editor(editing.session), text, PASTE);
	fill_disk(disk);
	memset(text, 'y', PASTE);
	while (journaled < MEGABYTE) {
		editor_paste(session_editor(editing.session), text, PASTE);
		if (!session_is_kept(editing.session))
			break;
		journaled += PASTE;
	}
	printf("%zu bytes journaled on a full disk\n", journaled);
	REQUIRE(journaled >= MEGABYTE);
	REQUIRE(is_unharmed(disk));
	editing_release(&editing);
	return 0;
}

static int inside(const char *test, const char *disk)
{
	if (strcmp(test, "space") == 0)
		return inside_full(disk, fill_disk, "ballast");
	if (strcmp(test, "names") == 0)
		return inside_full(disk, fill_names, "name-*");
	return inside_reserve(disk);
}

static void test_full_disks(void **state)
{
	(void)state;
	if (!can_mount())
		skip();
	run_inside("size=16k,nr_inodes=10", "space");
	run_inside("size=64k,nr_inodes=10", "names");
	run_inside("size=16m", "reserve");
}

static void test_read_only_disk(void **state)
{
	struct program program;

	(void)state;
	if (!can_mount())
		skip();
	begin(&program);
	program_shell(&program, "mkdir ro; ", unshare(),
		" sh -c 'mount --bind . ro && mount -o remount,ro,bind ro && "
		"\"$AFTERWORD\" set ro/a.yaml title New'");
	assert_int_equal(program.status, 2);
	assert_non_null(strstr(str_text(&program.err), "read-only"));
	assert_true(folder_holds(&program.folder, "a.yaml", document));
	program_release(&program);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matrix),
		cmocka_unit_test(test_dangling),
		cmocka_unit_test(test_private),
		cmocka_unit_test(test_planted),
		cmocka_unit_test(test_full_disks),
		cmocka_unit_test(test_read_only_disk),
	};

	if (argc == 3)
		return inside(argv[1], argv[2]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
