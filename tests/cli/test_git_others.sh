#!/bin/sh
# Files that are not documents are merged as if Afterword were not installed.
. "$SOURCE_ROOT/tests/cli/git.sh"

# make_history BASE OURS THEIRS: makes two repositories with these versions of a file: "git", and
# "driver", which has our driver
make_history() {
	cd "$scratch"
	rm -rf git driver
	git init -q -b main git
	cd git
	echo "* conflict-marker-size=$size" >.git/info/attributes
	printf "$1" >other.yaml
	commit base
	git branch side
	printf "$2" >other.yaml
	commit main
	git checkout -q side
	printf "$3" >other.yaml
	commit side
	git checkout -q main
	cp -R "$scratch/git" "$scratch/driver"
	cd "$scratch/driver"
	expect 0 afterword git-setup --write
}

# merge_as WHO: merges in a copy of that repository, in $style
merge_as() {
	cp -R "$scratch/$1" "$scratch/merged"
	cd "$scratch/merged"
	status=0
	git -c merge.conflictStyle="$style" merge side >"$log" 2>&1 || status=$?
	echo $status >>"$log.status"
	git status --short -- other.yaml >>"$log.status"
	sed 's/^\(|||||||*\) .*/\1/' <other.yaml >"$scratch/other.$1"
	cd "$scratch"
	rm -rf "$scratch/merged"
}

# other_file BASE OURS THEIRS: git alone and git with the driver must give the same result, in every
# style and with markers of $size characters
other_file() {
	make_history "$@"
	for style in merge diff3 zdiff3; do
		story="other files, $style"
		merge_as git
		merge_as driver
		same "$scratch/other.git" "$scratch/other.driver"
		[ "$(sort -u "$log.status" | wc -l)" -le 2 ] ||
			fail "git would have ended otherwise"
		rm "$log.status"
	done
}

size=12
other_file 'a: 1\nb: 2\n' 'a: 2\nb: 2\n' 'a: 3\nb: 2\n'
size=7
other_file 'a: 1\nb: 2\nc: 3\n' 'a: 2\nb: 2\nc: 3\n' 'a: 1\nb: 2\nc: 4\n'
other_file 'a: 1\nb: 2\n' 'a: 2\nb: 2\n' 'a: 3\nb: 2\n'
other_file 'a: 1\nb: 2\n' 'x: 0\na: 2\nb: 2\n' 'x: 0\na: 3\nb: 2\n'
other_file 'a: 1' 'a: 2' 'a: 3'
other_file 'a: 1\n' 'a: 2' 'a: 3\n'
other_file 'a: 1\r\nb: 2\r\n' 'a: 2\r\nb: 2\r\n' 'a: 3\r\nb: 2\r\n'
other_file 'a: 1\r\nb: 2\r\n' 'a: 1\nb: 2\n' 'a: 3\r\nb: 2\r\n'
other_file '\357\273\277a: 1\n' '\357\273\277a: 2\n' '\357\273\277a: 3\n'
other_file '' 'a: 2\n' 'a: 3\n'
other_file 'a: 1\n' '' 'a: 3\n'
other_file 'a\0b\n' 'a\0c\n' 'a\0d\n'
other_file '\377\n1\n' '\377\n2\n' '\377\n3\n'
# Only some of the versions are documents, or they are documents of different forms.
other_file 'afterword: 1\nform: postmortem\ntitle: a\n' \
	'afterword: 1\nform: postmortem\ntitle: [\n' \
	'afterword: 1\nform: postmortem\ntitle: c\n'
other_file 'afterword: 1\nform: postmortem\ntitle: a\n' \
	'afterword: 1\nform: postmortem\ntitle: b\n' 'title: c\n'
other_file 'afterword: 1\nform: nowhere\ntitle: a\n' \
	'afterword: 1\nform: nowhere\ntitle: b\n' 'afterword: 1\nform: nowhere\ntitle: c\n'
other_file 'afterword: 1\nform: postmortem\ntitle: a\n' \
	'afterword: 1\nform: postmortem\ntitle: b\ntitle: b\n' \
	'afterword: 1\nform: postmortem\ntitle: c\n'
