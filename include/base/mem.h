/*
 * Memory that never fails: each function returns memory or ends the program through one
 * hook, so callers need no error path for it. By then what the user typed is in the
 * journal.
 */
#ifndef AFTERWORD_BASE_MEM_H
#define AFTERWORD_BASE_MEM_H

#include <stddef.h>

/* Called when memory is exhausted, in the thread that ran out, before the program ends. It must not
 * allocate. */
typedef void mem_hook(void);

/* Sets the hook (the editor restores the terminal in it), NULL for none. Returns the previous
 * one. */
mem_hook *mem_set_exhausted_hook(mem_hook *hook);

/* Ends the program as if out of memory, for libraries that report it instead. */
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
 * Returns the array, which may have moved, and updates *cap. Grows by half, so appending
 * one item at a time costs constant time on average.
 */
void *mem_grow(void *items, size_t *cap, size_t need, size_t size);

/* Returns freed memory to the system where the C library would keep it; for use after something
 * that needed a lot for a moment. */
void mem_trim(void);
/* From now on large blocks are given back to the system as soon as they are freed. */
void mem_give_back(void);

#endif
