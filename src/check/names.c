/* Collects the names of people that a document itself contains: of authors and owners. */
#include "names.h"

#include "lone_name.h"
#include "name_parts.h"
#include "name_word.h"
#include "shapes.h"

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

const struct name *names_find_word(const struct names *self, struct slice word)
{
	for (size_t i = 0; i < self->n; i++) {
		const struct name *name = &self->items[i];

		if (name_word_is_same((struct slice){name->text, name->len}, word))
			return name;
	}
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

static void add_part(struct names *self, const char *text, const struct name_word *word)
{
	size_t least = word->is_short ? LETTERS_MIN - 1 : LETTERS_MIN;

	if (word->letters < least || !word->is_name || self->n == NAMES_MAX ||
		names_find_word(self, (struct slice){text, word->len}) != NULL ||
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

	for (size_t at = 0, n; at < len; at += n) {
		struct name_word word;

		n = name_word_read(text + at, len - at, &word);
		person.n_words += word.len > 0;
		person.n_names += word.len > 0 && word.is_name;
		person.n_acronyms += word.len > 0 && word.is_capital && word.letters <= ACRONYM_MAX;
	}
	return person;
}

static void add_parts(struct names *self, const char *text, size_t len)
{
	struct person person = count_words(text, len);
	bool is_all_capital = person.n_words > 1 && person.n_acronyms == person.n_words;

	for (size_t at = 0, n; at < len; at += n) {
		struct name_word word;

		n = name_word_read(text + at, len - at, &word);
		if (is_all_capital || !word.is_capital || word.letters > ACRONYM_MAX)
			add_part(self, text + at, &word);
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
