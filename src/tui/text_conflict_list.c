/*
 * Two versions of the same words: the choices, with the differing part of each version.
 * And what a place was before others changed it.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

/* --- versions --- */

/* A version in one line. */
static void append_version(struct str *out, const struct slice *version)
{
	struct slice rest = slice_trim(*version);
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		if (slice_trim(line).len == 0)
			continue;
		if (out->len > 0)
			str_append_text(out, " / ");
		str_append(out, line.data, line.len);
	}
	if (out->len == 0)
		str_append_text(out, "(nothing)");
}

/* If two versions begin alike, their beginnings say nothing. */
static size_t first_difference(const struct str *a, const struct str *b)
{
	size_t at = 0;

	while (at < a->len && at < b->len && a->data[at] == b->data[at])
		at++;
	return at;
}

/* --- whose it is --- */

/* A label as people would say it. */
struct owner {
	struct slice name;
	bool is_me;
	bool is_they; /* not known by name */
};

static struct owner find_owner(const struct session *session, struct slice label)
{
	struct owner owner = {0};

	conflict_is_removal(label, &owner.name);
	owner.is_me = slice_equal(owner.name, editor_own_label(session_editor(session)));
	owner.is_they = owner.name.len == 0 || slice_equal(owner.name, "theirs") ||
			slice_equal(owner.name, "other");
	return owner;
}

static void append_name(struct str *out, const struct owner *owner, const char *me,
	const char *they, const char *end)
{
	if (owner->is_me || owner->is_they) {
		str_append_text(out, owner->is_me ? me : they);
		return;
	}
	str_append(out, owner->name.data, owner->name.len);
	str_append_text(out, end);
}

static void append_choice(struct str *out, const struct owner *owner, const char *otherwise)
{
	append_name(out, owner, "Mine", owner->name.len > 0 ? "Theirs" : otherwise, "'s");
}

static void append_keep_row(struct str *out, const struct owner *owner)
{
	str_append_text(out, "Keep the row with ");
	append_name(out, owner, "my text", "their text", "'s text");
}

/* --- the choices --- */

enum { WHOLE_MERGE = N_DECISIONS };

static unsigned width_from(const struct str *text, size_t at)
{
	return grapheme_width(str_text(text) + at, text->len - at);
}

/* Both begin at the same words, so that they can be compared. */
static void add_versions(
	struct screen *screen, struct popup *popup, const struct conflict *conflict)
{
	struct owner me = find_owner(screen->session, conflict->our_label);
	struct owner they = find_owner(screen->session, conflict->their_label);
	struct popup_item mine = {.excerpt.is_wanted = true, .value = DECIDE_MINE};
	struct popup_item theirs = {.excerpt.is_wanted = true, .value = DECIDE_THEIRS};
	unsigned tail;

	append_choice(&mine.left, &me, "The first");
	append_choice(&theirs.left, &they, "The second");
	append_version(&mine.right, &conflict->ours);
	append_version(&theirs.right, &conflict->theirs);
	mine.excerpt.shows = theirs.excerpt.shows = first_difference(&mine.right, &theirs.right);
	tail = width_from(&mine.right, mine.excerpt.shows);
	theirs.excerpt.tail = width_from(&theirs.right, mine.excerpt.shows);
	mine.excerpt.tail = theirs.excerpt.tail =
		tail > theirs.excerpt.tail ? tail : theirs.excerpt.tail;
	*popup_add(popup) = mine;
	*popup_add(popup) = theirs;
}

/* If one side removed the row, there is only one version, and the row may be removed. */
static void add_row(struct screen *screen, struct popup *popup, const struct conflict *conflict)
{
	const struct session *session = screen->session;
	bool is_ours = editor_may_decide(screen->editor, DECIDE_MINE);
	struct owner ours = find_owner(session, conflict->our_label);
	struct owner theirs = find_owner(session, conflict->their_label);
	struct popup_item *item = popup_add(popup);

	append_keep_row(&item->left, is_ours ? &ours : &theirs);
	append_version(&item->right, is_ours ? &conflict->ours : &conflict->theirs);
	item->excerpt.is_wanted = true;
	item->value = is_ours ? DECIDE_MINE : DECIDE_THEIRS;
	item = popup_add_text(popup, "Remove the row", "as ");
	append_name(&item->right, is_ours ? &theirs : &ours, "I", "they", "");
	str_append_text(&item->right, " did");
	item->value = DECIDE_REMOVE_ROW;
}

