/* What the rows of the table of kinds refer to: reading typed text, showing stored text. */
#ifndef AFTERWORD_MODEL_KIND_VALUES_H
#define AFTERWORD_MODEL_KIND_VALUES_H

#include "model/kind.h"

kind_parser typed_as_is;
kind_parser
	typed_line; /* any text, except for the zone: that is stored by its name in the database */
kind_parser typed_time;
kind_parser typed_number;
kind_parser typed_choice;
kind_parser typed_truth;

kind_shower show_time;

#endif
