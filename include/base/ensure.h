/*
 * The asserts that guard text: they stay in every build, also with NDEBUG.
 *
 * Where a broken promise would read or write beside a text, put a change in the wrong
 * place or let a save go out of step, it is better to end: the journal holds what was
 * typed, and the next start brings it back. Plain assert is for all else.
 */
#ifndef AFTERWORD_BASE_ENSURE_H
#define AFTERWORD_BASE_ENSURE_H

#define ENSURE(condition)                                                                          \
	((condition) ? (void)0 : ensure_failed(#condition, __FILE__, __LINE__, __func__))

/* Says what does not hold, as assert does, and aborts. */
_Noreturn void ensure_failed(
	const char *condition, const char *file, int line, const char *function);

#endif
