/* Types the numbered characters, and looks for each on the screen and in what came back. */
#include "painted.h"
#include "ending.h"

#include "base/mem.h"
#include "session/session.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	FIRST_WIDE = 0x4e00,  /* CJK ideographs: two cells */
	FIRST_NARROW = 0x1401 /* Canadian syllabics: one */
};

static const char form[] = "form: page\nversion: 1\ntitle: Page\npages:\n  - key: main\n"
			   "    title: Summary\n    fields:\n"
			   "      - {key: body, ask: What happened, kind: text}\n"
			   "      - {key: other, ask: Other, kind: line}\n";
static const char document[] = "# kept\nafterword: 1\nform: page\n\nmain:\n  body: |\n    Begin.\n";

void painted_init(struct painted *self, bool is_narrow, bool has_second_name)
{
	char first[512];

	*self = (struct painted){.is_narrow = is_narrow, .label = "editor"};
	running_init(&self->editor);

	struct folder *folder = &self->editor.program.folder;

	assert_int_equal(mkdir(folder_path(folder, "forms"), 0700), 0);
	folder_put_text(folder, "forms/page.yaml", form);
	folder_put_text(folder, "a.yaml", document);
	snprintf(first, sizeof(first), "%s", folder_path(folder, "a.yaml"));
	if (has_second_name)
		assert_int_equal(link(first, folder_path(folder, "b.yaml")), 0);
	/* The leak checker does not work in a traced program. */
	running_set(&self->editor, "ASAN_OPTIONS", "detect_leaks=0");
}

void painted_release(struct painted *self)
{
	running_release(&self->editor);
}

static void put_character(const struct painted *self, size_t number, char out[4])
{
	unsigned code = (unsigned)number + (self->is_narrow ? FIRST_NARROW : FIRST_WIDE);

	out[0] = (char)(unsigned char)(0xe0 | code >> 12);
	out[1] = (char)(unsigned char)(0x80 | (code >> 6 & 0x3f));
	out[2] = (char)(unsigned char)(0x80 | (code & 0x3f));
	out[3] = '\0';
}

bool painted_start(struct painted *self, const char *const *strace)
{
	const char *words[PROGRAM_ARGUMENTS + 1] = {NULL};
	siginfo_t ended = {0};
	char path[512];
	size_t n = 0;

	snprintf(path, sizeof(path), "%s", folder_path(&self->editor.program.folder, "a.yaml"));
	while (strace && strace[n]) {
		words[n] = strace[n];
		n++;
	}
	if (strace)
		words[n++] = program_path();
	words[n++] = "edit";
	words[n++] = path;
	assert_true(n <= PROGRAM_ARGUMENTS);
	running_start_words(&self->editor, words, 80, 24);
	if (terminal_wait_either(self->editor.terminal, "Summary"))
		return true;
	if (waitid(P_PID, (id_t)terminal_pid(self->editor.terminal), &ended,
		    WEXITED | WNOHANG | WNOWAIT) != 0 ||
		ended.si_pid == 0)
		fail_msg("%s: the editor neither starts nor ends", self->label);
	return false;
}

bool painted_type(struct painted *self)
{
	char character[4];

	if (self->n_typed == PAINTED_MAX)
		return false;
	put_character(self, self->n_typed++, character);
	terminal_type(self->editor.terminal, character);
	return true;
}

void painted_look(struct painted *self)
{
	struct str screen = {0};
	char character[4];

	terminal_read(self->editor.terminal, 0);
	terminal_screen(self->editor.terminal, &screen);
	/* After the editor has left the terminal, that echoes what is typed. */
	for (size_t i = 0; i < self->n_typed && strstr(str_text(&screen), "Summary"); i++) {
		put_character(self, i, character);
		if (!self->is_painted[i] && strstr(str_text(&screen), character)) {
			self->is_painted[i] = true;
			self->n_painted++;
		}
	}
	str_release(&screen);
}

static struct session *open_session(struct painted *self, const char *path, const char *state)
{
	struct session_config config = {
		.path = path,
		.state_folder = state,
		.io = io_system(),
		.time = time_source_system(),
		.ids = counting_ids(&self->counter),
	};
	struct err err = {0};
	struct session *session = session_open(&config, &err);

	if (!session)
		fail_msg("%s", err.message);
	return session;
}

void painted_recover(struct painted *self, const char *label)
{
	struct folder *folder = &self->editor.program.folder;
	char path[512], state[512], character[4];
	struct session *session;
	struct str dump = {0};
	struct err err = {0};

	snprintf(path, sizeof(path), "%s", folder_path(folder, "a.yaml"));
	snprintf(state, sizeof(state), "%s", folder_path(folder, "state/afterword"));
	session = open_session(self, path, state);
	document_dump(editor_document(session_editor(session)), &dump);
	for (size_t i = 0; i < self->n_typed; i++) {
		put_character(self, i, character);
		if (self->is_painted[i] && !strstr(str_text(&dump), character))
			fail_msg("%s: key %zu of %zu was painted and is lost", label, i + 1,
				self->n_typed);
	}
	if (self->n_typed > 0 && !strstr(str_text(&dump), "Begin."))
		fail_msg("%s: what was in the file is lost", label);
	if (!session_finish(session, &err))
		fail_msg("%s: %s", label, err.message);
	session_free(session);
	str_release(&dump);
}

bool painted_can_trace(void)
{
	int status = system("strace -f -o /dev/null -e inject=close:error=EIO:when=1 true "
			    ">/dev/null 2>&1");

	if (WIFEXITED(status) && WEXITSTATUS(status) != 127 &&
		system("strace -o /dev/null true >/dev/null 2>&1") == 0)
		return true;
	print_message("skipped: strace is not there or may not trace (ptrace)\n");
	return false;
}
