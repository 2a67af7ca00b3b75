/* What a file has before its root mapping and after it. */
#include "yaml_outline.h"

#include <string.h>

struct slice head_of(const struct yaml_tree *tree)
{
	struct slice bytes = slice_of(&tree->source);
	struct slice rest = slice_from(bytes, tree->has_bom ? 3 : 0);
	struct slice head = {rest.data, 0};
	size_t end = tree->root == YAML_NONE ? bytes.len : yaml_node(tree, tree->root)->start;
	struct slice line;

	while (rest.data < bytes.data + end && slice_next_line(&rest, &line)) {
		if (line.len < 3 || memcmp(line.data, "---", 3) != 0 ||
			(line.len > 3 && !ascii_is_space(line.data[3])))
			continue;
		head.len = (size_t)(rest.data - head.data);
		break;
	}
	return head;
}

struct slice foot_of(const struct yaml_tree *tree)
{
	return slice_from(slice_of(&tree->source), tree->content_end);
}
