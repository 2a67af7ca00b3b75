/* Whether the address sanitizer watches this build, which makes all things slower and larger. */
#ifndef SUPPORT_SANITIZED_H
#define SUPPORT_SANITIZED_H

#ifndef __has_feature
#define __has_feature(name) 0 /* clang's; gcc defines a macro of its own */
#endif

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

#endif
