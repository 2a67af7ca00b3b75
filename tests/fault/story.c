/* Plays the story on a disk in memory, and checks what is left of it. */
#include "story.h"
#include "ending.h"

#include "base/mem.h"
#include "editing.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const struct story_way story_ways[] = {
	{"exchange"},
	{"rename", .without_exchange = true},
	{"rename, no hard links", .without_exchange = true, .without_links = true},
	{"in place", .has_second_name = true},
	{"first start", .is_first = true},
};
const size_t n_story_ways = sizeof(story_ways) / sizeof(*story_ways);

/* --- the steps --- */

enum deed { TYPE, PASTE, GO, GO_CELL, DO, WAIT, SAVE };

/* Numbered words, so that each can be found; a key each, a tenth of a second apart. */
static const struct {
	enum deed deed;
	const char *text;
	unsigned number; /* field, cell's column, action, milliseconds */
} deeds[] = {
	{GO, .number = FIELD_TITLE},
	{TYPE, " t01 t02 t03"},
	{WAIT, .number = 2500}, /* an autosave */
	{TYPE, " t04"},
	{GO, .number = FIELD_BODY}, /* leaving saves */
	{TYPE, "t05 and what follows is typed for longer than a second"},
	{PASTE, "\nt06 first line\nt07 second line\n"},
	{SAVE},
	{TYPE, "t08 "},
	{DO, .number = ACTION_UNDO},
	{TYPE, "t09 "},
	{WAIT, .number = 900}, /* the journal is synced, nothing is saved */
	{GO, .number = FIELD_EVENTS},
	{DO, .number = ACTION_ROW_ADD},
	{GO_CELL, .number = 2},
	{TYPE, "t10 happened"},
	{DO, .number = ACTION_LEAVE},
	{WAIT, .number = 3000},
	{GO, .number = FIELD_NOTES},
	{TYPE, "t11 t12 t13"},
	{WAIT, .number = 200},
};

/* --- noting --- */

static size_t add_text(struct str **items, size_t *n, size_t *cap, struct str *text)
{
	if (*n > 0 && str_equal(&(*items)[*n - 1], str_text(text), text->len)) {
		str_release(text);
		return *n - 1;
	}
	*items = mem_grow(*items, cap, *n + 1, sizeof(**items));
	(*items)[(*n)++] = *text;
	return *n - 1;
}

static void mark(struct story *self)
{
	struct story_mark mark = {0};
	struct str state = {0};
	struct str version = {0};

	if (self->session) {
		document_dump(editor_document(session_editor(self->session)), &state);
		add_text(&self->states, &self->n_states, &self->cap_states, &state);
	}
	if (crash_fs_get(self->fs, STORY_FILE, &version))
		add_text(&self->versions, &self->n_versions, &self->cap_versions, &version);
	if (self->n_marks > 0)
		mark = self->marks[self->n_marks - 1];
	mark.painted = self->n_states - 1;
	mark.at = self->clock;
	mark.n_changes = crash_fs_n_changes(self->fs);
	if (!self->session || session_save_state(self->session) == SAVE_CLEAN) {
		mark.saved = mark.painted;
		mark.version = self->n_versions - 1;
	}
	if (!self->session || session_is_kept(self->session) || mark.saved == mark.painted)
		mark.kept = mark.painted;
	if (self->session &&
		editor_message(session_editor(self->session))->level >= MESSAGE_WARNING)
		self->is_told = true;
	self->marks =
		mem_grow(self->marks, &self->cap_marks, self->n_marks + 1, sizeof(*self->marks));
	self->marks[self->n_marks++] = mark;
}

/* The time between two keys; the disk is infinitely fast. */
static void pass(struct story *self, int64_t milliseconds)
{
	for (int64_t i = 0; i < milliseconds; i += 100) {
		self->clock += 100;
		session_tick(self->session);
		session_settle(self->session);
		session_tick(self->session);
		session_settle(self->session);
		mark(self);
	}
}

static void type(struct story *self, const char *text)
{
	for (; *text; text++) {
		editor_type(session_editor(self->session), text, 1);
		mark(self);
		pass(self, 100);
	}
}

static void go_cell(struct story *self, unsigned column)
{
	struct place place = {.field = FIELD_EVENTS, .column = column};
	const struct rows *rows =
		&editor_document(session_editor(self->session))->tables[FIELD_EVENTS];

	strcpy(place.row, rows->items[editor_focus(session_editor(self->session))->row].id);
	editor_go(session_editor(self->session), &place);
}

static void act(struct story *self, size_t at)
{
	switch (deeds[at].deed) {
	case TYPE:
		type(self, deeds[at].text);
		return;
	case PASTE:
		editor_paste(session_editor(self->session), deeds[at].text, strlen(deeds[at].text));
		break;
	case GO:
		editor_go(
			session_editor(self->session), &(struct place){.field = deeds[at].number});
		break;
	case GO_CELL:
		go_cell(self, deeds[at].number);
		break;
	case DO:
		session_do(self->session, (enum action)deeds[at].number);
		break;
	case WAIT:
		pass(self, deeds[at].number);
		return;
	case SAVE:
		session_save(self->session);
		break;
	}
	session_settle(self->session);
	mark(self);
	pass(self, 100);
}

