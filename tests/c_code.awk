# Shared by the checks that read C: returns a line without comments, strings and characters. Set
# in_comment to 0 at the start of each file.
function strip(line,    out, end) {
	out = ""
	while (line != "") {
		if (in_comment) {
			end = index(line, "*/")
			if (!end)
				return out
			line = substr(line, end + 2)
			in_comment = 0
		} else if (match(line, /^("(\\.|[^"\\])*"|\047(\\.|[^\047\\])*\047)/)) {
			out = out "@"
			line = substr(line, RLENGTH + 1)
		} else if (substr(line, 1, 2) == "/*") {
			in_comment = 1
			line = substr(line, 3)
		} else {
			out = out substr(line, 1, 1)
			line = substr(line, 2)
		}
	}
	return out
}
