/* The names of those who say something in a chat. */
#include "chat_name.h"

#include "chat_sign.h"

#include <string.h>

#define NAME_BYTES 80
#define LOOSE_WORDS 5 /* of a name that looks like none */
#define NAME_WORDS                                                                                 \
	12 /* of one with capitals: "Ana María del Pilar Ruiz de la Fuente (she/her)"             \
	    */

/* What programs write behind a name, and is no part of it. */
static const char *const marks[] = {"APP", "BOT", "OP", "WORKFLOW", "EDITED", "(External)",
	"(Extern)", "(Externe)", "(Guest)", "(Gast)", "(guest)", "(Unverified)", "(pinned)",
	"(you)"};

bool scan_name_mark(struct scan *self)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct scan ahead = *self;

		if (scan_text(&ahead, marks[i]) && (scan_is_at_end(&ahead) || scan_blank(&ahead))) {
			*self = ahead;
			return true;
		}
	}
	return false;
}

/* ":palm_tree:" behind a name is how somebody is today. */
static struct slice without_status(struct slice name)
{
	size_t at = name.len;

	if (at < 3 || name.data[at - 1] != ':')
		return name;
	at--;
	while (at > 0 && (ascii_is_alphanumeric(name.data[at - 1]) ||
				 ascii_is_one_of(name.data[at - 1], "_-+")))
		at--;
	if (at == 0 || name.data[at - 1] != ':')
		return name;
	return slice_trim((struct slice){name.data, at - 1});
}

/* Without this at the end, if a blank stands before it; a sign needs none. */
static bool cut_end(struct slice *name, const char *mark)
{
	size_t len = strlen(mark);

	if (name->len <= len || name->data[name->len - 1] != mark[len - 1] ||
		memcmp(name->data + name->len - len, mark, len) != 0 ||
		(len > 1 && !ascii_is_space(name->data[name->len - len - 1])))
		return false;
	*name = slice_trim((struct slice){name->data, name->len - len});
	return true;
}

struct slice name_without_marks(struct slice name)
{
	bool is_cut = true;

	name = trim_blanks(name);
	if (name.len > 2 &&
		memcmp(name.data, "~ ", 2) == 0) /* WhatsApp: it is not in the contacts */
		name = slice_from(name, 2);
	while (is_cut) {
		name = without_status(name);
		is_cut = cut_end(&name, ":") || cut_end(&name, ",");
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			is_cut = cut_end(&name, marks[i]) || is_cut;
	}
	return name;
}

static size_t count_words(struct slice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += !ascii_is_space(text.data[i]) && (i == 0 || ascii_is_space(text.data[i - 1]));
	return n;
}

static bool is_capital(char c)
{
	return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* "van", "de la" in names */
static bool is_particle(struct slice word)
{
	static const char *const particles[] = {"al", "bin", "da", "das", "de", "del", "della",
		"den", "der", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los",
		"ten", "ter", "van", "von", "y", "zu"};

	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (slice_equal(word, particles[i]))
			return true;
	return false;
}

/* Does each word begin with a capital, a digit or a bracket, as far as it is no particle? */
static bool has_capitals(struct slice name)
{
	struct scan scan = scan_of(name);
	struct slice word;
	bool has_capital = false;

	while (scan_token(&scan, &word)) {
		bool is_name = is_capital(word.data[0]);

		if (!is_name && !ascii_is_one_of(word.data[0], "(&-") &&
			!ascii_is_digit(word.data[0]) && !is_particle(word))
			return false;
		has_capital = has_capital || is_name;
		while (!scan_is_at_end(&scan) && ascii_is_space(*scan.at))
			scan.at++;
	}
	return has_capital;
}

/* "[SRE] ana": without what people put before their names. */
static struct slice without_group(struct slice name)
{
	struct scan scan = scan_of(name);
	struct slice group;

	return scan_char(&scan, '[') && ascii_is_letter(scan_peek(&scan)) &&
			       scan_until(&scan, ']', &group) && scan_blank(&scan) &&
			       !scan_is_at_end(&scan)
		       ? scan_rest(&scan)
		       : name;
}

bool name_is_possible(struct slice name)
{
	size_t words;

	name = without_group(name);

	if (name.len == 0 || name.len > NAME_BYTES)
		return false;
	words = count_words(name);
	return (words <= LOOSE_WORDS || (words <= NAME_WORDS && has_capitals(name))) &&
	       !ascii_is_one_of(name.data[name.len - 1], "?!,;:") &&
	       !ascii_is_one_of(name.data[0], ":`>-*[");
}

/* "Ana S.", "Jon Berg Jr." */
static bool ends_in_initial(struct slice name)
{
	size_t at = name.len - 1;

	return slice_ends(name, " Jr.") || slice_ends(name, " Sr.") ||
	       (at > 1 && name.data[at - 1] >= 'A' && name.data[at - 1] <= 'Z' &&
		       ascii_is_space(name.data[at - 2]));
}

bool name_is_likely(struct slice name)
{
	if (!name_is_possible(name) || (slice_ends(name, ".") && !ends_in_initial(name)))
		return false;
	if (count_words(name) == 1)
		return ascii_is_letter(name.data[0]) || is_capital(name.data[0]);
	return has_capitals(name);
}

bool name_is_sentence(struct slice text)
{
	size_t words;

	if (text.len == 0 || text.len > 2 * NAME_BYTES)
		return false;
	words = count_words(text);
	return words > 1 && words <= 2 * NAME_WORDS &&
	       ascii_is_one_of(text.data[text.len - 1], ".!");
}
