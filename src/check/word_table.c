/* The words that rules ask for, and what may begin with which bytes. */
#include "word_table.h"

#include "base/eight.h"
#include "stated.h"

#include <assert.h>
#include <string.h>

static const char *const blame_words[] = {"human error", "operator error", "user error",
	"pilot error", "should have", "should've", "shouldn't have", "should not have",
	"ought to have", "could have known", "careless*", "reckless*", "negligen*", "incompeten*",
	"inattenti*", "sloppy", "sloppiness", "stupid*", "lazy", "laziness", "forgot to",
	"forgotten to", "neglected to", "failed to follow", "failed to check", "failed to notice",
	"didn't bother", "did not bother", "made a mistake", "by mistake of", "screwed up",
	"messed up", "'s fault", "at fault", "to blame", "blamed", "guilty", "culprit"};

static const char *const vague_words[] = {"investigate", "look into", "look at", "consider",
	"think about", "explore", "be more careful", "be careful", "be more mindful",
	"pay more attention", "pay attention", "try to", "try harder", "if possible",
	"when possible", "as needed", "where appropriate", "maybe", "at some point", "some day"};

static const char *const placeholders[] = {"lorem ipsum", "tbd", "tbc", "todo", "fixme", "xxx",
	"xxxx", "<fill in>", "[fill in]", "???"};

static const struct list {
	const char *const *items;
	size_t n;
} lists[] = {
	[WORDS_BLAME] = {blame_words, LENGTH(blame_words)},
	[WORDS_VAGUE] = {vague_words, LENGTH(vague_words)},
	[WORDS_PLACEHOLDER] = {placeholders, LENGTH(placeholders)},
};

/* The index of two bytes. */
static unsigned word_pair(const struct word_table *self, const char *text)
{
	return word_class(self, text[0]) * N_CLASSES + word_class(self, text[1]);
}

static void set_classes(struct word_table *self)
{
	for (unsigned i = 0; i < 26; i++)
		self->class['a' + i] = self->class['A' + i] = (unsigned char)(CLASS_LETTER + i);
	for (int digit = '0'; digit <= '9'; digit++)
		self->class[digit] = CLASS_DIGIT;
	for (const char *sign = "<[?."; *sign != '\0'; sign++)
		self->class[(unsigned char)*sign] = CLASS_SIGN;
	self->class['\''] = CLASS_QUOTE;
	self->class[0xe2] = CLASS_CURLY; /* an apostrophe, an ellipsis, a third */
	self->class[0xc2] = CLASS_FRACTION;
}

#define ANY UINT32_MAX

static void begin_with(struct word_table *self, unsigned first, unsigned second, uint32_t thirds,
	enum word_kind kind)
{
	unsigned pair = first * N_CLASSES + second;

	self->kinds[pair] |= (unsigned char)WORD_BIT(kind);
	self->thirds[pair] |= thirds;
}

static void begin_with_any(struct word_table *self, unsigned first, enum word_kind kind)
{
	for (unsigned second = 0; second < N_CLASSES; second++)
		begin_with(self, first, second, ANY, kind);
}

static void add_phrase(struct word_table *self, const char *text, enum word_kind kind)
{
	unsigned first = word_class(self, *text);

	assert(self->n_phrases < PHRASES_MAX && first != CLASS_OTHER);
	/* A blank or an apostrophe may be several bytes. */
	assert(!strchr(" '", text[1]) && text[2] != '\'' && text[2] != '*');
	self->phrases[++self->n_phrases] = (struct phrase){text, kind, self->first[first]};
	self->first[first] = self->n_phrases;
	begin_with(self, first, word_class(self, text[1]), UINT32_C(1) << word_class(self, text[2]),
		kind);
}

static void add_durations(struct word_table *self)
{
	begin_with_any(self, CLASS_DIGIT, WORDS_DURATION);
	begin_with_any(self, CLASS_CURLY, WORDS_DURATION);
	begin_with_any(self, CLASS_FRACTION, WORDS_DURATION);
	for (int letter = 'a'; letter <= 'z'; letter++)
		for (const char *const *next = stated_after((char)letter); *next; next++)
			begin_with(self, word_class(self, (char)letter),
				word_class(self, (*next)[0]),
				UINT32_C(1) << word_class(self, (*next)[1]), WORDS_DURATION);
}

void word_table_init(struct word_table *self)
{
	set_classes(self);
	/* The last one is added first, so that they are tried in the order of their list. */
	for (unsigned kind = 0; kind < LENGTH(lists); kind++)
		for (size_t i = lists[kind].n; i-- > 0;)
			add_phrase(self, lists[kind].items[i], (enum word_kind)kind);
	self->first[CLASS_CURLY] = self->first[CLASS_QUOTE];
	begin_with_any(self, CLASS_CURLY, WORDS_BLAME);
	begin_with_any(self, CLASS_CURLY, WORDS_DOTS);
	begin_with(self, CLASS_SIGN, CLASS_SIGN, ANY, WORDS_DOTS);
	add_durations(self);
}

/* --- finding --- */

enum { BLOCK = 8 };

/* Of bytes of ASCII: those between two, inclusive. */
static uint64_t between(uint64_t ascii, unsigned char first, unsigned char last)
{
	return (ascii + EIGHT_OF(0x80 - first)) & ~(ascii + EIGHT_OF(0x7f - last)) & EIGHT_TOP_BITS;
}

static uint64_t word_bytes(uint64_t block)
{
	uint64_t ascii = block & ~EIGHT_TOP_BITS;

	return (between(ascii, '0', '9') | between(ascii | EIGHT_OF(0x20), 'a', 'z')) & ~block;
}

/* May one of the words begin here, at a sign or where a word begins? */
static bool may_begin(const struct word_table *self, const char *text)
{
	return self->thirds[word_pair(self, text)] >> word_class(self, text[2]) & 1;
}

static bool is_word(const struct word_table *self, char byte)
{
	return word_class(self, byte) >= CLASS_DIGIT;
}

/* Byte by byte. */
static size_t find_in_rest(const struct word_table *self, const char *text, size_t len, size_t at)
{
	bool is_inside = at > 0 && is_word(self, text[at - 1]);

	for (; at + 1 < len; at++) {
		if (!(is_inside && is_word(self, text[at])) && may_begin(self, text + at))
			return at;
		is_inside = is_word(self, text[at]);
	}
	return len;
}

size_t word_table_find(const struct word_table *self, const char *text, size_t len, size_t at)
{
	uint64_t before = at > 0 && is_word(self, text[at - 1]) ? 0x80 : 0;

	for (; at + BLOCK < len; at += BLOCK) {
		uint64_t block = eight_at(text + at);
		uint64_t words = word_bytes(block);
		uint64_t inside = words & (words << 8 | before);

		for (uint64_t left = eight_other_than(block, ' ') & ~inside; left != 0;
			left &= left - 1) {
			size_t found = at + (unsigned)__builtin_ctzll(left) / 8;

			if (may_begin(self, text + found))
				return found;
		}
		before = words >> 56;
	}
	return find_in_rest(self, text, len, at);
}

unsigned word_table_kinds(const struct word_table *self, const char *text)
{
	return self->kinds[word_pair(self, text)];
}
