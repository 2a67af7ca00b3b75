/* afterword review --checklist and --tick: the questions of the form, and their answers. */
#include "review_call.h"

#include "report/checklist.h"
#include "review/checklist.h"

#include <string.h>

/* --- the list --- */

static bool print_checklist(
	const struct invocation *call, const struct document *document, struct err *err)
{
	const char *format = call->values[REVIEW_FORMAT];
	struct checklist checklist;
	struct str text = {0};
	bool done = true;

	checklist_init(&checklist, document, invocation_now(call));
	if (checklist.n == 0)
		complain(
			"%s: form '%s' has no checklist", call->arguments[0], document->form->name);
	if (format && strcmp(format, "json") == 0)
		done = checklist_format_json(&checklist, &text, err);
	else
		checklist_format_text(&checklist, &text);
	done = done && print(&text);
	checklist_release(&checklist);
	str_release(&text);
	return done;
}

static bool print_file(const struct invocation *call, bool *is_settled, struct err *err)
{
	struct form_cache cache;
	struct loaded loaded;
	struct checklist checklist;
	bool done;

	form_cache_init(&cache, call->io);
	done = loaded_init(&loaded, &cache, call->arguments[0], err);
	if (done) {
		checklist_init(&checklist, &loaded.document, invocation_now(call));
		*is_settled = checklist.n_settled == checklist.n;
		checklist_release(&checklist);
		done = print_checklist(call, &loaded.document, err);
		loaded_release(&loaded);
	} else {
		err_locate(err, call->arguments[0], 0, 0);
	}
	form_cache_release(&cache);
	return done;
}

int review_checklist(const struct invocation *call)
{
	const char *format = call->values[REVIEW_FORMAT];
	struct err err = {0};
	bool is_settled = false;

	if (format && strcmp(format, "json") != 0 && strcmp(format, "text") != 0) {
		complain("unknown format '%s'; use text or json", format);
		return EXIT_WRONG;
	}
	if (!print_file(call, &is_settled, &err))
		return complain_err(&err);
	return is_settled ? EXIT_FINE : EXIT_FINDINGS;
}

/* --- an answer --- */

struct ticking {
	struct new_tick new;
	char id[ID_SIZE];
};

static bool set_answer(struct new_tick *new, const char *text, struct err *err)
{
	unsigned answer = 0;

	while (answer < N_TICK_ANSWERS &&
		strcmp(tick_answer_name((enum tick_answer)answer), text) != 0)
		answer++;
	if (answer == N_TICK_ANSWERS)
		return err_set(err, ERR_USAGE, "unknown answer '%s'; use yes, no or n/a", text);
	new->answer = (enum tick_answer)answer;
	if (new->answer == TICK_NOT_APPLICABLE &&
		(!new->why || slice_trim(slice_of_text(new->why)).len == 0))
		return err_set(err, ERR_USAGE, "--answer n/a needs --why, the reason");
	return true;
}

static bool add_tick(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	struct ticking *self = data;
	struct op op = {0};
	bool done;

	if (document->form->n_checklist == 0)
		return err_set(
			err, ERR_MISSING, "form '%s' has no checklist", document->form->name);
	if (!form_find_question(document->form, self->new.of))
		return err_set(err, ERR_MISSING,
			"the checklist of form '%s' has no question '%s'; 'afterword review "
			"--checklist' shows those it has",
			document->form->name, self->new.of);
	tick_op(document, &self->new, self->id, invocation_now(call), &op);
	done = document_apply_at(document, &op, err);
	op_release(&op);
	return done;
}

int review_tick(const struct invocation *call)
{
	const char *answer = call->values[REVIEW_ANSWER];
	struct ticking ticking = {
		.new = {.of = call->values[REVIEW_TICK], .why = call->values[REVIEW_WHY]}};
	struct str by = {0};
	struct err err = {0};
	bool done = set_answer(&ticking.new, answer ? answer : "yes", &err) &&
		    review_name(call, call->arguments[0], &by, &err);

	if (done) {
		ticking.new.by = str_text(&by);
		id_source_next(&call->ids, ticking.id);
		done = document_update(call, call->arguments[0], add_tick, &ticking, &err);
	}
	if (done)
		review_say_git_setup(call);
	else
		complain_err(&err);
	str_release(&by);
	return done ? EXIT_FINE : EXIT_WRONG;
}
