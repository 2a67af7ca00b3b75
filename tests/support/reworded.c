/* Real sentences, reworded at random: what anchors have to survive. */
#include "reworded.h"

#include "base/mem.h"
#include "sources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof(array)[0])

enum { SENTENCE_MAX = 64 }; /* words */

/* --- sentences --- */

static const char *const services[] = {"checkout-api", "payments-gateway", "ledger-writer",
	"search-indexer", "auth-proxy", "session-store", "billing-cron", "edge-router",
	"mail-relay", "config-service", "object-store", "queue-broker", "dns-resolver"};
static const char *const people[] = {"Geda Siraj", "Ida Nyman", "Tom\xc3\xa1s Silva", "Wei Zhang",
	"\xe7\x94\xb0\xe4\xb8\xad \xe9\x99\xbd\xe5\xad\x90", "Priya Raman", "\xc5\x81ukasz Nowak",
	"Anne O'Neill", "Chris Park"};
static const char *const regions[] = {
	"eu-west-1", "eu-central-2", "us-east-1", "us-west-2", "ap-south-1", "sa-east-1"};
static const char *const measures[] = {"p99 latency", "error rate", "queue depth",
	"replication lag", "CPU load", "connection pool usage", "disk use", "cache hit ratio"};
static const char *const causes[] = {"a missing index on the orders table",
	"an expired intermediate certificate", "a retry loop without jitter",
	"a connection pool sized for half the fleet", "a feature flag that defaulted to on",
	"a migration holding an exclusive lock", "a rollback that skipped the canary",
	"an unbounded queue in memory", "a clock that had drifted by 41 seconds",
	"a DNS record that lived for 24 hours"};
static const char *const deeds[] = {"rolled back the release", "drained the region",
	"restarted the workers", "raised the pool limit", "disabled the feature flag",
	"failed over to the replica", "paged the database on-call", "opened the incident channel",
	"replayed the dead-letter queue", "rotated the certificate by hand",
	"posted an update on the status page", "captured a heap profile"};
static const char *const facts[] = {"the dashboard averaged over five minutes and hid the spike",
	"the runbook named a host that was removed last year",
	"the alert went to a team that no longer exists",
	"two of the three replicas were in the same failure domain",
	"the load test had used data with no hot keys",
	"the client library retried every error, including the permanent ones",
	"the change had been reviewed but never run under load",
	"the on-call engineer lacked the permission to run the failover",
	"customers noticed eleven minutes before our monitoring did"};
static const char *const links[] = {"We could confirm this from the access logs that",
	"The traces make it clear that", "At the time nobody on the call knew that",
	"It took a while to see that", "A later test in staging showed that",
	"Contrary to what we first believed,", "The vendor confirmed that"};

/* $ and a letter is one of a list, # a number. */
static const char *const sentences[] = {
	"At #:# UTC the $m of $s rose from # to # and stayed there for # minutes.", "$l $f.",
	"The immediate trigger was $c in $s, which had been deployed to $r # days earlier.",
	"$p $d at #:#; within # minutes the $m of $s was back to normal.",
	"Requests from $s to $s were queued, timed out after # s and were retried up to # times.",
	"About #.#% of the requests in $r failed with \xe2\x80\x9c"
	"503 upstream unavailable\xe2\x80\x9d.",
	"Because $s depends on $s for every write, the effect spread \xe2\x86\x92 $s within # "
	"seconds.",
	"We had seen a similar pattern before, but $f."};

#define PICK(list, seed) ((list)[random_below(seed, LEN(list))])

static const char *pick(char what, uint64_t *seed)
{
	switch (what) {
	case 's':
		return PICK(services, seed);
	case 'p':
		return PICK(people, seed);
	case 'r':
		return PICK(regions, seed);
	case 'm':
		return PICK(measures, seed);
	case 'c':
		return PICK(causes, seed);
	case 'd':
		return PICK(deeds, seed);
	case 'f':
		return PICK(facts, seed);
	default:
		return PICK(links, seed);
	}
}

