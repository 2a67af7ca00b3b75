/* The form and the documents that tests of editing begin with. */
#ifndef SUPPORT_PROBE_H
#define SUPPORT_PROBE_H

/* The fields of the form, in order. */
enum editing_field {
	FIELD_TITLE,
	FIELD_BODY,
	FIELD_START,
	FIELD_END,
	FIELD_SHARE,
	FIELD_LEVEL,
	FIELD_DONE,
	FIELD_SPAN,
	FIELD_POINTS,
	FIELD_ZONE,
	FIELD_EVENTS,
	FIELD_NOTES,
	FIELD_FIXED,
};

/* The form, called probe. */
extern const char editing_form[];
/* A document with something in every field but the last, and two rows. */
extern const char editing_document[];
/* One with only its head. */
extern const char editing_empty[];

#endif
