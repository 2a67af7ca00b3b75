/*
 * The document's own people named as a cause. Only names that the document itself
 * contains (authors, owners) are searched for, because not every capitalized word is a
 * person.
 */
#include "names.h"

#include "lone_name.h"
#include "name_parts.h"
#include "shapes.h"

#include "base/utf8.h"

#include <string.h>

#define LETTERS_MIN 3 /* initials and particles are not worth searching for */
#define ACRONYM_MAX 5 /* letters */

static const char *const common_words[] = {"Will", "May", "Mark", "Rich", "Grace", "Art", "Bill",
	"Frank", "June", "April", "August", "Drew", "Hope", "Jack", "Joy", "Max", "Miles", "Rob",
	"Young", "Day", "Page", "Price", "Stone", "King", "Long", "Short", "Green", "Brown",
	"White", "Black", "Gray", "Grey", "Best", "Grant", "Rose", "Pat", "Sue", "Chase", "Chance",
	"Hunter", "Guy", "Dean", "Earl", "Faith", "Dawn", "Eve", "Ivy", "Lily", "Iris", "Ruby",
	"Pearl", "Penny", "Victor", "Wade", "Ward", "Cliff", "Glen", "Reed", "Lane", "Rusty",
	"Sandy", "Summer", "Autumn", "Melody", "Harmony", "Angel", "Star", "Sky", "River", "Forest",
	"Wood", "Woods", "Hill", "Field", "Fields", "Bush", "Rivers", "Waters", "Banks", "Bridge",
	"Bridges", "Church", "House", "Hall", "Hand", "Head", "Foot", "Cook", "Baker", "Butcher",
	"Carpenter", "Cooper", "Porter", "Potter", "Mason", "Miller", "Parker", "Walker", "Fisher",
	"Archer", "Singer", "Taylor", "Turner", "Weaver", "Bishop", "Knight", "Prince", "Duke",
	"Gold", "Silver", "Law", "Love", "Moon", "Winter", "Winters", "Frost", "Snow", "Rain",
	"Storm", "Gates", "Jobs", "Case", "Chan", "Power", "Powers", "Swift", "Strong", "Small",
	"Little", "Good", "Sharp", "Bright", "Wise", "Wild", "Noble", "Major", "Minor", "Marks",
	"Root", "Cash", "Early", "Close", "Read", "Rush", "Sage", "Curry", "Ray", "Dale", "Rocky",
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
	"February", "March", "July", "September", "October", "November", "December"};

/* Words and titles in people's names that are not names. */
static const char *const other_words[] = {"The", "And", "For", "From", "With", "Our", "All", "Not",
	"Engineer", "Engineers", "Manager", "Lead", "Leads", "Commander", "Incident", "Developer",
	"Developers", "Admin", "Senior", "Junior", "Staff", "Principal", "Architect", "Analyst",
	"Director", "Chief", "Officer", "President", "Prof", "Doctor", "Mrs", "Miss", "Sir",
	"Database", "Network", "Site", "Reliability", "Production", "Customer", "Customers",
	"Release", "Duty", "Call", "Shift", "Night", "Backend", "Frontend", "Web", "Mobile",
	"Cloud", "Data", "Software", "System", "Systems", "Service", "Server", "Product", "Payment",
	"Billing", "Unknown", "Nobody", "None", "Everyone", "Everybody", "Anonymous", "Author",
	"Authors", "Reviewer", "Editor", "Owner", "Bot", "User", "Users"};

/* Words in the names of authors and owners that are not people. */
static const char *const group_words[] = {"team", "teams", "group", "squad", "guild", "tribe",
	"ops", "devops", "sre", "platform", "support", "engineering", "infrastructure", "infra",
	"dba", "dbas", "on-call", "oncall", "on call", "services", "department", "dept",
	"operations", "security", "desk", "helpdesk", "office", "committee", "crew", "vendor",
	"inc", "ltd", "gmbh", "everyone", "everybody", "all"};