static void put_sentence(struct str *out, uint64_t *seed)
{
	for (const char *at = PICK(sentences, seed); *at; at++) {
		if (*at == '$')
			str_append_text(out, pick(*++at, seed));
		else if (*at == '#')
			str_appendf(out, "%zu", 2 + random_below(seed, 58));
		else
			str_append_char(out, *at);
	}
}

/* --- words --- */

static void insert(struct reworded *self, size_t at, const struct reworded_word *words, size_t n)
{
	self->items = mem_grow(self->items, &self->cap, self->n + n, sizeof(*self->items));
	memmove(self->items + at + n, self->items + at, (self->n - at) * sizeof(*self->items));
	if (n > 0)
		memcpy(self->items + at, words, n * sizeof(*words));
	self->n += n;
}

static void take_out(struct reworded *self, size_t at, size_t n)
{
	if (n > self->n - at)
		n = self->n - at;
	memmove(self->items + at, self->items + at + n, (self->n - at - n) * sizeof(*self->items));
	self->n -= n;
}

/* Returns how many there are. */
static size_t make_sentence(struct reworded_word words[SENTENCE_MAX], uint64_t *seed)
{
	struct str text = {0};
	size_t n = 0;

	put_sentence(&text, seed);
	for (char *word = strtok(text.data, " "); word && n < SENTENCE_MAX;
		word = strtok(NULL, " ")) {
		words[n] = (struct reworded_word){.origin = REWORDED_NEW};
		snprintf(words[n++].text, sizeof(words->text), "%s", word);
	}
	str_release(&text);
	return n;
}

static void add_paragraph(struct reworded *self, uint64_t *seed)
{
	size_t most = 24 + random_below(seed, 88);

	for (size_t done = 0; done < most;) {
		struct reworded_word words[SENTENCE_MAX];
		size_t n = make_sentence(words, seed);

		insert(self, self->n, words, n);
		done += n;
	}
}

void reworded_make(struct reworded *self, uint64_t seed)
{
	static const struct reworded_word paragraph_end = {.text = ""};
	size_t paragraphs = 2 + random_below(&seed, 4);

	*self = (struct reworded){0};
	for (size_t i = 0; i < paragraphs; i++) {
		if (i > 0)
			insert(self, self->n, &paragraph_end, 1);
		add_paragraph(self, &seed);
	}
	for (size_t i = 0; i < self->n; i++)
		self->items[i].origin = (int)i;
}

void reworded_release(struct reworded *self)
{
	free(self->items);
	*self = (struct reworded){0};
}

void reworded_copy(struct reworded *to, const struct reworded *from)
{
	*to = (struct reworded){0};
	insert(to, 0, from->items, from->n);
}

static bool is_end(const struct reworded_word *word)
{
	return word->text[0] == '\0';
}

void reworded_write(struct reworded *self, struct str *out)
{
	for (size_t i = 0; i < self->n; i++) {
		struct reworded_word *word = &self->items[i];

		if (i > 0 && !is_end(word) && !is_end(word - 1))
			str_append_char(out, ' ');
		word->start = out->len;
		str_append_text(out, is_end(word) ? "\n\n" : word->text);
		word->end = out->len;
	}
}

/* --- edits --- */

static void reword(struct reworded *self, size_t at, uint64_t *seed)
{
	struct reworded_word *word = &self->items[at];

	if (is_end(word))
		return;
	if (random_below(seed, 2) && strlen(word->text) + 1 < sizeof(word->text))
		strcat(word->text, "x");
	else
		strcpy(word->text, "reworded");
}

static void add_words(struct reworded *self, size_t at, uint64_t *seed)
{
	struct reworded_word words[SENTENCE_MAX];
	size_t n = make_sentence(words, seed);
	size_t most = 1 + random_below(seed, 14);

	insert(self, at, words, n < most ? n : most);
}

