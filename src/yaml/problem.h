/* libyaml's errors in plain words. */
#ifndef AFTERWORD_YAML_PROBLEM_H
#define AFTERWORD_YAML_PROBLEM_H

#include "base/err.h"
#include "yaml/tree.h"

#include <yaml.h>

/* Sets err from a parser that has failed, with the position a person should look at. Returns
 * false. */
bool yaml_parser_explain(
	const yaml_parser_t *parser, const struct yaml_tree *tree, struct err *err);

#endif
