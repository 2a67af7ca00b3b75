/* How many ideas and questions a meeting has brought so far, and how many ideas earlier ones left.
 */
#include "presenter.h"

#include "review/threads.h"

/* Comments have whole seconds. */
static void count(const struct presenter *self, struct present_counts *out)
{
	struct threads threads;

	out->ideas = out->older = out->questions = 0;
	editor_threads(self->screen->editor, &threads);
	for (size_t i = 0; i < threads.n; i++) {
		const struct thread *thread = &threads.items[i];
		const struct comment *first = &threads.comments[thread->first];
		bool is_new = first->at >= self->clock.began_wall && !first->is_ahead;
		bool is_idea = thread->kind == THREAD_IDEA && thread->state == THREAD_OPEN;

		out->ideas += is_idea && is_new;
		out->older += is_idea && !is_new;
		out->questions += thread->kind == THREAD_QUESTION && is_new;
	}
	threads_release(&threads);
}

void present_counts_begin(struct presenter *self)
{
	struct present_counts *counts = &self->counts;

	*counts = (struct present_counts){0};
	count(self, counts);
	counts->former_ideas = counts->ideas;
	counts->former_questions = counts->questions;
}

static size_t take(size_t *n, size_t most)
{
	size_t taken = *n < most ? *n : most;

	*n -= taken;
	return taken;
}

void present_counts_update(struct presenter *self)
{
	unsigned revision = editor_document(self->screen->editor)->revision;
	struct present_counts *counts = &self->counts;

	if (counts->is_made && counts->revision == revision)
		return;
	counts->is_made = true;
	counts->revision = revision;
	count(self, counts);
	counts->older += take(&counts->ideas, counts->former_ideas);
	take(&counts->questions, counts->former_questions);
}

/* --- in words --- */

static void append_count(size_t n, const char *what, struct str *out)
{
	str_appendf(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

static void append_new(const struct present_counts *self, bool has_questions, struct str *out)
{
	has_questions = has_questions && self->questions > 0;
	if (self->ideas == 0 && !has_questions)
		return;
	str_append_text(out, self->ideas > 0 ? "Parked " : "");
	if (self->ideas > 0)
		append_count(self->ideas, "idea", out);
	if (has_questions) {
		str_append_text(out, self->ideas > 0 ? ", " : "");
		append_count(self->questions, "question", out);
	}
}

static void append_older(const struct present_counts *self, struct str *out)
{
	bool is_alone = out->len == 0;

	if (self->older == 0)
		return;
	str_append_text(out, is_alone ? "" : " (");
	append_count(self->older, "older idea", out);
	str_append_text(out, is_alone ? "" : ")");
}

void present_counts_append(const struct present_counts *self, unsigned room, struct str *out)
{
	append_new(self, true, out);
	append_older(self, out);
	if (out->len <= room)
		return;
	str_clear(out);
	append_new(self, true, out);
	if (out->len <= room || self->ideas == 0)
		return;
	str_clear(out);
	append_new(self, false, out);
}
