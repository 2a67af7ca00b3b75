/* The one compiler extension in use, where the compiler has it: checked printf formats. */
#ifndef AFTERWORD_BASE_ATTRIBUTE_H
#define AFTERWORD_BASE_ATTRIBUTE_H

#if defined(__GNUC__)
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#else
#define PRINTF_LIKE(text, first)
#endif

#endif
