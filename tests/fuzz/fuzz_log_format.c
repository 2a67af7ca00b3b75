/* The format that a target reads; "" for the one that the text looks like. */
extern const char fuzz_log_format[];

const char fuzz_log_format[] = FORMAT;
