/* What the rules share: cursors over values, reporting, times, wording. */
#ifndef AFTERWORD_CHECK_INTERNAL_H
#define AFTERWORD_CHECK_INTERNAL_H

#include "check/check.h"
#include "model/locator.h"
#include "model/when_place.h"

#include <stdint.h>

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])
#define DAY_SECONDS INT64_C(86400)
#define NO_ROW WHEN_NO_ROW

/* --- values --- */

/* One value of the document: a field's, or a cell's. */
struct rule_cursor {
	const struct form_field *field; /* of a cell: the column */
	const struct value *value;
	const char *text;
	size_t len;
	unsigned number; /* of the form's field */
	size_t row;      /* its index; NO_ROW for the field itself */
	unsigned column;
	/* private to rule_cursor_next */
	bool is_begun;
	uint32_t columns;
};

/* The bytes from an offset in the text to the end of its line. */
size_t rule_cursor_line(const struct rule_cursor *self, size_t at);

/*
 * The next non-empty value of one of these kinds; start with {0}. Skips foreign values, and times,
 * numbers and the like that contain a conflict, since they will be valid once it is resolved. NULL
 * visits every kind, conflicts included.
 */
bool rule_cursor_next(const struct check *check, struct rule_cursor *self, kind_test *wants);

/* Is the run to end, after so much more work? The cursor asks, so a rule over values need not. */
bool check_is_given_up(const struct check *check, size_t work);

/* The value of a field or cell, empty or not. */
struct rule_cursor rule_cursor_field(const struct check *check, unsigned field);
struct rule_cursor rule_cursor_cell(
	const struct check *check, unsigned field, size_t row, unsigned column);

/* The rows of a field by role; NULL if the form has none. */
const struct rows *check_table(const struct check *check, enum role role, unsigned *field);
/* A column by role, FORM_NONE if there is none. */
unsigned check_column(const struct check *check, unsigned field, enum role role);

/* Does a one-line value contain two versions that await a decision? */
bool rule_cursor_has_conflict(const struct rule_cursor *self);

/* Is the text blank? */
bool is_blank(const char *text);

/* --- state --- */

/* A time that was already read: several rules ask for each. */
struct reading {
	struct when when;
	unsigned odd;
	bool is_done;   /* else the text is still to be read */
	bool is_stored; /* it is in the stored form */
	bool is_read;
};

struct column_readings {
	struct reading *rows; /* NULL: none was asked for */
	struct when_gap gap;
};

/* In the order in which rules ask for them. */
struct readings {
	struct reading *fields;          /* NULL: none was asked for */
	struct column_readings **tables; /* of each field its columns */
};

/* Times that are not written as they are stored, or too exact: several rules look at them. */
struct odd_times {
	struct rule_cursor *items;
	size_t n;
	size_t cap;
	bool is_collected;
};

struct word_search;

/* Whether to stop in the middle, because somebody waits; what was found does not count then. */
struct giving_up {
	bool (*is_wanted)(void *context); /* NULL: never */
	void *context;
	size_t left; /* work until it is asked, in bytes of text */
	bool is_done;
};

/* What one run of the rules keeps between rules. */
struct check_memory {
	struct giving_up giving_up;
	struct locator locator;
	struct readings readings;
	struct odd_times odd;
	struct word_search *words; /* NULL: not asked for yet */
};

/* Releases what was kept of times. */
void time_forget(const struct check *check);

/* Brings what was found into order, and releases what was kept in between. */
void check_finish(struct check *check);

/* --- reporting --- */

void check_report(struct check *check, const struct rule *rule, enum level level,
	const struct rule_cursor *cursor, const char *format, ...) PRINTF_LIKE(5, 6);

/* Reports only a part of the text. */
void check_report_words(struct check *check, const struct rule *rule, enum level level,
	const struct rule_cursor *cursor, size_t start, size_t end, const char *format, ...)
	PRINTF_LIKE(7, 8);

