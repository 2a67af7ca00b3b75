/* Plays a schedule, and checks what everybody ends up with. */
#include "stage.h"
#include "ending.h"

#include "review/checklist.h"
#include "review/signoffs.h"
#include "review/states.h"
#include "review/threads.h"
#include "sources.h"
#include "store/journal.h"
#include "yaml/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* The first few belong to one actor each. */
static const char *const fields[] = {
	"impact.experience",
	"root_cause.cause",
	"resolution.cause",
	"title",
	"summary.overview",
	"impact.service",
	"resolution.fix",
};

enum {
	N_FIELDS = sizeof(fields) / sizeof(*fields),
	WRITTEN = 200, /* milliseconds ago: long enough to be accepted */
};

/* Real time passes while waiting, in addition to the schedule's. */
static int64_t stage_now(void *context)
{
	const struct stage *self = context;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return self->clock + (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void stage_log(struct stage *self, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	str_appendf(&self->log, "%8lld ", (long long)(stage_now(self) % 10000000));
	str_appendv(&self->log, format, arguments);
	str_append_char(&self->log, '\n');
	va_end(arguments);
}

static size_t below(struct stage *self, size_t limit)
{
	return random_below(&self->random, limit);
}

/* --- other programs --- */

/* File times are real; ours is ahead of the system's. */
static void touch(struct stage *self, int64_t age)
{
	int64_t at = stage_now(self) - age;
	struct timespec now = {.tv_sec = at / 1000, .tv_nsec = at % 1000 * 1000000};

	utimensat(AT_FDCWD, self->path, (struct timespec[]){now, now}, 0);
}

static void log_text(struct stage *self, const char *what, const struct str *text)
{
	struct str words = {0};

	ledger_words(text, &words);
	stage_log(self, "%s:%s", what, str_text(&words));
	str_release(&words);
}

static void read_and_add(struct stage *self, const char *by, struct str *read, struct str *text)
{
	char word[WORD_SIZE];

	ledger_add(&self->ledger, by, true, word);
	str_append(text, str_text(read), read->len);
	text_add_word(text, word, (unsigned)below(self, N_WAYS));
}

static void write_renaming(struct stage *self)
{
	struct str read = {0};
	struct str text = {0};
	struct str found = {0};
	struct str lost = {0};

	if (writer_read(self->path, &read) && read.len > 0) {
		read_and_add(self, "vim", &read, &text);
		if (writer_rename(self->path, &read, &text, &found)) {
			touch(self, WRITTEN);
			log_text(self, "vim writes", &text);
		} else {
			ledger_drop(&self->ledger);
		}
		/* Only another thread can have interfered. */
		assert_true(found.len == 0 || self->plan.races);
		words_overwritten(&found, &text, &lost);
		ledger_excuse(&self->ledger, OVERWRITTEN, &lost);
	}
	str_release(&read);
	str_release(&text);
	str_release(&found);
	str_release(&lost);
}

static void cut(struct stage *self)
{
	struct str read = {0};
	struct str text = {0};

	if (writer_read(self->path, &read) && read.len > 0) {
		read_and_add(self, "nano", &read, &text);
		if (writer_cut(&self->filling, self->path, &read, &text)) {
			bool is_half = below(self, 2) == 0;

			self->is_cut_in_race = self->plan.races;
			if (is_half)
				writer_fill_half(&self->filling);
			touch(self, 0);
			log_text(self, is_half ? "nano writes half" : "nano cuts", &text);
		} else {
			ledger_drop(&self->ledger);
		}
	}
	str_release(&read);
	str_release(&text);
}

static void fill(struct stage *self)
{
	struct str text = {0};

	str_append(&text, str_text(&self->filling.text), self->filling.text.len);
	if (writer_fill(&self->filling, self->path)) {
		touch(self, WRITTEN);
		stage_log(self, "nano fills");
	} else {
		stage_log(self, "nano fills a file that has lost its name");
		/*
		 * Only another thread can swap the file right between the calls of nano that open
		 * and empty it; none of our calls closes that gap.
		 */
		if (self->is_cut_in_race)
			ledger_displace(&self->ledger, &text, "nano");
	}
	self->filling.fd = -1;
	str_release(&text);
}

static void commit(struct stage *self, struct str *text)
{
	struct str *slot = &self->versions[self->n_versions % VERSIONS_MAX];

	if (self->n_versions >= VERSIONS_MAX) {
		ledger_look(&self->ledger, IN_HISTORY, slot);
		str_release(slot);
	}
	*slot = *text;
	*text = (struct str){0};
	self->n_versions++;
}

/* Takes the file away, as git does before it writes another version, and commits its content. */
static void begin_checkout(struct stage *self)
{
	struct str text = {0};
	char away[160];

	snprintf(away, sizeof(away), "%s", folder_path(&self->folder, ".away"));
	if (rename(self->path, away) != 0)
		return;
	assert_true(writer_read(away, &text));
	unlink(away);
	log_text(self, "git commits and removes", &text);
	commit(self, &text);
	self->is_checking_out = true;
}

static void end_checkout(struct stage *self)
{
	size_t n = self->n_versions < VERSIONS_MAX ? self->n_versions : VERSIONS_MAX;
	const struct str *text = &self->versions[below(self, n)];
	int fd = open(self->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

	self->is_checking_out = false;
	if (fd < 0)
		return;
	assert_true(io_write_all(io_system(), fd, str_text(text), text->len, NULL));
	close(fd);
	touch(self, WRITTEN);
	log_text(self, "git checks out", text);
}

static bool is_writing(const struct stage *self)
{
	return self->filling.fd >= 0 || self->is_checking_out;
}

/* Unfinished work is finished before time passes, because it only takes a moment. */
static void end_writing(struct stage *self)
{
	if (self->filling.fd >= 0)
		fill(self);
	if (self->is_checking_out)
		end_checkout(self);
}

static void write_something(struct stage *self)
{
	if (is_writing(self)) {
		end_writing(self);
		return;
	}
	switch (below(self, 4)) {
	case 0:
	case 1:
		if (self->plan.has_renaming)
			write_renaming(self);
		break;
	case 2:
		if (self->plan.has_truncating)
			cut(self);
		break;
	default:
		if (self->plan.has_checkout)
			begin_checkout(self);
	}
}

/* --- the saver's file calls --- */

/* Somebody else acts while this saver is between two calls. */
static void step_in(struct actor *actor)
{
	struct stage *stage = actor->stage;
	struct actor *other = &stage->actors[below(stage, stage->plan.n_actors)];

	stage_log(stage, "(in a save of %s)", actor->name);
	if (other == actor || other->session == NULL || below(stage, 3) > 0) {
		write_something(stage);
		return;
	}
	stage_log(stage, "(%s saves)", other->name);
	session_save(other->session);
	session_settle(other->session);
	session_tick(other->session);
}

static void enter(void *context)
{
	struct actor *actor = context;

	if (actor->calls_left == 0 || pthread_equal(pthread_self(), actor->stage->main))
		return;
	/* Only while nobody else acts, or the schedule would depend on the machine's load. */
	if (pthread_mutex_trylock(&actor->stage->turn) != 0)
		return;
	if (--actor->calls_left == 0) {
		step_in(actor);
		/* A writer is done in a moment. */
		if (is_writing(actor->stage))
			actor->calls_left = 1 + below(actor->stage, 5);
	}
	pthread_mutex_unlock(&actor->stage->turn);
}

/* Lets a saver finish, and others act. */
static void settle(struct actor *self)
{
	pthread_mutex_unlock(&self->stage->turn);
	session_settle(self->session);
	pthread_mutex_lock(&self->stage->turn);
}

static const struct io_ops *real(void)
{
	return io_system().ops;
}

static int stage_openat(void *context, int dir, const char *name, int flags, mode_t mode)
{
	enter(context);
	return real()->openat(NULL, dir, name, flags, mode);
}

static ssize_t stage_read(void *context, int fd, void *bytes, size_t len)
{
	enter(context);
	return real()->read(NULL, fd, bytes, len);
}

static ssize_t stage_write(void *context, int fd, const void *bytes, size_t len)
{
	enter(context);
	return real()->write(NULL, fd, bytes, len);
}

static int stage_fstat(void *context, int fd, struct stat *out)
{
	enter(context);
	return real()->fstat(NULL, fd, out);
}

static int stage_fstatat(void *context, int dir, const char *name, struct stat *out, int flags)
{
	enter(context);
	return real()->fstatat(NULL, dir, name, out, flags);
}

/* There are no power cuts here. */
static int stage_fsync(void *context, int fd)
{
	(void)fd;
	enter(context);
	return 0;
}

static int stage_unlinkat(void *context, int dir, const char *name)
{
	enter(context);
	return real()->unlinkat(NULL, dir, name);
}

static int stage_linkat(void *context, int dir, const char *from, const char *to)
{
	struct actor *actor = context;
	struct stat stat;

	enter(context);
	if (real()->linkat(NULL, dir, from, to) != 0)
		return -1;
	if (real()->fstatat(NULL, dir, to, &stat, AT_SYMLINK_NOFOLLOW) == 0)
		actor->backup = stat.st_ino;
	return 0;
}

static void read_at(int dir, const char *name, struct str *out)
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_true(io_read_all(io_system(), fd, 1 << 24, out, NULL));
	close(fd);
}

/* The name referred to another file than the one last checked: its words are gone. */
static void note_gap(struct actor *actor, int dir, const char *displaced, const char *name)
{
	struct str old = {0};
	struct str new = {0};

	read_at(dir, displaced, &old);
	read_at(dir, name, &new);
	words_overwritten(&old, &new, &actor->gap);
	str_release(&old);
	str_release(&new);
}

/*
 * Where names cannot be swapped, what arrives between the last check and the rename is
 * overwritten; no call closes that gap. The schedule does not act there, but other
 * threads can: so it swaps anyway, to see what was overwritten.
 */
static int stage_renameat(void *context, int dir, const char *from, const char *to)
{
	struct actor *actor = context;
	struct stat stat;

	if (!actor->stage->plan.races || strcmp(to, "doc.yaml") != 0 ||
		strstr(from, ".tmp") == NULL || real()->exchangeat(NULL, dir, from, to) != 0)
		return real()->renameat(NULL, dir, from, to);
	if (real()->fstatat(NULL, dir, from, &stat, AT_SYMLINK_NOFOLLOW) == 0 &&
		stat.st_ino != actor->backup)
		note_gap(actor, dir, from, to);
	return real()->unlinkat(NULL, dir, from);
}

static int stage_exchangeat(void *context, int dir, const char *a, const char *b)
{
	const struct actor *actor = context;

	enter(context);
	if (!actor->stage->plan.has_no_exchange)
		return real()->exchangeat(NULL, dir, a, b);
	errno = EINVAL;
	return -1;
}

static struct io_ops make_ops(void)
{
	struct io_ops ops = *real();

	ops.openat = stage_openat;
	ops.read = stage_read;
	ops.write = stage_write;
	ops.fstat = stage_fstat;
	ops.fstatat = stage_fstatat;
	ops.fsync = stage_fsync;
	ops.fdatasync = stage_fsync;
	ops.unlinkat = stage_unlinkat;
	ops.linkat = stage_linkat;
	ops.renameat = stage_renameat;
	ops.exchangeat = stage_exchangeat;
	return ops;
}

static struct io_ops stage_ops;

static void fill_ids(void *context, void *bytes, size_t len)
{
	struct actor *actor = context;
	unsigned char *at = bytes;

	pthread_mutex_lock(&actor->mutex);
	for (size_t i = 0; i < len; i++)
		at[i] = (unsigned char)(random_next(&actor->ids) >> 32);
	pthread_mutex_unlock(&actor->mutex);
}

/* --- editors --- */

static void open_editor(struct actor *self)
{
	struct err err = {0};

	/* Nobody starts an editor and answers it in the moment that a write takes. */
	end_writing(self->stage);
	self->session = session_open(&self->config, &err);
	if (self->session == NULL) {
		stage_log(self->stage, "%s cannot open: %s", self->name, err.message);
		return;
	}
	stage_log(self->stage, "%s opens %s", self->name,
		str_text(&editor_message(session_editor(self->session))->text));
	session_keep_recovered(self->session);
}

static const char *const state_names[] = {
	[SAVE_CLEAN] = "clean",
	[SAVE_EDITED] = "edited",
	[SAVE_RUNNING] = "saving",
	[SAVE_FAILED] = "failed",
	[SAVE_CONFLICT] = "parted",
	[SAVE_READ_ONLY] = "read-only",
};

/* What the editor has to say, once. */
static void log_message(struct actor *self)
{
	const struct session *session = self->session;

	if (str_equal(&self->message, str_text(&editor_message(session_editor(session))->text),
		    editor_message(session_editor(session))->text.len))
		return;
	str_set(&self->message, str_text(&editor_message(session_editor(session))->text),
		editor_message(session_editor(session))->text.len);
	if (self->message.len > 0)
		stage_log(self->stage, "    %s (%s): %s", self->name,
			state_names[session_save_state(session)], str_text(&self->message));
}

static void tick(struct actor *self)
{
	if (self->session == NULL)
		return;
	session_tick(self->session);
	log_message(self);
	/* A saver may be waiting for a writer, which continues when we return. */
	if (self->stage->plan.races || is_writing(self->stage))
		return;
	if (self->stage->plan.steps_in && below(self->stage, 3) == 0)
		self->calls_left = 1 + below(self->stage, 40);
	/* A merge can lead to a save at once. */
	for (int i = 0; i < 5 && session_is_waiting(self->session); i++) {
		settle(self);
		session_tick(self->session);
		log_message(self);
	}
	self->calls_left = 0;
}

/* Was it accepted? */
static bool has_word(const struct session *session, const struct place *place, const char *word)
{
	const struct value *value = document_value(editor_document(session_editor(session)), place);

	return value != NULL && strstr(str_text(&value->text), word) != NULL;
}

static bool is_empty(const struct session *session, const struct place *place)
{
	const struct value *value = document_value(editor_document(session_editor(session)), place);

	return value == NULL || value->text.len == 0;
}

static void type_at(struct actor *self, const struct place *place, const char *what)
{
	struct stage *stage = self->stage;
	struct session *session = self->session;
	char word[WORD_SIZE];
	char text[WORD_SIZE + 1];
	struct place at;

	editor_place(session_editor(session), &at);
	if (!place_is_equal(&at, place))
		editor_go(session_editor(session), place);
	session_do(session, ACTION_TEXT_END);
	ledger_add(&stage->ledger, self->name, false, word);
	if (below(stage, 3) == 0 && !is_empty(session, place) && place->row[0] == '\0' &&
		strcmp(what, "title") != 0)
		session_do(session, ACTION_ENTER);
	snprintf(text, sizeof(text), "%s%s", is_empty(session, place) ? "" : " ", word);
	editor_type(session_editor(session), text, strlen(text));
	if (has_word(session, place, word)) {
		stage_log(stage, "%s types %s in %s", self->name, word, what);
	} else {
		stage_log(stage, "%s cannot type in %s: %s", self->name, what,
			str_text(&editor_message(session_editor(session))->text));
		ledger_drop(&stage->ledger);
	}
}

static void type_in_field(struct actor *self)
{
	struct stage *stage = self->stage;
	size_t own = (size_t)(self - stage->actors);
	bool is_own = stage->plan.is_apart || below(stage, 2) == 0;
	const char *path = fields[is_own ? own : below(stage, N_FIELDS)];
	struct place place = {.field = form_find(editor_form(session_editor(self->session)), path)};

	assert_true(place.field != FORM_NONE);
	type_at(self, &place, path);
}

static void type_in_row(struct actor *self, bool is_new)
{
	struct session *session = self->session;
	unsigned field = form_find(editor_form(session_editor(session)), "timeline.events");
	const struct rows *rows = &editor_document(session_editor(session))->tables[field];
	struct place place = {.field = field};

	editor_go(session_editor(session), &place);
	if (is_new && !session_do(session, ACTION_ROW_ADD))
		return;
	if (rows->n == 0)
		return;
	unsigned what =
		form_find_column(&editor_form(session_editor(session))->fields[field], "what");

	if (is_new) {
		editor_place(session_editor(session), &place);
		/* Anywhere else, the empty row would be gone. */
		for (unsigned i = 0; i < what && place.column != what; i++) {
			session_do(session, ACTION_NEXT_FIELD);
			editor_place(session_editor(session), &place);
		}
	} else {
		memcpy(place.row, rows->items[below(self->stage, rows->n)].id, ROW_ID_SIZE);
		place.column = what;
	}
	if (place.row[0] == '\0')
		return;
	type_at(self, &place, is_new ? "a new row" : place.row);
}

/* --- reviewing --- */

/* A new thread on a field, or a reply to any comment there is; some resolve the thread. */
static bool comment(struct actor *self, const char *word)
{
	struct stage *stage = self->stage;
	const struct document *document = editor_document(session_editor(self->session));
	const struct rows *rows = review_rows(document, REVIEW_COMMENTS);
	struct place on = {.field = form_find(document->form, fields[below(stage, N_FIELDS)])};
	struct new_comment new = {.does = COMMENT_SAYS, .text = word};
	char to[ROW_ID_SIZE];

	if (rows->n > 0 && below(stage, 2) == 0) {
		strcpy(to, rows->items[below(stage, rows->n)].id);
		new.to = to;
		new.does = below(stage, 3) == 0 ? COMMENT_RESOLVES : COMMENT_SAYS;
	} else {
		new.on = &on;
	}
	return session_comment(self->session, &new);
}

static bool sign(struct actor *self, const char *word)
{
	enum signoff_does does = (enum signoff_does)below(self->stage, N_SIGNOFF_DOES);

	return session_sign(self->session,
		&(struct new_signoff){.does = does, .text = word, .who = "Somebody"});
}

static bool answer(struct actor *self, const char *word)
{
	const struct form *form = editor_form(session_editor(self->session));
	const struct form_question *question =
		&form->checklist[below(self->stage, form->n_checklist)];

	return session_tick_question(self->session,
		&(struct new_tick){.of = question->key,
			.answer = (enum tick_answer)below(self->stage, N_TICK_ANSWERS),
			.why = word});
}

/* Waives something; the status stays as it is, because two may not have set it otherwise. */
static bool waive(struct actor *self, const char *word)
{
	const struct document *document = editor_document(session_editor(self->session));

	return session_set_state(self->session,
		&(struct new_state){
			.to = document_status(document), .waives = "missing", .why = word});
}

static void review(struct actor *self)
{
	static const struct {
		bool (*does)(struct actor *self, const char *word);
		const char *name;
	} ways[] = {{comment, "comments"}, {comment, "comments"}, {comment, "comments"},
		{sign, "signs"}, {answer, "ticks"}, {waive, "waives"}};
	struct stage *stage = self->stage;
	size_t way = below(stage, sizeof(ways) / sizeof(*ways));
	char word[WORD_SIZE];

	ledger_add(&stage->ledger, self->name, false, word);
	stage->ledger.items[stage->ledger.n - 1].is_review = true;
	if (ways[way].does(self, word)) {
		stage_log(stage, "%s %s %s", self->name, ways[way].name, word);
	} else {
		stage_log(stage, "%s cannot review", self->name);
		ledger_drop(&stage->ledger);
	}
}

/* What a user does when told that the file cannot be merged. */
static void decide(struct actor *self)
{
	static const enum resolve ways[] = {RESOLVE_KEEP_BOTH, RESOLVE_WRITE_AGAIN};
	struct session *session = self->session;

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (session_save_state(session) == SAVE_CONFLICT &&
			session_may_resolve(session, ways[i])) {
			session_resolve(session, ways[i]);
			stage_log(self->stage, "%s decides: %s", self->name,
				str_text(&editor_message(session_editor(session))->text));
		}
}

static void leave(struct actor *self)
{
	struct err err = {0};
	bool is_saved;

	/* Leaving would wait for the writer, which cannot continue here meanwhile. */
	end_writing(self->stage);
	is_saved = session_finish(self->session, &err);

	stage_log(self->stage, "%s leaves%s%s", self->name,
		is_saved ? "" : ", not saved: ", err.message);
	session_free(self->session);
	self->session = NULL;
}

static void restart(struct actor *self)
{
	if (below(self->stage, 2) == 0) {
		leave(self);
	} else {
		stage_log(self->stage, "%s dies", self->name);
		session_free(self->session);
	}
	open_editor(self);
}

static void let_time_pass(struct stage *self, int64_t milliseconds)
{
	end_writing(self);
	self->clock += milliseconds;
	for (unsigned i = 0; i < self->plan.n_actors; i++)
		tick(&self->actors[i]);
}

static void act(struct actor *self)
{
	struct stage *stage = self->stage;

	switch (below(stage, 12)) {
	case 0:
	case 1:
	case 2:
	case 3:
		type_in_field(self);
		break;
	case 4:
		type_in_row(self, true);
		break;
	case 5:
		if (!stage->plan.is_apart)
			type_in_row(self, false);
		break;
	case 10:
	case 11:
		review(self);
		break;
	case 6:
		session_do(self->session, ACTION_NEXT_FIELD);
		break;
	case 7:
		stage_log(stage, "%s saves", self->name);
		session_save(self->session);
		break;
	case 8:
		if (stage->plan.restarts && below(stage, 3) == 0)
			restart(self);
		break;
	default:
		if (session_save_state(self->session) == SAVE_CONFLICT)
			decide(self);
	}
}

/* A save begun while somebody wrote may still be in progress: only a race gets here. */
static void wait_for_savers(struct stage *self)
{
	if (self->plan.races || is_writing(self))
		return;
	for (unsigned i = 0; i < self->plan.n_actors; i++)
		if (self->actors[i].session != NULL)
			settle(&self->actors[i]);
}

void stage_step(struct stage *self)
{
	struct actor *actor = &self->actors[below(self, self->plan.n_actors)];

	switch (below(self, 4)) {
	case 0:
		let_time_pass(self, (int64_t)(50 + below(self, 1500)));
		break;
	case 1:
		wait_for_savers(self);
		write_something(self);
		break;
	default:
		if (actor->session == NULL)
			open_editor(actor);
		else
			act(actor);
		tick(actor);
	}
}

/* --- beginning and end --- */

static void actor_init(struct stage *stage, unsigned nth)
{
	struct actor *self = &stage->actors[nth];

	self->stage = stage;
	snprintf(self->name, sizeof(self->name), "%c", 'A' + (char)nth);
	pthread_mutex_init(&self->mutex, NULL);
	self->ids = random_next(&stage->random) | 1;
	self->config = (struct session_config){
		.path = stage->path,
		.state_folder = stage->states[stage->plan.shares_state ? 0 : nth].path,
		.io = {.ops = &stage_ops, .context = self},
		.time = {.wall = stage_now, .steady = stage_now, .context = stage},
		.ids = {.fill = fill_ids, .context = self},
	};
	open_editor(self);
}

void stage_init(struct stage *self, const struct plan *plan, uint64_t seed)
{
	stage_ops = make_ops();
	*self = (struct stage){
		.plan = *plan,
		.random = seed * UINT64_C(0x9e3779b97f4a7c15) | 1,
		/* The clock starts tomorrow, so that everything on the disk is in the past. */
		.clock = (int64_t)(time(NULL) + 86400) * 1000,
		.main = pthread_self(),
		.filling = {.fd = -1},
	};
	pthread_mutex_init(&self->turn, NULL);
	pthread_mutex_lock(&self->turn);
	folder_init(&self->folder);
	for (unsigned i = 0; i < ACTORS_MAX; i++)
		folder_init(&self->states[i]);
	folder_put_text(&self->folder, "doc.yaml", two_document);
	snprintf(self->path, sizeof(self->path), "%s", folder_path(&self->folder, "doc.yaml"));
	stage_log(self, "%u editors%s%s%s%s%s", plan->n_actors,
		plan->shares_state ? " of one user" : "",
		plan->has_no_exchange ? ", no exchange" : "", plan->steps_in ? ", steps in" : "",
		plan->races ? ", races" : "", plan->restarts ? ", restarts" : "");
	for (unsigned i = 0; i < plan->n_actors; i++)
		actor_init(self, i);
}

void stage_release(struct stage *self)
{
	for (unsigned i = 0; i < self->plan.n_actors; i++) {
		session_free(self->actors[i].session);
		str_release(&self->actors[i].message);
		str_release(&self->actors[i].gap);
		pthread_mutex_destroy(&self->actors[i].mutex);
	}
	pthread_mutex_unlock(&self->turn);
	pthread_mutex_destroy(&self->turn);
	for (unsigned i = 0; i < ACTORS_MAX; i++)
		folder_release(&self->states[i]);
	for (size_t i = 0; i < VERSIONS_MAX; i++)
		str_release(&self->versions[i]);
	folder_release(&self->folder);
	ledger_release(&self->ledger);
	str_release(&self->log);
}

static bool is_at_rest(const struct stage *self)
{
	for (unsigned i = 0; i < self->plan.n_actors; i++) {
		const struct session *session = self->actors[i].session;

		if (session != NULL &&
			(session_save_state(session) != SAVE_CLEAN || session_is_waiting(session)))
			return false;
	}
	return true;
}

/* Ten seconds in which nothing happens. */
void stage_rest(struct stage *self)
{
	int quiet = 0;

	stage_log(self, "all rest");
	self->plan.races = self->plan.steps_in = false;
	for (int i = 0; i < 400 && quiet < 40; i++) {
		let_time_pass(self, 250);
		for (unsigned j = 0; j < self->plan.n_actors; j++)
			if (self->actors[j].session != NULL &&
				session_save_state(self->actors[j].session) == SAVE_CONFLICT &&
				i % 20 == 19)
				decide(&self->actors[j]);
		quiet = is_at_rest(self) ? quiet + 1 : 0;
	}
	for (unsigned i = 0; i < self->plan.n_actors; i++)
		if (self->actors[i].session != NULL)
			stage_log(self, "%s is %s", self->actors[i].name,
				state_names[session_save_state(self->actors[i].session)]);
}

static bool reads_as(const struct form *form, const struct str *bytes, const struct str *dump)
{
	struct yaml_tree tree = {0};
	struct document document = {0};
	struct str own = {0};
	bool is_same = false;

	if (yaml_tree_parse(&tree, str_text(bytes), bytes->len, NULL) &&
		document_init(&document, form, &tree, NULL)) {
		document_dump(&document, &own);
		is_same = str_equal(&own, str_text(dump), dump->len);
		document_release(&document);
	} else {
		yaml_tree_release(&tree);
	}
	str_release(&own);
	return is_same;
}

bool stage_agrees(struct stage *self)
{
	struct str bytes = {0};
	bool agrees = writer_read(self->path, &bytes);

	for (unsigned i = 0; i < self->plan.n_actors; i++) {
		const struct session *session = self->actors[i].session;
		struct str dump = {0};

		if (session == NULL || strcmp(session_path(session), self->path) != 0)
			continue;
		document_dump(editor_document(session_editor(session)), &dump);
		if (session_save_state(session) != SAVE_CLEAN ||
			!reads_as(editor_form(session_editor(session)), &bytes, &dump)) {
			stage_log(self, "%s shows something else than the file",
				self->actors[i].name);
			agrees = false;
		}
		str_release(&dump);
	}
	str_release(&bytes);
	return agrees;
}

void stage_close(struct stage *self)
{
	for (unsigned i = 0; i < self->plan.n_actors; i++)
		if (self->actors[i].session != NULL)
			leave(&self->actors[i]);
	/* Remaining journals come back when the file is opened again. */
	for (unsigned i = 0; i < self->plan.n_actors; i++)
		if (folder_count_suffix(&self->states[i], ".journal") > 0) {
			open_editor(&self->actors[i]);
			stage_rest(self);
			if (self->actors[i].session != NULL)
				leave(&self->actors[i]);
		}
}

/* --- looking for words --- */

static void search_journals(struct stage *self)
{
	for (unsigned i = 0; i < ACTORS_MAX; i++) {
		DIR *folder = opendir(self->states[i].path);
		const struct dirent *entry;

		while (folder && (entry = readdir(folder)) != NULL) {
			struct str bytes = {0};

			if (strstr(entry->d_name, ".journal") &&
				folder_get(&self->states[i], entry->d_name, &bytes))
				ledger_look(&self->ledger, IN_JOURNAL, &bytes);
			str_release(&bytes);
		}
		closedir(folder);
	}
}

enum where stage_search(struct stage *self)
{
	enum where worst = IN_FILE;

	ledger_look_folder(&self->ledger, self->folder.path, "doc.yaml");
	for (size_t i = 0; i < VERSIONS_MAX; i++)
		ledger_look(&self->ledger, IN_HISTORY, &self->versions[i]);
	search_journals(self);
	for (unsigned i = 0; i < self->plan.n_actors; i++)
		ledger_excuse(&self->ledger, IN_GAP, &self->actors[i].gap);
	for (size_t i = 0; i < self->ledger.n; i++)
		if (self->ledger.items[i].where > worst)
			worst = self->ledger.items[i].where;
	return worst;
}