/* Whose a version is, and where it came from. */
static void add_owner(
	struct screen *screen, struct popup *popup, struct slice label, const char *otherwise)
{
	struct owner owner = find_owner(screen->session, label);
	struct str name = {0};

	append_name(&name, &owner, "Mine", owner.name.len > 0 ? "Theirs" : otherwise, "");
	str_append_text(&name, owner.is_me ? ", this screen" : ", in the file");
	popup_add_wrapped(popup, "", STYLE_HEADING, str_text(&name), popup_columns(screen) - 2);
	str_release(&name);
}

/* The lines of a version, which end in a newline in the value. */
static void set_version(struct str *out, struct slice version)
{
	version = slice_trim(version);
	str_append(out, version.data, version.len);
}

/* Both versions whole with the words marked that differ, if there is room for them. */
static void add_texts(struct screen *screen, struct popup *popup, const struct conflict *conflict)
{
	unsigned columns = popup_columns(screen) - 2;
	struct str ours = {0}, theirs = {0}, our_marks = {0}, their_marks = {0};

	set_version(&ours, conflict->ours);
	set_version(&theirs, conflict->theirs);
	mark_changes(&ours, &theirs, &our_marks, &their_marks);
	add_owner(screen, popup, conflict->our_label, "The first");
	popup_add_differing(popup, "  ", &ours, &our_marks, STYLE_REMOVED, columns);
	add_owner(screen, popup, conflict->their_label, "The second");
	popup_add_differing(popup, "  ", &theirs, &their_marks, STYLE_ADDED, columns);
	if (conflict->has_base) {
		struct str base = {0};

		append_version(&base, &conflict->base);
		popup_add_wrapped(popup, "", STYLE_HEADING, "Before", columns);
		popup_add_wrapped(popup, "  ", STYLE_DIM, str_text(&base), columns);
		str_release(&base);
	}
	popup_add(popup)->is_text = true;
	str_release(&ours);
	str_release(&theirs);
	str_release(&our_marks);
	str_release(&their_marks);
}

/* The choices come first: where there is not enough room for the texts, each shows where its own
 * differs. */
static void add_both(struct screen *screen, struct popup *popup, const struct conflict *conflict)
{
	enum { CHOICES = 5, FRAME = 2 };

	add_texts(screen, popup, conflict);
	if (popup->n + CHOICES + FRAME > screen->layout.page.lines)
		popup_shorten(popup, 0);
	add_versions(screen, popup, conflict);
}

/* "1 Mine", "2 Ida's": the digit chooses at once. */
static void number_choices(struct popup *popup)
{
	unsigned n = 0;

	for (size_t i = 0; i < popup->n; i++) {
		char number[] = {(char)('1' + n), ' '};

		if (popup->items[i].is_text)
			continue;
		str_splice(&popup->items[i].left, 0, 0, number, sizeof(number));
		n++;
	}
}

static void settle_list(struct screen *screen, struct popup *popup)
{
	static const struct {
		enum decision how;
		const char *name;
		const char *about;
	} others[] = {
		{DECIDE_BOTH, "Both", "one after the other, to be mended by hand"},
		{DECIDE_BY_HAND, "Edit", "both in the text, with lines that say whose"},
	};
	struct conflict conflict;

	if (!editor_conflict(screen->editor, &conflict))
		return;
	if (editor_may_decide(screen->editor, DECIDE_REMOVE_ROW))
		add_row(screen, popup, &conflict);
	else
		add_both(screen, popup, &conflict);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (editor_may_decide(screen->editor, others[i].how))
			popup_add_text(popup, others[i].name, others[i].about)->value =
				(int)others[i].how;
	if (session_may_resolve(screen->session, RESOLVE_TAKE_MINE))
		popup_add_text(popup, "Whole merge", "all mine or all theirs")->value = WHOLE_MERGE;
	number_choices(popup);
}

