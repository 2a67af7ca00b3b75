/* The place of a finding in the words of the screen. */
#ifndef AFTERWORD_TUI_FINDING_PLACE_H
#define AFTERWORD_TUI_FINDING_PLACE_H

#include "base/str.h"
#include "check/finding.h"

struct screen;

/* Appends it: "Row 09:15, What", "Row 3, Due", "Severity"; nothing for the document as a whole. */
void finding_place_append(
	const struct screen *screen, const struct finding *finding, struct str *out);

#endif
