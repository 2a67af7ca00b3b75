/* The exporters, for the table that lists them. */
#ifndef AFTERWORD_REPORT_INTERNAL_H
#define AFTERWORD_REPORT_INTERNAL_H

#include "report/report.h"

bool text_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);
bool markdown_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);
bool html_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);
bool json_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);
bool timeline_csv_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);
bool timeline_tsv_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);
bool tasks_csv_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);
bool tasks_tsv_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);
bool calendar_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err);

#endif
