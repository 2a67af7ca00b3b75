/* Checked printf formats, the one compiler extension in use, where the compiler supports it. */
#ifndef AFTERWORD_BASE_ATTRIBUTE_H
#define AFTERWORD_BASE_ATTRIBUTE_H

#if defined(__GNUC__)
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#else
#define PRINTF_LIKE(text, first)
#endif

#endif
