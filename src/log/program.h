/* The name of a program before what it says, as in syslog: "postgres[1187]: ". */
#ifndef AFTERWORD_LOG_PROGRAM_H
#define AFTERWORD_LOG_PROGRAM_H

#include "scan.h"

/* Reads "name[pid]: " or "name: "; false if it is not there. */
bool scan_program(struct scan *self, struct slice *name);

#endif
