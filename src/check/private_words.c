/* Which words of a private answer are searched for elsewhere; see private_words.h. */
#include "private_words.h"

#include "lone_name.h"
#include "names.h"
#include "shapes.h"

#include <string.h>

#define IS_IN(word, words) shape_is_in(word, words, sizeof(words) / sizeof(words)[0])

/* Of a company, which is also known without them. */
static const char *const legal[] = {"gmbh", "ag", "kg", "se", "inc", "inc.", "ltd", "ltd.", "llc",
	"corp", "corp.", "plc", "co.", "bv", "nv", "sa", "srl", "spa", "oy", "ab", "as", "ug"};

static const char *const joining[] = {"and", "und", "&", "+", "or", "oder"};

/* What happens in incidents, at the beginning of a sentence. */
static const char *const happenings[] = {"rollback", "restart", "failover", "recovery", "outage",
	"fix", "hotfix", "retry", "reboot", "escalation", "resolved", "recovered", "mitigated",
	"deploy", "deployed", "update", "upgrade", "patch", "start", "stop", "call", "anruf",
	"neustart", "entwarnung", "ausfall", "update", "behoben", "anfang", "ende", "done", "none",
	"erledigt", "keine", "nein", "unknown", "unbekannt", "nobody", "niemand", "internal"};

static bool is_capital(struct slice text)
{
	struct person_word word;

	return person_word_read(text, 0, &word) && word.text.data == text.data &&
	       person_word_is_large(&word);
}

static bool next_word(struct slice *rest, struct slice *word)
{
	size_t n = 0;

	*rest = slice_trim(*rest);
	while (n < rest->len && !ascii_is_space(rest->data[n]))
		n++;
	*word = (struct slice){rest->data, n};
	*rest = slice_from(*rest, n);
	return n > 0;
}

/* "- **Nordwind**." is "Nordwind". */
static struct slice strip_signs(struct slice text)
{
	text = slice_trim(text);
	while (text.len > 0 && ascii_is_one_of(text.data[0], "-*#>_ \t\"("))
		text = slice_from(text, 1);
	while (text.len > 0 && ascii_is_one_of(text.data[text.len - 1], ".:!?*_ \t\")"))
		text.len--;
	return text;
}

/* Without "GmbH" at its end. */
static struct slice without_legal(struct slice name)
{
	struct slice rest = name;
	struct slice word;
	struct slice last = {name.data, 0};

	while (next_word(&rest, &word))
		last = word;
	if (last.data == name.data || !IS_IN(last, legal))
		return name;
	return slice_trim((struct slice){name.data, (size_t)(last.data - name.data)});
}

/* One to three words, each with a capital or a digit: it is called so. */
static bool is_name(struct slice text)
{
	enum { WORDS_MOST = 3 };
	struct slice word;
	size_t n = 0;

	while (next_word(&text, &word)) {
		if (!is_capital(word) && !ascii_is_digit(word.data[0]))
			return false;
		n++;
	}
	return n > 0 && n <= WORDS_MOST;
}

/* May one word be a name where sentences begin with a capital, too? */
static bool is_likely(struct slice name)
{
	const struct person_word word = {.text = name};

	return memchr(name.data, ' ', name.len) != NULL ||
	       (is_capital(name) && lone_name_is_likely(&word) && !names_is_word(name) &&
		       !IS_IN(name, happenings) &&
		       !(name.len > 3 && slice_equal_fold(slice_from(name, name.len - 2), "ed")));
}

/* The next name of a list of them; false after the last. */
static bool next_name(struct slice *rest, struct slice *name)
{
	struct slice text = *rest;
	struct slice word;
	size_t end = 0;

	if (slice_trim(text).len == 0)
		return false;
	for (struct slice left = text; next_word(&left, &word);) {
		bool is_joining = IS_IN(word, joining);
		bool is_last = ascii_is_one_of(word.data[word.len - 1], ",;/");

		end = (size_t)(word.data - text.data) + (is_joining ? 0 : word.len - is_last);
		if (is_joining || is_last) {
			*name = slice_trim((struct slice){text.data, end});
			*rest = left;
			return true;
		}
	}
	*name = slice_trim((struct slice){text.data, end});
	*rest = slice_from(text, text.len);
	return true;
}

static bool is_list_of_names(struct slice text)
{
	struct slice name;

	while (next_name(&text, &name))
		if (!is_name(name))
			return false;
	return true;
}

static void add_names(struct slice text, private_words_add *add, void *target)
{
	struct slice name;

	while (next_name(&text, &name)) {
		struct slice brief = without_legal(name);

		if (is_likely(name))
			add(target, name);
		if (brief.len < name.len && is_likely(brief))
			add(target, brief);
	}
}

void private_words_add_short(struct slice line, private_words_add *add, void *target)
{
	add(target, line);
	if (is_list_of_names(line))
		add_names(line, add, target);
}

void private_words_add_prose(struct slice line, private_words_add *add, void *target)
{
	enum { WORDS_LEAST = 3, BYTES_LEAST = 12 };
	struct slice text = strip_signs(line);
	struct slice rest = text;
	struct slice word;
	size_t n = 0;

	while (next_word(&rest, &word))
		n++;
	if (is_list_of_names(text))
		add_names(text, add, target);
	if (n >= WORDS_LEAST && text.len >= BYTES_LEAST)
		add(target, text);
}

/* ---------------------------------------------------------------------- numbers */

static bool is_year(struct slice digits)
{
	return digits.len == 4 &&
	       (memcmp(digits.data, "19", 2) == 0 || memcmp(digits.data, "20", 2) == 0);
}

/* "1000", "25000" */
static bool is_round(struct slice number)
{
	size_t zeros = 0;

	while (zeros < number.len && number.data[number.len - 1 - zeros] == '0')
		zeros++;
	return zeros + 2 >= number.len;
}

void private_words_add_figure(struct slice text, private_words_add *add, void *target)
{
	enum { DIGITS_LEAST = 4, SHARE_LEAST = 3 };
	size_t digits = 0;
	size_t len = 0;
	bool has_point = false;

	text = slice_trim(text);
	for (; len < text.len && (ascii_is_digit(text.data[len]) || text.data[len] == '.'); len++) {
		digits += text.data[len] != '.';
		has_point = has_point || text.data[len] == '.';
	}
	text.len = len;
	if (digits >= (size_t)(has_point ? SHARE_LEAST : DIGITS_LEAST) && !is_year(text) &&
		!is_round(text))
		add(target, text);
}
