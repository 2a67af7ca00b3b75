/* Merges of three files and their expected results, for the tests of merge_files. */
#ifndef AFTERWORD_TESTS_MERGE_CASES_H
#define AFTERWORD_TESTS_MERGE_CASES_H

#include "document_fixture.h"

#include "merge_bytes.h"

#define EVENTS HEAD "log:\n  events:\n"

struct file_case {
	const char *base, *ours, *theirs, *merged; /* merged NULL: refused */
	size_t n_conflicts;
	const char *refusal; /* NULL: whatever it says */
};

static inline bool merge(const struct form *form, const char *const sources[3], struct str *out,
	size_t *conflicts, struct err *err)
{
	struct str texts[3] = {{0}};

	for (size_t i = 0; i < 3; i++)
		str_append_text(&texts[i], sources[i] ? sources[i] : "");
	str_clear(out);
	bool is_fine = merge_bytes(form, sources[0] ? &texts[0] : NULL, &texts[1], &texts[2], NULL,
		out, conflicts, err);

	for (size_t i = 0; i < 3; i++)
		str_release(&texts[i]);
	return is_fine;
}

static inline void check_cases(const struct file_case *cases, size_t n)
{
	struct form *form = fixture_form_new();
	struct str out = {0};

	for (size_t i = 0; i < n; i++) {
		const char *sources[3] = {cases[i].base, cases[i].ours, cases[i].theirs};
		struct err err = {0};
		size_t conflicts;
		bool is_fine = merge(form, sources, &out, &conflicts, &err);

		if (is_fine != (cases[i].merged != NULL))
			fail_msg("case %zu: %s\n%s", i, err.message, str_text(&out));
		if (is_fine && (strcmp(str_text(&out), cases[i].merged) != 0 ||
				       conflicts != cases[i].n_conflicts))
			fail_msg("case %zu: %zu conflicts in\n%s", i, conflicts, str_text(&out));
		if (!is_fine)
			assert_int_equal(out.len, 0);
		if (cases[i].refusal)
			assert_string_equal(err.message, cases[i].refusal);
	}
	str_release(&out);
	form_free(form);
}

#endif
