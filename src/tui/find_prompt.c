/*
 * Find and replace, in the message line, so that the page is visible with all matches
 * marked and the cursor on one of them. Three prompts in sequence: what to find, what to
 * replace it by, and whether to replace everywhere.
 */
#include "internal.h"

#include "text/grapheme.h"

static void ask_with(struct screen *screen);
static void ask_all(struct screen *screen);

/* --- what to find --- */

enum { COUNTED = 1000 /* until some are replaced: nobody looks at so many one by one */ };

static void count(struct screen *screen, size_t most)
{
	const struct str *needle = match_sought(screen);

	screen->search.count = (struct find_count){0};
	if (needle && needle->len > 0)
		editor_count(screen->editor, str_text(needle), most, &screen->search.count);
}

/* The input has changed. */
static void find_list(struct screen *screen, struct popup *popup)
{
	(void)popup;
	session_say(screen->session, MESSAGE_NONE, "%s", "");
	count(screen, COUNTED);
}

static void find_state(const struct screen *screen, struct str *out)
{
	const struct editor *editor = screen->editor;
	const struct find_count *count = &screen->search.count;

	if (editor_message(editor)->level != MESSAGE_NONE)
		str_append(out, str_text(&editor_message(editor)->text),
			editor_message(editor)->text.len);
	else if (screen->popup.prompt.input.len == 0)
		return;
	else if (count->nth > 0)
		str_appendf(
			out, "%zu of %zu%s", count->nth, count->total, count->is_more ? "+" : "");
	else if (count->total > 0)
		str_appendf(out, "%zu%s %s", count->total, count->is_more ? "+" : "",
			count->total == 1 ? "match" : "matches");
	else
		str_append_text(out, "no match");
}

static void go(struct screen *screen, bool backwards, size_t most)
{
	struct find_texts *search = &screen->search;

	if (search->needle.len == 0)
		return;
	if (editor_find(screen->editor, str_text(&search->needle), backwards))
		count(screen, most);
	else
		search->count = (struct find_count){0};
}

static bool find_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_FIND);

	if (action == ACTION_FIND) { /* to find something else */
		popup->prompt.is_offered = popup->prompt.input.len > 0;
		return true;
	}
	if (action == ACTION_REPLACE && reader_is_open(screen)) {
		session_say(screen->session, MESSAGE_INFO, "nothing is replaced while reading");
		return true;
	}
	if (action != ACTION_FIND_NEXT && action != ACTION_FIND_PREVIOUS &&
		action != ACTION_REPLACE)
		return false;
	str_set(&screen->search.needle, str_text(&popup->prompt.input), popup->prompt.input.len);
	if (action == ACTION_REPLACE)
		ask_with(screen);
	else
		go(screen, action == ACTION_FIND_PREVIOUS, COUNTED);
	return true;
}

static const struct hint find_hints[] = {
	{ACTION_ENTER, "Next"},
	{ACTION_FIND_PREVIOUS, "Back"},
	{ACTION_REPLACE, "Replace"},
	{ACTION_LEAVE, "Close"},
	{ACTION_NONE, NULL},
};

static const struct popup_type find_type = {
	.title = "Find: ",
	.has_input = true,
	.is_line = true,
	.context = KEYS_FIND,
	.list = find_list,
	.state = find_state,
	.hints = find_hints,
	.key = find_key,
};

/* While the document is only read. */
static const struct hint reading_hints[] = {
	{ACTION_ENTER, "Next"},
	{ACTION_FIND_PREVIOUS, "Back"},
	{ACTION_LEAVE, "Close"},
	{ACTION_NONE, NULL},
};

static const struct popup_type reading_find_type = {
	.title = "Find: ",
	.has_input = true,
	.is_line = true,
	.context = KEYS_FIND,
	.list = find_list,
	.state = find_state,
	.hints = reading_hints,
	.key = find_key,
};

void find_open(struct screen *screen)
{
	popup_open(screen, reader_is_open(screen) ? &reading_find_type : &find_type,
		str_text(&screen->search.needle));
}

/* --- the replacement --- */

static void with_state(const struct screen *screen, struct str *out)
{
	const struct editor *editor = screen->editor;
	const struct find_count *count = &screen->search.count;

	if (editor_message(editor)->level != MESSAGE_NONE)
		str_append(out, str_text(&editor_message(editor)->text),
			editor_message(editor)->text.len);
	else
		str_appendf(out, "%zu of %zu", count->nth, count->total);
}

/* Once around: matches inside replacements are not offered. */
static void go_on(struct screen *screen)
{
	struct find_texts *search = &screen->search;

	if (search->left > 1) {
		search->left--;
		go(screen, false, SIZE_MAX);
		return;
	}
	popup_close(&screen->popup);
	session_say(
		screen->session, MESSAGE_INFO, "%zu of %zu replaced", search->done, search->total);
}

