/* Files to measure with: paragraphs of 1,300 characters, as a postmortem or as plain text. */
#ifndef AFTERWORD_BENCH_SAMPLE_H
#define AFTERWORD_BENCH_SAMPLE_H

/* A postmortem whose service field holds so many paragraphs; ends the program on failure. */
void sample_document(const char *path, int paragraphs);
void sample_text(const char *path, int paragraphs);
/* A postmortem of a size whose cause, one text, is full of what check points at. */
void sample_findings(const char *path, long size);

/* A postmortem with so many rows in its timeline, three minutes apart. */
void sample_rows(const char *path, int rows);

#endif
