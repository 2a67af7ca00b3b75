/* The parts of a path. */
#ifndef AFTERWORD_STORE_PATH_H
#define AFTERWORD_STORE_PATH_H

struct str;

/* Appends the folder part of a path; "." if it has none. */
void path_folder(const char *path, struct str *out);

/* The last part of a path, borrowed. */
const char *path_name(const char *path);

#endif
