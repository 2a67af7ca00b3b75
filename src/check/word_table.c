/* The words that rules ask for, and what may begin with which bytes. */
#include "word_table.h"

#include "stated.h"

#include <assert.h>

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

static void set_classes(struct word_table *self)
{
	for (unsigned i = 0; i < 26; i++)
		self->class['a' + i] = self->class['A' + i] = (unsigned char)(CLASS_LETTER + i);
	for (unsigned char digit = '0'; digit <= '9'; digit++)
		self->class[digit] = CLASS_DIGIT;
	for (const char *sign = "<[?."; *sign != '\0'; sign++)
		self->class[(unsigned char)*sign] = CLASS_SIGN;
	self->class['\''] = CLASS_QUOTE;
	self->class[0xe2] = CLASS_CURLY; /* an apostrophe, an ellipsis, a third */
	self->class[0xc2] = CLASS_FRACTION;
}

/* Whatever the second byte is. */
static void begin_with(struct word_table *self, unsigned class, unsigned kinds)
{
	for (unsigned second = 0; second < N_CLASSES; second++)
		self->begins[class][second] |= (unsigned char)kinds;
}

static void add_phrase(struct word_table *self, const char *text, enum word_kind kind)
{
	unsigned class = word_class(self, *text);

	assert(self->n_phrases < PHRASES_MAX && class != CLASS_OTHER);
	assert(text[1] != ' ' && text[1] != '\''); /* of which there are several kinds */
	self->phrases[++self->n_phrases] = (struct phrase){text, kind, self->first[class]};
	self->first[class] = self->n_phrases;
	self->begins[class][word_class(self, text[1])] |= (unsigned char)WORD_BIT(kind);
}

static void add_durations(struct word_table *self)
{
	begin_with(self, CLASS_DIGIT, WORD_BIT(WORDS_DURATION));
	begin_with(self, CLASS_CURLY, WORD_BIT(WORDS_DURATION));
	begin_with(self, CLASS_FRACTION, WORD_BIT(WORDS_DURATION));
	for (char letter = 'a'; letter <= 'z'; letter++)
		for (const char *const *next = stated_after(letter); *next; next++)
			self->begins[word_class(self, letter)][word_class(self, **next)] |=
				WORD_BIT(WORDS_DURATION);
}

void word_table_init(struct word_table *self)
{
	set_classes(self);
	/* The last one is added first, so that they are tried in the order of their list. */
	for (unsigned kind = 0; kind < LENGTH(lists); kind++)
		for (size_t i = lists[kind].n; i-- > 0;)
			add_phrase(self, lists[kind].items[i], (enum word_kind)kind);
	self->first[CLASS_CURLY] = self->first[CLASS_QUOTE];
	begin_with(self, CLASS_CURLY, WORD_BIT(WORDS_BLAME) | WORD_BIT(WORDS_DOTS));
	self->begins[CLASS_SIGN][CLASS_SIGN] |= WORD_BIT(WORDS_DOTS);
	add_durations(self);
}
