/*
 * The document's own people named as a cause. Only names the document itself gives
 * (authors, owners) are looked for: a word with a capital is not a person.
 */
#include "internal.h"

#include <string.h>

#define NAMES_MAX 64
#define PART_MIN 3 /* bytes: initials and particles are no names to look for */

struct name {
	const char *text; /* borrowed from a value */
	size_t len;
	bool is_common; /* a word as well: only counts beside another name */
};

struct names {
	struct name items[NAMES_MAX];
	size_t n;
};

static const char *const common_words[] = {"Will", "May", "Mark", "Rich", "Grace", "Art", "Bill",
	"Frank", "June", "April", "August", "Drew", "Hope", "Jack", "Joy", "Max", "Miles", "Rob",
	"Young", "Day", "Page", "Price", "Stone", "King", "Long", "Short", "Green", "Brown",
	"White", "Black", "Best", "The"};

/* What owners have in their names that are no people. */
static const char *const group_words[] = {"team", "teams", "group", "squad", "guild", "ops",
	"devops", "sre", "platform", "support", "engineering", "infrastructure", "infra", "dba",
	"on-call", "oncall", "services", "department", "operations", "security"};

static bool is_capital(const char *text)
{
	return (*text >= 'A' && *text <= 'Z') || (unsigned char)*text >= 0xc3;
}

static size_t word_length(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && is_word_byte(text[n]))
		n++;
	return n;
}

static bool is_same(const struct name *name, const char *text, size_t len)
{
	return name->len == len && memcmp(name->text, text, len) == 0;
}

static const struct name *find_name(const struct names *self, const char *text, size_t len)
{
	for (size_t i = 0; i < self->n; i++)
		if (is_same(&self->items[i], text, len))
			return &self->items[i];
	return NULL;
}

static void add_part(struct names *self, const char *text, size_t len)
{
	struct name name = {.text = text, .len = len};

	if (len < PART_MIN || !is_capital(text) || self->n == NAMES_MAX ||
		find_name(self, text, len) != NULL)
		return;
	for (size_t i = 0; i < LENGTH(common_words); i++)
		name.is_common = name.is_common || (strlen(common_words[i]) == len &&
							   memcmp(common_words[i], text, len) == 0);
	self->items[self->n++] = name;
}

static void add_parts(struct names *self, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t n = word_length(text + at, len - at);

		if (n > 0)
			add_part(self, text + at, n);
		at += n > 0 ? n : 1;
	}
}

/* Is it a person's full name, not a team's? */
static bool is_person(const char *text, size_t len)
{
	size_t words = 0;
	size_t start = 0;
	size_t end;

	if (phrase_find(text, len, group_words, LENGTH(group_words), &start, &end))
		return false;
	for (size_t at = 0; at < len;) {
		size_t n = word_length(text + at, len - at);

		if (n > 0 && !is_capital(text + at))
			return false;
		words += n > 0;
		at += n > 0 ? n : 1;
	}
	return words == 2 || words == 3;
}

static bool is_author(const struct form_field *field)
{
	return field->role == ROLE_AUTHORS;
}

static void collect(const struct check *check, struct names *out)
{
	static const unsigned kinds =
		KIND_BIT(KIND_PERSON) | KIND_BIT(KIND_LIST) | KIND_BIT(KIND_LINE);

	out->n = 0;
	for (struct spot spot = {0}; out->n < NAMES_MAX && spot_next(check, &spot, kinds);) {
		if (is_author(spot.field))
			add_parts(out, spot.text, spot.len);
		else if ((spot.field->kind == KIND_PERSON || spot.field->role == ROLE_TASK_OWNER) &&
			 is_person(spot.text, spot.len))
			add_parts(out, spot.text, spot.len);
	}
}

/* Goes on from a name over the names right behind it. */
static size_t name_end(const struct names *names, const char *text, size_t len, size_t end)
{
	while (end < len && text[end] == ' ') {
		size_t n = word_length(text + end + 1, len - end - 1);

		if (n == 0 || find_name(names, text + end + 1, n) == NULL)
			break;
		end += 1 + n;
	}
	return end;
}

static void check_text(struct check *check, const struct rule *rule, const struct names *names,
	const struct spot *spot)
{
	for (size_t at = 0; at < spot->len;) {
		size_t n = word_length(spot->text + at, spot->len - at);
		const struct name *name = n > 0 ? find_name(names, spot->text + at, n) : NULL;

		if (name == NULL) {
			at += n > 0 ? n : 1;
			continue;
		}
		size_t end = name_end(names, spot->text, spot->len, at + n);

		if (!name->is_common || end > at + n)
			check_report_words(check, rule, rule->level, spot, at, end,
				"%s is named as a cause",
				check_quote(check, spot->text + at, end - at));
		at = end;
	}
}

static bool has_names_lint(const struct form_field *field)
{
	if (field->lint & LINT_NAMES)
		return true;
	for (size_t i = 0; i < field->n_columns; i++)
		if (field->columns[i].lint & LINT_NAMES)
			return true;
	return false;
}

void run_name_in_cause(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;
	bool is_wanted = false;
	struct names names;

	for (unsigned i = 0; i < form->n_fields && !is_wanted; i++)
		is_wanted = has_names_lint(&form->fields[i]);
	if (!is_wanted)
		return;
	collect(check, &names);
	for (struct spot spot = {0}; names.n > 0 && spot_next(check, &spot, ANY_PROSE);)
		if (spot.field->lint & LINT_NAMES)
			check_text(check, rule, &names, &spot);
}
