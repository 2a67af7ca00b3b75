/* afterword review --agree, --state and the like: sign-offs, and changes of the status. */
#include "review_call.h"

#include "check/check.h"
#include "model/place_path.h"
#include "review/signoffs.h"
#include "review/states.h"
#include "review_since.h"
#include "user_settings.h"

#include <assert.h>
#include <string.h>

struct signing {
	const char *by;
	char id[ID_SIZE];
};

static const struct act {
	enum review_option option;
	enum signoff_does does;
} acts[] = {
	{REVIEW_ASK, SIGNOFF_ASKS},
	{REVIEW_AGREE, SIGNOFF_AGREES},
	{REVIEW_OBJECT, SIGNOFF_OBJECTS},
	{REVIEW_WITHDRAW, SIGNOFF_WITHDRAWS},
};

static const struct act *find_act(const struct invocation *call)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (call->values[acts[i].option])
			return &acts[i];
	return NULL;
}

static bool apply(struct document *document, struct op *op, struct err *err)
{
	bool done = document_apply_at(document, op, err);

	op_release(op);
	return done;
}

/* --- sign-offs --- */

static bool add_signoff(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	const struct signing *self = data;
	const struct act *act = find_act(call);
	assert(act != NULL); /* see check_call */
	struct new_signoff new = {.does = act->does,
		.by = self->by,
		.who = call->values[REVIEW_ASK],
		.text = call->values[REVIEW_OBJECT]};
	struct op op = {0};

	if (act->does == SIGNOFF_WITHDRAWS) {
		struct signoffs signoffs;
		bool has_any;

		signoffs_init(&signoffs, document, invocation_now(call));
		has_any = signoffs_find(&signoffs, self->by) != NULL;
		signoffs_release(&signoffs);
		if (!has_any)
			return err_set(
				err, ERR_MISSING, "%s has said nothing to withdraw", self->by);
	}
	signoff_op(document, &new, self->id, invocation_now(call), &op);
	return apply(document, &op, err);
}

/* --- status --- */

/* Is there such a place, or none given? */
static bool is_place(const struct document *document, struct slice path, struct err *err)
{
	struct str text = {0};
	struct place place;
	bool is_there;

	if (path.data == NULL)
		return true;
	path = slice_trim(path);
	str_append(&text, path.data, path.len);
	is_there = path.len == 0 || place_parse(&place, document, str_text(&text), err);
	str_release(&text);
	return is_there;
}

/* One finding per line, from a list with commas. False if one names no rule that can be waived. */
static bool read_waivers(
	const struct document *document, const char *list, struct str *out, struct err *err)
{
	struct slice rest = slice_of_text(list ? list : "");
	struct slice item, word;
	size_t n;
	const struct rule *rules = check_rules(&n);

	while (slice_next_part(&rest, ',', &item)) {
		struct slice words = item = slice_trim(item);
		size_t i = 0;

		if (item.len == 0)
			continue;
		slice_next_part(&words, ' ', &word);
		while (i < n && !slice_equal(word, rules[i].id))
			i++;
		if (i == n)
			return err_set(err, ERR_USAGE, "there is no rule '%.*s'", (int)word.len,
				word.data);
		if (check_waiver_refusal(&rules[i]))
			return err_set(err, ERR_USAGE, "'%s' cannot be waived: %s", rules[i].id,
				check_waiver_refusal(&rules[i]));
		if (!is_place(document, words, err))
			return false;
		list_append(out, item.data, item.len);
	}
	return true;
}

static bool add_state(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	const struct signing *self = data;
	unsigned field = form_find_role(document->form, ROLE_STATUS);
	struct new_state new = {.by = self->by, .why = call->values[REVIEW_WHY]};
	struct str waives = {0};
	struct op op = {0};
	bool done = false;

	if (field == FORM_NONE)
		return err_set(err, ERR_MISSING, "form '%s' has no status", document->form->name);
	if (!status_parse(call->values[REVIEW_STATE], &new.to))
		return err_set(err, ERR_USAGE, "unknown status '%s'; use draft, review or final",
			call->values[REVIEW_STATE]);
	if (read_waivers(document, call->values[REVIEW_WAIVE], &waives, err)) {
		struct place place = {.field = field};

		new.waives = str_text(&waives);
		document_op_set(
			document, &place, status_name(new.to), strlen(status_name(new.to)), &op);
		done = apply(document, &op, err);
		if (waives.len > 0 || new.why)
			state_op(document, &new, self->id, invocation_now(call), &op);
		else if (!state_note_op(document, self->by, self->id, invocation_now(call), &op))
			goto out; /* it has been said already */
		done = done && document_apply_at(document, &op, err);
	}
out:
	op_release(&op);
	str_release(&waives);
	return done;
}

/* Is there nothing in it but white space and these? */
static bool is_blank(const char *text, const char *others)
{
	while (ascii_is_space(*text) || ascii_is_one_of(*text, others))
		text++;
	return *text == '\0';
}

static bool check_call(const struct invocation *call, struct err *err)
{
	size_t n = call->values[REVIEW_STATE] != NULL;

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		n += call->values[acts[i].option] != NULL;
	if (n != 1)
		return err_set(err, ERR_USAGE,
			n == 0 ? "--waive and --why belong to --state"
			       : "say one thing at a time: --agree, --object, --state, ...");
	if (!call->values[REVIEW_STATE] && (call->values[REVIEW_WAIVE] || call->values[REVIEW_WHY]))
		return err_set(err, ERR_USAGE, "--waive and --why belong to --state");
	if (call->values[REVIEW_WAIVE] &&
		(!call->values[REVIEW_WHY] || is_blank(call->values[REVIEW_WHY], "")))
		return err_set(err, ERR_USAGE, "--waive needs --why, the reason");
	if (call->values[REVIEW_WAIVE] && is_blank(call->values[REVIEW_WAIVE], ", "))
		return err_set(err, ERR_USAGE,
			"--waive needs findings, such as 'missing impact.affected'");
	if ((call->values[REVIEW_ASK] && is_blank(call->values[REVIEW_ASK], "")) ||
		(call->values[REVIEW_OBJECT] && is_blank(call->values[REVIEW_OBJECT], "")))
		return err_set(err, ERR_USAGE, "--ask needs a name, --object a reason");
	return !call->values[REVIEW_ASK] || user_name_check(call->values[REVIEW_ASK], "--ask", err);
}

bool review_is_signing(const struct invocation *call)
{
	for (size_t i = REVIEW_ASK; i <= REVIEW_WAIVE; i++)
		if (call->values[i])
			return true;
	return call->values[REVIEW_WHY] && !call->values[REVIEW_TICK];
}

int review_sign(const struct invocation *call)
{
	struct signing signing = {0};
	struct str by = {0};
	struct err err = {0};
	bool done = check_call(call, &err) && review_name(call, call->arguments[0], &by, &err);

	if (done) {
		signing.by = str_text(&by);
		id_source_next(&call->ids, signing.id);
		done = document_update(call, call->arguments[0],
			call->values[REVIEW_STATE] ? add_state : add_signoff, &signing, &err);
	}
	if (done && call->values[REVIEW_AGREE] && !review_keep(call, READ_MARK_SIGNOFF, &err))
		complain("what you have signed is not remembered: %s", err.message);
	if (done)
		review_say_git_setup(call);
	else
		complain_err(&err);
	str_release(&by);
	return done ? EXIT_FINE : EXIT_WRONG;
}
