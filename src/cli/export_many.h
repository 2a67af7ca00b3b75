/* Reports of any number of documents, in any number of formats, in a folder. */
#ifndef AFTERWORD_CLI_EXPORT_MANY_H
#define AFTERWORD_CLI_EXPORT_MANY_H

#include "export_job.h"

/* Does it with the formats and options of the job, which has nothing else yet but the call and the
 * name of the folder. Returns the exit status, with messages. */
int export_many(struct export_job *job);

#endif