static void copy_words(struct reworded *self, size_t at, uint64_t *seed)
{
	enum { MOST = 12 };
	struct reworded_word words[MOST];
	size_t from = random_below(seed, self->n);
	size_t n = self->n - from < MOST ? self->n - from : MOST;

	memcpy(words, self->items + from, n * sizeof(*words));
	for (size_t i = 0; i < n; i++)
		words[i].origin = REWORDED_NEW;
	insert(self, at, words, n);
}

/* The end of the nth paragraph, with what ends it. */
static size_t paragraph_at(const struct reworded *self, size_t n)
{
	size_t at = 0;

	while (at < self->n && n > 0)
		n -= is_end(&self->items[at++]);
	return at;
}

static void move_paragraph(struct reworded *self, uint64_t *seed)
{
	size_t n = 1;

	for (size_t i = 0; i < self->n; i++)
		n += is_end(&self->items[i]);
	size_t which = random_below(seed, n);
	size_t from = paragraph_at(self, which);
	size_t len = paragraph_at(self, which + 1) - from;

	if (n < 2 || len == 0)
		return;
	struct reworded_word *words = mem_alloc(len * sizeof(*words));

	memcpy(words, self->items + from, len * sizeof(*words));
	take_out(self, from, len);
	insert(self, paragraph_at(self, random_below(seed, n)), words, len);
	free(words);
}

void reworded_edit(struct reworded *self, unsigned per_hundred, uint64_t seed)
{
	size_t n = self->n * per_hundred / 100;

	for (size_t i = 0; i < (n > 0 ? n : 1); i++) {
		size_t what = random_below(&seed, 100);
		size_t at = random_below(&seed, self->n);

		if (what < 35)
			reword(self, at, &seed);
		else if (what < 60)
			add_words(self, at, &seed);
		else if (what < 80)
			take_out(self, at, 1 + random_below(&seed, 3));
		else if (what < 90)
			copy_words(self, at, &seed);
		else
			move_paragraph(self, &seed);
	}
}

/* --- cases --- */

void reworded_case_make(struct reworded_case *self, unsigned per_hundred, uint64_t seed)
{
	static const size_t lengths[] = {1, 2, 3, 5, 8};
	uint64_t random = seed * 7919 + per_hundred;

	*self = (struct reworded_case){0};
	reworded_make(&self->was, seed);
	self->n = PICK(lengths, &random);
	do
		self->first = random_below(&random, self->was.n - self->n);
	while (is_end(&self->was.items[self->first]) ||
		is_end(&self->was.items[self->first + self->n - 1]));
	reworded_copy(&self->is, &self->was);
	reworded_edit(&self->is, per_hundred, random);
	reworded_write(&self->was, &self->old);
	reworded_write(&self->is, &self->new);
}

void reworded_case_release(struct reworded_case *self)
{
	reworded_release(&self->was);
	reworded_release(&self->is);
	str_release(&self->old);
	str_release(&self->new);
}

void reworded_case_span(const struct reworded_case *self, size_t *start, size_t *end)
{
	*start = self->was.items[self->first].start;
	*end = self->was.items[self->first + self->n - 1].end;
}

static bool is_one(const struct reworded_case *self, const struct reworded_word *word)
{
	return word->origin >= (int)self->first && word->origin < (int)(self->first + self->n) &&
	       !is_end(word);
}

bool reworded_case_is_there(const struct reworded_case *self)
{
	for (size_t i = 0; i < self->is.n; i++)
		if (is_one(self, &self->is.items[i]))
			return true;
	return false;
}

bool reworded_case_is_right(const struct reworded_case *self, size_t start, size_t end)
{
	size_t n = 0;
	size_t ours = 0;

	for (size_t i = 0; i < self->is.n; i++) {
		const struct reworded_word *word = &self->is.items[i];

		if (word->start < end && word->end > start) {
			n++;
			ours += is_one(self, word);
		}
	}
	return ours > 0 && n <= 2 * self->n + 16;
}
