/* The bar, the milestones' labels and the dots of an incident's picture. */
#ifndef AFTERWORD_REPORT_PICTURE_PARTS_H
#define AFTERWORD_REPORT_PICTURE_PARTS_H

#include "picture.h"

void picture_bar_place(struct picture *self, const struct incident *incident);
void picture_labels_place(struct picture *self, const struct incident *incident);
void picture_dots_place(struct picture *self, const struct incident *incident);

#endif