/* --- beginning and end --- */

static void open_session(struct story *self)
{
	struct session_config config = {
		.path = STORY_FILE,
		.state_folder = STORY_STATE,
		.io = self->io,
		.time = standing_time(&self->clock),
		.ids = counting_ids(&self->counter),
	};

	self->session = session_open(&config, &self->err);
	self->is_opened = self->session != NULL;
	self->is_told = !self->is_opened;
	if (!self->is_opened)
		return;
	editor_set_view(session_editor(self->session), 60, 10);
	session_settle(self->session);
	mark(self);
	pass(self, 100);
}

static void finish(struct story *self)
{
	if (session_finish(self->session, &self->err))
		self->is_finished = true;
	else
		self->is_told = true;
	session_settle(self->session);
	mark(self);
	session_free(self->session);
	self->session = NULL;
	/* What a finished session had on its screen is in the file. */
	if (self->is_finished)
		mark(self);
}

void story_init(struct story *self, const struct story_way *way)
{
	*self = (struct story){.way = way, .clock = INT64_C(1697457600000)};
	self->fs = crash_fs_new(&self->clock);
	self->io = crash_fs_io(self->fs);
	crash_fs_put(self->fs, STORY_FILE, editing_document, strlen(editing_document));
	crash_fs_put(self->fs, "/d/forms/probe.yaml", editing_form, strlen(editing_form));
	crash_fs_make_folder(self->fs, way->is_first ? "/home" : STORY_STATE);
	if (way->has_second_name)
		crash_fs_link(self->fs, STORY_FILE, "/d/second.yaml");
	crash_fs_forbid(self->fs, way->without_exchange, way->without_links);
}

void story_release(struct story *self)
{
	session_free(self->session);
	crash_fs_free(self->fs);
	for (size_t i = 0; i < self->n_states; i++)
		str_release(&self->states[i]);
	for (size_t i = 0; i < self->n_versions; i++)
		str_release(&self->versions[i]);
	free(self->states);
	free(self->versions);
	free(self->marks);
}

void story_tell(struct story *self)
{
	open_session(self);
	if (!self->is_opened)
		return;
	for (size_t i = 0; i < sizeof(deeds) / sizeof(*deeds); i++)
		act(self, i);
	finish(self);
}

void story_begin(struct story *self)
{
	open_session(self);
	assert_true(self->is_opened);
}

void story_type(struct story *self, unsigned field, const char *text)
{
	editor_go(session_editor(self->session), &(struct place){.field = field});
	for (; *text; text++) {
		editor_type(session_editor(self->session), text, 1);
		self->clock += 10;
		session_tick(self->session);
		mark(self);
	}
}

void story_end(struct story *self)
{
	finish(self);
}

void story_go_on(struct story *self, const struct story *before, struct crash_fs *fs)
{
	*self = (struct story){
		.way = before->way,
		.fs = fs,
		.io = crash_fs_io(fs),
		/* Some seconds later, with other ids. */
		.clock = before->clock + 5000,
		.counter = before->counter + 1000,
	};
	open_session(self);
	if (self->is_opened)
		finish(self);
}

/* --- looking back --- */

const struct story_mark *story_mark_at(const struct story *self, size_t n)
{
	const struct story_mark *found = NULL;

	for (size_t i = 0; i < self->n_marks && self->marks[i].n_changes <= n; i++)
		found = &self->marks[i];
	return found;
}

const struct story_mark *story_mark_before(const struct story *self, size_t n, int64_t age)
{
	int64_t now = n < crash_fs_n_changes(self->fs) ? crash_fs_time(self->fs, n) : self->clock;
	const struct story_mark *found = NULL;

	for (size_t i = 0; i < self->n_marks && self->marks[i].at + age <= now; i++)
		found = &self->marks[i];
	return found;
}

static size_t find_text(const struct str *items, size_t n, const struct str *text)
{
	for (size_t i = n; i > 0; i--)
		if (str_equal(&items[i - 1], str_text(text), text->len))
			return i - 1;
	return SIZE_MAX;
}

size_t story_find_state(const struct story *self, const struct document *document)
{
	struct str dump = {0};
	size_t found;

	document_dump(document, &dump);
	found = find_text(self->states, self->n_states, &dump);
	str_release(&dump);
	return found;
}

void story_add_version(struct story *self, const struct str *bytes)
{
	struct str copy = {0};

	str_append(&copy, str_text(bytes), bytes->len);
	add_text(&self->versions, &self->n_versions, &self->cap_versions, &copy);
}

size_t story_find_version(const struct story *self, const struct str *bytes)
{
	return find_text(self->versions, self->n_versions, bytes);
}
