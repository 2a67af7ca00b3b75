/* The options of export, and what their words mean. */
#ifndef AFTERWORD_CLI_EXPORT_OPTIONS_H
#define AFTERWORD_CLI_EXPORT_OPTIONS_H

#include "internal.h"
#include "report/report.h"

/* In the order of the help. */
enum export_option {
	OPTION_TO,
	OPTION_OUT,
	OPTION_PUBLIC,
	OPTION_AUTHORS,
	OPTION_STRICT,
	OPTION_TASKS,
	OPTION_WIDTH,
	OPTION_PAPER,
	OPTION_IMAGES,
	OPTION_FINDINGS,
	OPTION_REVIEW,
	OPTION_AS_OF,
	OPTION_FORCE,
};

/*
 * What reports are made with; false, with a message, for a word that an option does not take, or an
 * option without the one that it needs.
 */
bool export_options_read(const struct invocation *call, struct report_options *options);

/* false, with a message, if an option is for formats other than these. */
bool export_options_suit(
	const struct invocation *call, const struct exporter *const *exporters, size_t n_exporters);

#endif
