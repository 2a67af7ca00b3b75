/*
 * The picture of an incident, laid out: where its phases, milestones, entries and hours are drawn.
 * Units are those of the drawing; text is 11 of them high and its width an estimate that holds for
 * wide fonts. It knows nothing of SVG.
 */
#ifndef AFTERWORD_REPORT_PICTURE_H
#define AFTERWORD_REPORT_PICTURE_H

#include "incident.h"

enum { PICTURE_TICKS_MOST = 40, PICTURE_HATCH = 18, PICTURE_DAY = 86400 };

#define PICTURE_ONGOING "Ongoing" /* at the right end above the bar of what still is */

struct picture_segment {
	enum incident_phase phase;
	double x;
	double width;
	struct str name;   /* in the bar: "Being mitigated" or "" */
	struct str length; /* "27 h 10 min" or "" */
	double text_x;
	bool is_named; /* else the legend names it */
	bool shows_length;
};

/* A day in which a milestone was. */
struct picture_band {
	double x;
	double width;
};

struct picture_label {
	struct str text;
	size_t word_len; /* without the time */
	double pole;     /* where its moment is */
	double x;        /* the left end of the text */
	double width;
	int level;        /* of its leader; -1: it is above its pole */
	bool is_at_right; /* anchored at its right end */
};

struct picture_dot {
	size_t entry;
	double x;
	int row;
	struct str label; /* "" where there was no room */
	double label_x;   /* its middle */
};

struct picture_tick {
	double x;
	struct str text; /* "" where there was no room */
	double text_x;
	int anchor; /* -1 start, 0 middle, 1 end */
	bool is_midnight;
	bool is_line;
	int rank; /* of two texts that are too near, the higher one stays */
};

struct picture {
	double width;
	bool is_narrow;
	bool is_by_day; /* all is at the noon of its day, and no times are shown */
	int64_t first;
	int64_t last;
	size_t n_known;   /* moments in between */
	int64_t gap_from; /* what is cut out of the picture; equal if nothing is */
	int64_t gap_to;
	struct picture_segment segments[N_PHASES];
	size_t n_segments;
	struct picture_band bands[N_MILESTONES]; /* if only days are known */
	size_t n_bands;
	double bar_from; /* where they begin */
	double bar_to;
	struct picture_label labels[N_MILESTONES];
	size_t n_labels;
	int64_t label_seconds; /* the moment of the last one */
	int levels;
	struct picture_dot *dots;
	size_t n_dots;
	int dot_rows;
	bool has_dot_labels;
	struct picture_tick ticks[PICTURE_TICKS_MOST];
	size_t n_ticks;
	bool is_ongoing;   /* the bar fades from .94 of the width on */
	bool starts_about; /* the first units of the bar are hatched */
	bool ends_about;   /* its last ones are */
};

/* false if fewer than two moments are known, or all are the same. Release it if true. */
bool picture_init(
	struct picture *self, const struct incident *incident, double width, bool is_narrow);
void picture_release(struct picture *self);

/* "12:04"; with seconds if the whole took only some minutes. */
void picture_write_clock(const struct picture *self, const struct civil *civil, struct str *out);
/* Is there more than one day of each name, so that a clock alone says little? */
bool picture_is_long(const struct picture *self);
double picture_x(const struct picture *self, int64_t seconds);
double picture_text_width(const char *text, size_t len, bool is_bold);

#endif