/* The same with its own position in the source; cursor may be NULL: the document as a whole. */
void check_report_line(struct check *check, const struct rule *rule, enum level level,
	const struct rule_cursor *cursor, unsigned line, unsigned column, const char *format, ...)
	PRINTF_LIKE(7, 8);

/* What the last report says where its place is named already; kept as it is. */
void check_brief(struct check *check, const char *brief);

/* The level of what is missing: a note in a draft, a warning in review, an error when final. */
enum level check_level(const struct check *check);

/* The start of a text for a message, in quotes; borrowed until the next call. */
const char *check_quote(struct check *check, const char *text, size_t len);

/* A field's or column's name on the screen; slot is 0 or 1, as for times. */
const char *check_name(struct check *check, unsigned slot, const struct form_field *field);

/* A time for a message, in the document's zone; slot is 0 or 1; borrowed until the slot's next
 * use. */
const char *check_time(struct check *check, unsigned slot, const struct when *when);

/* --- times --- */

/*
 * A value as a time, even if it is not in the stored form.
 *
 * false if it is not a time, or if its meaning depends on the moment of reading.
 */
bool time_read(const struct check *check, const struct rule_cursor *cursor, struct when *when);
/* The same, but only if it is in the stored form. */
bool time_read_stored(
	const struct check *check, const struct rule_cursor *cursor, struct when *when);
bool time_read_field(const struct check *check, unsigned field, struct when *when);

/* Is it a moment or a day that can be compared? */
bool time_has_number(const struct when *when);

/* a minus b in seconds; complete days if one of them is a date. Both must have numbers. */
int64_t time_difference(const struct check *check, const struct when *a, const struct when *b);

/* A moment for calculations: noon for a day. The time must have a number. */
int64_t time_moment(const struct check *check, const struct when *when);

/* "at" for a moment, "on" for a day. */
const char *time_preposition(const struct when *when);

/* The start and end of the incident. */
bool time_of_role(const struct check *check, enum role role, struct when *when);

/* --- wording --- */

/*
 * Bytes at the start of a text that are a phrase, as complete words, ignoring case; 0: they are
 * not. The phrase is in lower case; a space matches any white space, a "*" at the end any ending.
 */
size_t phrase_match(const char *text, size_t len, const char *phrase);
/* Does a short text have one of a few phrases, which begin with letters? */
bool phrase_is_in(const char *text, size_t len, const char *const *items, size_t n);

/* Is the byte a letter or digit of ASCII? Inline, as the next, because rules call it for every
 * byte. */
static inline bool is_ascii_word(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10;
}

/* Is the byte part of a word? Bytes above ASCII are. */
static inline bool is_word_byte(char c)
{
	return is_ascii_word(c) || (unsigned char)c >= 0x80;
}

/* Bytes of the letters and digits of ASCII at the start of a text that ends in a NUL. */
size_t ascii_word(const char *text);

/* --- the rules, by file --- */

/* The rules about how a time is written, which share run_time_form, by what is wrong. */
enum time_fault {
	TIME_UNREAD = 1,
	TIME_NO_DATE,
	TIME_NO_OFFSET,
	TIME_TWICE,
	TIME_NEVER,
	TIME_LABEL,
	TIME_FORM,
};

rule_function run_missing, run_unknown_key, run_ambiguous_file, run_undefined_alias, run_newer_file,
	run_open_thread, run_signoff_missing, run_signoff_stale, run_unanswered_question,
	run_status_by_hand, run_waived, run_duplicate_row_id, run_row_without_id, run_open_conflict,
	run_final_with_errors;
rule_function run_wrong_type, run_out_of_range, run_unknown_choice, run_unknown_zone;
rule_function run_time_form, run_zone_label, run_wrong_offset, run_future_time,
	run_end_before_start, run_time_order, run_slipped_date, run_stated_duration;
rule_function run_milestone_disagrees, run_timeline_order, run_timeline_outside;
rule_function run_no_task, run_task_without_owner, run_task_without_due, run_due_before_incident,
	run_task_overdue;
rule_function run_vague_task, run_single_cause, run_blame, run_name_in_cause, run_placeholder,
	run_duplicate_text;

#endif