static void go_back(struct screen *screen)
{
	if (screen->search.left == screen->search.total)
		return;
	screen->search.left++;
	go(screen, true, SIZE_MAX);
}

static void replace_this(struct screen *screen)
{
	struct find_texts *search = &screen->search;
	bool is_done = editor_replace_match(
		screen->editor, str_text(&search->needle), str_text(&search->with));

	search->done += is_done;
	go_on(screen);
}

static bool with_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_FIND);

	str_set(&screen->search.with, str_text(&popup->prompt.input), popup->prompt.input.len);
	if (action == ACTION_REPLACE)
		ask_all(screen);
	else if (key->code == KEY_ENTER_KEY)
		replace_this(screen);
	else if (action == ACTION_FIND_NEXT)
		go_on(screen);
	else if (action == ACTION_FIND_PREVIOUS)
		go_back(screen);
	else
		return false;
	return true;
}

static const struct hint with_hints[] = {
	{ACTION_ENTER, "Replace this one"},
	{ACTION_REPLACE, "All"},
	{ACTION_FIND_NEXT, "Skip"},
	{ACTION_FIND_PREVIOUS, "Back"},
	{ACTION_LEAVE, "Close"},
	{ACTION_NONE, NULL},
};

static const struct popup_type with_type = {
	.title = "Replace with: ",
	.has_input = true,
	.is_line = true,
	.context = KEYS_FIND,
	.state = with_state,
	.hints = with_hints,
	.key = with_key,
};

/* A long text must leave room for the other texts. */
static void append_short(const struct screen *screen, const struct str *text, struct str *out)
{
	enum { SIGN = 3, OTHERS = 24 };
	unsigned columns = screen->drawn.columns > OTHERS ? screen->drawn.columns - OTHERS : 0;
	size_t fits = text->len;

	if (grapheme_width(str_text(text), text->len) > columns / 3 + SIGN)
		fits = grapheme_fit(str_text(text), text->len, columns / 3);
	str_appendf(out, "\"%.*s%s\"", (int)fits, str_text(text), fits < text->len ? "..." : "");
}

static void with_open(struct screen *screen)
{
	struct find_texts *search = &screen->search;

	popup_open(screen, &with_type, str_text(&search->with));
	str_append_text(&screen->popup.about, "Replace ");
	append_short(screen, &search->needle, &screen->popup.about);
	str_append_text(&screen->popup.about, " with: ");
}

/* After the question about all of them. */
static void with_again(struct screen *screen)
{
	with_open(screen);
	count(screen, SIZE_MAX);
}

static void ask_with(struct screen *screen)
{
	struct find_texts *search = &screen->search;

	if (search->needle.len == 0)
		return;
	count(screen, SIZE_MAX);
	if (search->count.nth == 0)
		go(screen, false, SIZE_MAX);
	if (search->count.total == 0)
		return;
	search->total = search->left = search->count.total;
	search->done = 0;
	session_say(screen->session, MESSAGE_NONE, "%s", "");
	with_open(screen);
}

/* --- everywhere --- */

static enum request all_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct find_texts *search = &screen->search;
	struct replaced replaced;

	(void)popup;
	(void)item;
	editor_replace_all(
		screen->editor, str_text(&search->needle), str_text(&search->with), &replaced);
	return REQUEST_NOTHING;
}

/* The question can also be answered with y or n. */
static bool all_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	uint32_t letter = key->modifiers == 0 ? key->code : 0;

	if (letter == 'n' || letter == 'N') {
		popup_close(popup);
		with_open(screen);
		return true;
	}
	if (letter != 'y' && letter != 'Y')
		return false;
	popup_close(popup);
	all_choose(screen, NULL, NULL);
	return true;
}

static const struct hint all_hints[] = {
	{ACTION_ENTER, "Replace them"},
	{ACTION_LEAVE, "Go back"},
	{ACTION_NONE, NULL},
};

static const struct popup_type all_type = {
	.title = "Replace all? ",
	.is_line = true,
	.context = KEYS_FIND,
	.hints = all_hints,
	.choose = all_choose,
	.key = all_key,
	.closed = with_again,
};

static void ask_all(struct screen *screen)
{
	struct find_texts *search = &screen->search;
	struct str about = {0};

	count(screen, SIZE_MAX);
	str_appendf(&about, "Replace %s%zu of ", search->count.total > 1 ? "all " : "",
		search->count.total);
	append_short(screen, &search->needle, &about);
	str_append_text(&about, " with ");
	append_short(screen, &search->with, &about);
	str_append_text(&about, "? ");
	popup_open(screen, &all_type, "");
	str_set(&screen->popup.about, str_text(&about), about.len);
	str_release(&about);
}