bool names_is_letter(uint32_t code)
{
	static const struct {
		uint32_t first;
		uint32_t last;
	} others[] = {{0x80, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7}, {0x660, 0x669}, {0x6F0, 0x6F9},
		{0x966, 0x96F}, {0x2000, 0x2BFF}, {0x3000, 0x303F}, {0xE000, 0xF8FF},
		{0xFE00, 0xFE0F}, {0xFF00, 0xFF20}, {0x1F000, 0x1FFFF}, {0xE0000, 0x10FFFF}};

	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	for (size_t i = 0; i < LENGTH(others); i++)
		if (code >= others[i].first && code <= others[i].last)
			return false;
	return true;
}

/* Lower case in a European alphabet, which a name does not begin with. */
static bool is_small(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 0xDF && code <= 0xFF) ||
	       (code >= 0x100 && code <= 0x137 && code % 2 == 1) ||
	       (code >= 0x3AC && code <= 0x3CE) || (code >= 0x430 && code <= 0x45F);
}

/* Bytes of the apostrophe of "O'Brien", straight or curly. */
static size_t apostrophe(const char *text, size_t len)
{
	if (len > 0 && *text == '\'')
		return 1;
	return len >= 3 && memcmp(text, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

/* A word, seen as part of a name. */
struct word {
	size_t len;
	size_t letters;
	bool is_name;    /* only letters, the first one a capital */
	bool is_capital; /* all of them are */
	bool is_short;   /* short for a name, as in East Asia */
};

/* Bytes of "'Brien" after "O". */
static size_t goes_on(const char *text, size_t len, const struct word *word)
{
	bool may_go_on = word->letters > 0 && word->letters <= 2 && word->is_capital;
	size_t sign = may_go_on ? apostrophe(text, len) : 0;

	return sign > 0 && sign < len && text[sign] >= 'A' && text[sign] <= 'Z' ? sign : 0;
}

/* The word at the start of a text; of length 0 if there is none. */
static void read_word(const char *text, size_t len, struct word *out)
{
	uint32_t code;

	*out = (struct word){.is_name = true, .is_capital = true};
	while (out->len < len) {
		size_t sign = goes_on(text + out->len, len - out->len, out);
		size_t n = sign > 0 ? sign : utf8_decode(text + out->len, len - out->len, &code);
		bool is_number = sign == 0 && code < 0x80 && is_word_byte((char)code) &&
				 !names_is_letter(code);

		if (sign == 0 && !names_is_letter(code) && !is_number)
			break;
		if (sign == 0) {
			out->is_name =
				out->is_name && !is_number && (out->letters > 0 || !is_small(code));
			out->is_capital = out->is_capital && code >= 'A' && code <= 'Z';
			out->is_short = out->is_short || code >= 0x3040;
			out->letters++;
		}
		out->len += n;
	}
}

/* Bytes of the character at the start of a text. */
static size_t character(const char *text, size_t len)
{
	uint32_t code;

	return utf8_decode(text, len, &code);
}

/* Compares the letters; an apostrophe may be straight or curly. */
static bool is_same(const struct name *name, const char *text, size_t len)
{
	size_t a = 0;
	size_t b = 0;

	while (a < name->len && b < len) {
		size_t left = apostrophe(name->text + a, name->len - a);
		size_t right = apostrophe(text + b, len - b);

		if ((left > 0) != (right > 0) || (left == 0 && name->text[a] != text[b]))
			return false;
		a += left > 0 ? left : 1;
		b += right > 0 ? right : 1;
	}
	return a == name->len && b == len;
}

static const struct name *find_name(const struct names *self, const char *text, size_t len)
{
	for (size_t i = 0; i < self->n; i++)
		if (is_same(&self->items[i], text, len))
			return &self->items[i];
	return NULL;
}

static bool is_one_of(const char *text, size_t len, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (*words[i] == *text && strncmp(words[i], text, len) == 0 &&
			words[i][len] == '\0')
			return true;
	return false;
}

bool names_is_word(struct slice word)
{
	return shape_is_in(word, common_words, LENGTH(common_words)) || names_is_title(word);
}

bool names_is_title(struct slice word)
{
	return shape_is_in(word, other_words, LENGTH(other_words));
}

static void add_part(struct names *self, const char *text, const struct word *word)
{
	size_t least = word->is_short ? LETTERS_MIN - 1 : LETTERS_MIN;

	if (word->letters < least || !word->is_name || self->n == NAMES_MAX ||
		find_name(self, text, word->len) != NULL ||
		is_one_of(text, word->len, other_words, LENGTH(other_words)))
		return;
	self->is_first[(unsigned char)*text] = true;
	self->items[self->n++] = (struct name){
		.text = text,
		.len = word->len,
		.is_common = is_one_of(text, word->len, common_words, LENGTH(common_words)),
	};
}

/* The words of a person's name, in capitals or not: "EMEA" next to lower-case letters is not
 * one. */
struct person {
	size_t n_words;
	size_t n_names;
	size_t n_acronyms;
};

static struct person count_words(const char *text, size_t len)
{
	struct person person = {0};

	for (size_t at = 0; at < len;) {
		struct word word;

		read_word(text + at, len - at, &word);
		person.n_words += word.len > 0;
		person.n_names += word.len > 0 && word.is_name;
		person.n_acronyms += word.len > 0 && word.is_capital && word.letters <= ACRONYM_MAX;
		at += word.len > 0 ? word.len : character(text + at, len - at);
	}
	return person;
}

static void add_parts(struct names *self, const char *text, size_t len)
{
	struct person person = count_words(text, len);
	bool is_all_capital = person.n_words > 1 && person.n_acronyms == person.n_words;

	for (size_t at = 0; at < len;) {
		struct word word;

		read_word(text + at, len - at, &word);
		if (is_all_capital || !word.is_capital || word.letters > ACRONYM_MAX)
			add_part(self, text + at, &word);
		at += word.len > 0 ? word.len : character(text + at, len - at);
	}
}

bool names_is_group(const char *text, size_t len)
{
	return phrase_is_in(text, len, group_words, LENGTH(group_words));
}

/* Is it a person's full name, not a team's? */
static bool is_person(const char *text, size_t len)
{
	struct person person = count_words(text, len);

	return !names_is_group(text, len) && person.n_names == person.n_words &&
	       (person.n_words == 2 || person.n_words == 3);
}

/* "Bo (Payments)": one word beside a name is a team's rather. */
static bool may_be_person(const struct name_part *part)
{
	const struct person_word word = {.text = part->text};

	return !part->is_handle && !names_is_group(part->text.data, part->text.len) &&
	       !lone_name_is_thing(&word) && (!part->is_aside || lone_name_is_likely(&word));
}

static void add_author(struct names *self, const char *text, size_t len)
{
	struct name_parts parts = {.rest = {text, len}};

	for (struct name_part part; name_parts_next(&parts, &part);)
		if (may_be_person(&part))
			add_parts(self, part.text.data, part.text.len);
}

static bool is_author(const struct form_field *field)
{
	return field_has_role(field, ROLE_AUTHORS);
}

static bool may_name(const struct kind_info *kind)
{
	return kind->is_name || (kind->is_words && !kind->is_prose);
}

bool names_is_of_person(const struct form_field *field)
{
	return kind_info(field->kind)->is_name || field_has_role(field, ROLE_TASK_OWNER) ||
	       field_has_role(field, ROLE_EVENT_WHO);
}

/* Texts that were just collected from: a few people do nearly everything. */
struct repeated {
	struct slice texts[64];
};

static bool is_repeated(struct repeated *self, const struct rule_cursor *cursor)
{
	struct slice text = {cursor->text, cursor->len};
	unsigned char ends = (unsigned char)(text.data[0] + text.data[text.len - 1] * 7);
	struct slice *place = &self->texts[(ends + text.len) % LENGTH(self->texts)];
	bool is_same = place->data && place->len == text.len &&
		       memcmp(place->data, text.data, text.len) == 0;

	*place = text;
	return is_same;
}

void names_collect(const struct check *check, enum names_of of, struct names *out)
{
	struct repeated repeated = {0};

	out->n = 0;
	memset(out->is_first, 0, sizeof(out->is_first));
	for (struct rule_cursor cursor = {0};
		out->n < NAMES_MAX && rule_cursor_next(check, &cursor, may_name);) {
		if (is_author(cursor.field))
			add_author(out, cursor.text, cursor.len);
		else if (of == NAMES_OF_ALL && names_is_of_person(cursor.field) &&
			 !is_repeated(&repeated, &cursor) && is_person(cursor.text, cursor.len))
			add_parts(out, cursor.text, cursor.len);
	}
}

/* Extends a name over the names right after it. */
static size_t name_end(const struct names *names, const char *text, size_t len, size_t end)
{
	while (end < len && text[end] == ' ') {
		struct word word;

		read_word(text + end + 1, len - end - 1, &word);
		if (word.len == 0 || find_name(names, text + end + 1, word.len) == NULL)
			break;
		end += 1 + word.len;
	}
	return end;
}

/* Bytes of the word or sign at the start of a text. Most words begin with a small letter, and what
 * goes on after an apostrophe is no word of its own only after a capital. */
static size_t skip(const char *text, size_t len)
{
	struct word word = {0};
	uint32_t code;
	size_t n;

	if (*text >= 'A' && *text <= 'Z') {
		read_word(text, len, &word);
		return word.len;
	}
	for (;;) {
		word.len += ascii_word(text + word.len);
		if (word.len >= len || (unsigned char)text[word.len] < 0x80)
			break;
		n = utf8_decode(text + word.len, len - word.len, &code);
		if (!names_is_letter(code))
			break;
		word.len += n;
	}
	return word.len > 0 ? word.len : character(text, len);
}

/* Does a word begin after this byte in any case? Not after an apostrophe. */
static bool is_end(char c)
{
	return !is_word_byte(c) && c != '\'';
}

/* Is an offset, at or after the start of a word or sign, such a start, too? If not, the next one is
 * put into *start. */
static bool is_start(const char *text, size_t len, size_t at, size_t *start)
{
	size_t from = at;

	while (from > *start && !is_end(text[from - 1]))
		from--;
	while (from < at)
		from += skip(text + from, len - from);
	*start = from;
	return from == at;
}

/* From the start of a word or sign on, the next one that may be a name; len if there is none. */
static size_t find_beginning(const struct names *self, const char *text, size_t len, size_t at)
{
	for (size_t next = at;; next = at) {
		while (next < len && !self->is_first[(unsigned char)text[next]])
			next++;
		if (next == len || is_start(text, len, next, &at))
			return next;
	}
}

bool names_find(const struct names *names, const char *text, size_t len, size_t *start, size_t *end)
{
	for (size_t at = find_beginning(names, text, len, *start); at < len;
		at = find_beginning(names, text, len, at)) {
		struct word word;

		read_word(text + at, len - at, &word);
		const struct name *name =
			word.is_name && word.len > 0 ? find_name(names, text + at, word.len) : NULL;

		if (name == NULL) {
			at += word.len > 0 ? word.len : character(text + at, len - at);
			continue;
		}
		*start = at;
		*end = name_end(names, text, len, at + word.len);
		if (!name->is_common || *end > at + word.len)
			return true;
		at = *end;
	}
	return false;
}

static void check_text(struct check *check, const struct rule *rule, const struct names *names,
	const struct rule_cursor *cursor)
{
	size_t end;

	for (size_t at = 0; names_find(names, cursor->text, cursor->len, &at, &end); at = end)
		check_report_words(check, rule, rule->level, cursor, at, end,
			"%s is named as a cause", check_quote(check, cursor->text + at, end - at));
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

	for (unsigned i = 0; i < form->n_answers && !is_wanted; i++)
		is_wanted = has_names_lint(&form->fields[i]);
	if (!is_wanted)
		return;
	names_collect(check, NAMES_OF_ALL, &names);
	for (struct rule_cursor cursor = {0};
		names.n > 0 && rule_cursor_next(check, &cursor, kind_is_words);)
		if (cursor.field->lint & LINT_NAMES)
			check_text(check, rule, &names, &cursor);
}