static enum request settle_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->value == WHOLE_MERGE)
		sides_open(screen);
	else if (item)
		session_decide(screen->session, (enum decision)item->value);
	return REQUEST_NOTHING;
}

/* The complete conflict as it is in the value. */
static struct slice conflict_text(const struct session *session, const struct conflict *conflict)
{
	struct place place;

	editor_place(session_editor(session), &place);
	return (struct slice){
		str_text(&document_value(editor_document(session_editor(session)), &place)->text) +
			conflict->start,
		conflict->end - conflict->start,
	};
}

/* The choice applies to the conflict that is there then, which must be the one shown. */
static bool settle_is_over(struct screen *screen, const struct popup *popup)
{
	struct session *session = screen->session;
	struct conflict conflict;
	bool is_there = editor_conflict(screen->editor, &conflict);
	struct place place;
	struct slice text;

	if (is_there) {
		editor_place(screen->editor, &place);
		is_there = place_is_equal(&place, &popup->place);
	}
	if (is_there) {
		text = conflict_text(session, &conflict);
		if (str_equal(&popup->about, text.data, text.len))
			return false;
	}
	session_say(session, MESSAGE_INFO, "%s by %s meanwhile", is_there ? "Changed" : "Resolved",
		editor_others(screen->editor));
	return true;
}

static const struct hint settle_hints[] = {
	{.key = "1 2 ..", .word = "Choose"},
	{.action = ACTION_ENTER, .word = "Do it"},
	{.action = ACTION_LEAVE, .word = "Decide later"},
	{.word = NULL},
};

static const struct popup_type settle_type = {
	.title = "Both changed this",
	.hint = "Enter does it, Esc decides later",
	.is_choice = true,
	.has_numbers = true,
	.is_fitted = true,
	.hints = settle_hints,
	.list = settle_list,
	.choose = settle_choose,
	.is_over = settle_is_over,
};

void settle_open(struct screen *screen)
{
	const struct session *session = screen->session;
	bool is_removal = editor_may_decide(screen->editor, DECIDE_REMOVE_ROW);
	struct popup *popup = &screen->popup;
	struct conflict conflict;
	struct slice text;

	if (!editor_conflict(screen->editor, &conflict))
		return;
	popup_open(screen, &settle_type, "");
	if (is_removal)
		str_append_text(&popup->title, "One changed this, one removed it");
	editor_place(screen->editor, &popup->place);
	text = conflict_text(session, &conflict);
	str_set(&popup->about, text.data, text.len);
}

/* --- before --- */

/* Deleted words stand out if others replaced them. */
static void before_list(struct screen *screen, struct popup *popup)
{
	const struct session *session = screen->session;
	const struct remote_change *change = session_remote_change_here(session);
	struct str now = {0};
	struct str marks = {0};
	struct str ignored = {0};

	if (!change)
		return;
	if (change->kind == REMOTE_CHANGED)
		editor_show(screen->editor, &change->place, &now);
	mark_changes(&change->before, &now, &marks, &ignored);
	if (change->before.len == 0)
		popup_add_text(popup, NULL, "(It was empty)");
	else
		popup_add_marked(popup, "", &change->before, &marks, popup_columns(screen));
	str_release(&now);
	str_release(&marks);
	str_release(&ignored);
}

static const struct popup_type before_type = {
	.title = "Before others changed it",
	.hint = "Enter closes",
	.list = before_list,
};

void before_open(struct screen *screen)
{
	const struct remote_change *change = session_remote_change_here(screen->session);

	if (!change)
		session_say(screen->session, MESSAGE_INFO,
			"Nobody else changed this since you looked at it");
	else if (change->kind == REMOTE_ADDED || change->kind == REMOTE_MOVED)
		session_say(screen->session, MESSAGE_INFO,
			change->kind == REMOTE_ADDED ? "This row is new" : "This row was moved");
	else
		popup_open(screen, &before_type, "");
}
