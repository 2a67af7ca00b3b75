/* CRC-32C (Castagnoli; RFC 3720 appendix B.4), the checksum of journal records. */
#ifndef AFTERWORD_BASE_CRC32C_H
#define AFTERWORD_BASE_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/* Continues a checksum over len bytes; the first call passes 0. */
uint32_t crc32c(uint32_t sum, const void *bytes, size_t len);

#endif
