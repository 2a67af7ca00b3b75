#!/bin/sh
# Files that are not documents are merged as if Afterword were not installed.
. "$SOURCE_ROOT/tests/cli/git.sh"

# An empty repository, and one that is set up.
git init -q -b main --template= "$scratch/empty"
mkdir "$scratch/empty/.git/info"
cp -a "$scratch/empty" "$scratch/set-up"
cd "$scratch/set-up"
expect 0 afterword git-setup --write

# version BRANCH MARK FROM TEXT: a commit for git fast-import; from "" if it goes on with its branch
version() {
	printf "$4" >"$scratch/version"
	printf 'commit refs/heads/%s\nmark :%s\n' "$1" "$2"
	printf 'committer A <a@example.org> 1697356800 +0000\ndata 0\n'
	[ -z "$3" ] || echo "from :$3"
	printf 'M 100644 inline other.yaml\ndata %d\n' "$(wc -c <"$scratch/version")"
	cat "$scratch/version"
	echo
}

# make_history BASE OURS THEIRS: makes two repositories with these versions of a file: "git", and
# "driver", which has our driver
make_history() {
	cd "$scratch"
	rm -rf git driver
	cp -a empty git
	cd git
	echo "* conflict-marker-size=$size" >.git/info/attributes
	{
		version main 1 '' "$1"
		version side 2 1 "$3"
		version main 3 '' "$2"
	} | git fast-import --quiet
	git checkout -q main
	cp -a "$scratch/git" "$scratch/driver"
	cp "$scratch/set-up/.gitattributes" "$scratch/driver"
	cp "$scratch/set-up/.git/config" "$scratch/driver/.git"
	cp "$scratch/set-up/.git/info/exclude" "$scratch/driver/.git/info"
}

# merge_as WHO: merges in that repository in $style, and takes the merge back
merge_as() {
	cd "$scratch/$1"
	status=0
	git -c merge.conflictStyle="$style" merge side >"$log" 2>&1 || status=$?
	echo $status >>"$log.status"
	git status --short -- other.yaml >>"$log.status"
	sed 's/^\(|||||||*\) .*/\1/' <other.yaml >"$scratch/other.$1"
	git reset -q --hard main
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
