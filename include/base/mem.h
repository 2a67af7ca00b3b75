/*
 * Memory that never fails: each function returns memory or ends the program
 * through one hook, so no caller carries a dead error path. What the user typed
 * is in the journal by then.
 */
#ifndef AFTERWORD_BASE_MEM_H
#define AFTERWORD_BASE_MEM_H

#include <stddef.h>

/* Called when memory is exhausted, in the thread that found it so, before the program ends. It must
 * not allocate. */
typedef void mem_hook(void);

/* Sets the hook (the editor restores the terminal in it), NULL for none. Returns the one before. */
mem_hook *mem_set_exhausted_hook(mem_hook *hook);

/* Ends the program as exhausted, for libraries that report it instead of ending. */
_Noreturn void mem_exhausted(void);

void *mem_alloc(size_t size);
void *mem_zalloc(size_t count, size_t size);
void *mem_resize(void *block, size_t count, size_t size);
char *mem_strdup(const char *text);
/* Copies len bytes and adds a NUL. */
char *mem_strndup(const char *text, size_t len);

/*
 * Makes room for at least need items in a growing array.
 *
 * Returns the array, perhaps moved; *cap is updated. Grows by half, so appending
 * one by one costs constant time on average.
 */
void *mem_grow(void *items, size_t *cap, size_t need, size_t size);

/* Gives back to the system what was freed, where the C library would keep it for later: after
 * something that took much for a moment. */
void mem_trim(void);

#endif
