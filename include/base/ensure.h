/*
 * The asserts that guard text. They stay in every build, even with NDEBUG.
 *
 * Where a broken assumption would read or write outside a text, put a change in the wrong
 * position or let a save go out of step, ending the program is safer: the journal holds
 * what was typed, and the next start brings it back. Plain assert is for everything else.
 */
#ifndef AFTERWORD_BASE_ENSURE_H
#define AFTERWORD_BASE_ENSURE_H

#define ENSURE(condition)                                                                          \
	((condition) ? (void)0 : ensure_failed(#condition, __FILE__, __LINE__, __func__))

/* Reports the failed condition, as assert does, and aborts. */
_Noreturn void ensure_failed(
	const char *condition, const char *file, int line, const char *function);

#endif
