/*
 * What of a document is for everybody. All reports and checks ask here, so that no format can show
 * what another one leaves out.
 */
#ifndef AFTERWORD_MODEL_PUBLIC_H
#define AFTERWORD_MODEL_PUBLIC_H

#include "model/document.h"

/*
 * May a field or column be shown to everybody? Not what the form calls private, itself or with its
 * page; nor who did what, whose task it is, tickets, what marks a row as private, and, unless they
 * are wanted, the authors.
 */
bool field_is_public(const struct form_field *field, bool with_authors);

/*
 * May what a public field or column has? Not what is of another kind than it: that is shown as it
 * is in the file, with comments, keys and whatever else is there.
 */
bool value_is_public(
	const struct document *document, const struct form_field *field, const struct value *value);

/*
 * May a row? Not if its flag with the role row-private is set, or says anything but no, or may be
 * said elsewhere, as with a merge key; nor one that is not of columns.
 */
bool row_is_public(const struct form_field *table, const struct row *row);

/*
 * Makes self a document of the same form with only what is public of another one. It has no source
 * and cannot be saved; its rows keep their ids.
 */
void document_copy_public(struct document *self, const struct document *other, bool with_authors);

#endif
