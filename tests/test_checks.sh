#!/bin/sh
# Each check_*.sh can fail: it complains about a copy of the tree in which one thing is wrong, and
# about an empty tree.
#
#   test_checks.sh ROOT
set -u
cd "$1" || exit 2
. tests/support/folder.sh
tree=$scratch/tree
bad=0

# The copy is of links. What a case breaks is a file of its own, until the next one.
mkdir "$tree"
cp -as "$PWD/src" "$PWD/include" "$PWD/docs" "$PWD/.ci" "$PWD"/*.md "$PWD/bootstrap" "$tree"
ln -s "$PWD/tests" "$PWD/forms" "$tree"
root=$PWD

# add FILE LINE: at its end
add() {
	edit "" "$1"
	printf '%s\n' "$2" >>"$1"
}

# edit SCRIPT FILE: by sed
edit() {
	sed "$1" "$root/$2" >"$scratch/edited" && drop "$2" && cp "$scratch/edited" "$2"
	[ ! -x "$root/$2" ] || chmod +x "$2"
}

drop() {
	rm -f "$1"
	echo "$1" >>"$scratch/broken"
}

# new FILE TEXT
new() {
	mkdir -p "$(dirname "$1")"
	printf '%s\n' "$2" >"$1"
	echo "$1" >>"$scratch/broken"
}

restore() {
	while read -r file; do
		rm -f "$tree/$file"
		[ ! -e "$file" ] || ln -s "$root/$file" "$tree/$file"
	done <"$scratch/broken"
}

# rejects CHECK WORDS COMMAND: what it says of a tree in which the command broke something
rejects() {
	: >"$scratch/broken"
	(cd "$tree" && eval "$3") || { echo "cannot break: $3"; bad=1; }
	said=$("tests/check_$1.sh" "$tree" 2>&1) && { echo "$1 accepts: $3"; bad=1; }
	case $said in
	*"$2"*) ;;
	*) printf '%s does not say "%s" after: %s\n%s\n' "$1" "$2" "$3" "$said"; bad=1 ;;
	esac
	restore
}

mkdir "$scratch/empty"
for check in tests/check_*.sh; do
	name=${check#tests/check_}
	"$check" "$scratch/empty" >"$scratch/said" 2>&1 && { echo "$name accepts an empty tree"; bad=1; }
	# Whoever adds a check shows here that it can fail.
	grep -q "^rejects ${name%.sh} " "$0" || { echo "nothing shows that $name can fail"; bad=1; }
done

rejects layers 'layer text must not include model/' \
	'add src/text/wrap.c "#include \"model/form.h\""'
rejects layers '<yaml.h> is not for here' 'add src/model/form.c "#include <yaml.h>"'
rejects layers 'files, threads and clocks' 'add src/edit/apply.c "#include <time.h>"'
rejects layers 'only src/base/fileio_system.c goes beyond POSIX' \
	'add src/store/file.c "#define _GNU_SOURCE"'
rejects layers 'unknown layer other' 'new src/other/a.c "#include <errno.h>"'
rejects circles 'text: these files call each other: one two' '
	new src/text/one.c "void one(void)
{
	two();
}"
	new src/text/two.c "void two(void)
{
	one();
}"'
rejects callers 'nobody uses str_forgotten' \
	'add include/base/str.h "void str_forgotten(struct str *self);"'
rejects kinds 'a column of the table of kinds' \
	'add src/edit/apply.c "static enum kind kind = KIND_DATE;"'
rejects kinds 'KIND_FLAG needs a function that reads what is typed' \
	'edit "/\.parse = typed_truth/d" src/model/kind.c'
rejects kinds 'KIND_DATE needs one row' 'edit "s/\[KIND_DATE\] =/[KIND_OTHER] =/" src/model/kind.c'
rejects actions 'ACTION_SAVE needs one row' \
	'edit "s/\[ACTION_SAVE\] =/[ACTION_OTHER] =/" src/keys/action.c'
rejects actions 'ACTION_UNDO is done by nobody' \
	'edit "s/\[ACTION_UNDO\] =/[ACTION_OTHER] =/" src/edit/actions.c'
rejects actions 'ACTION_UNDO is done twice' 'add src/session/actions.c "	[ACTION_UNDO] = {undo},"'
rejects members 'struct too_large has 21 members' '
	new src/edit/large.h "struct too_large {
	int a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t;
	void (*u)(int, int);
};"'
rejects names 'have the same name' 'new src/edit/str.c ""'
rejects names 'show need not be allowed any more' 'drop src/report/show.c'
rejects bootstrap 'does not say "this is not a Debian' 'edit "s/this is not/here is no/" bootstrap'
rejects bootstrap 'deps --all lacks gcovr' 'edit "/gcovr/d" bootstrap'
rejects docs 'README.md: no such path: src/none.c' 'add README.md "See \`src/none.c\`."'
rejects docs 'disorder' 'add docs/glossary.md "| action | Again. |"'
rejects files 'docs/files.md has no line for src/base/new.c' 'new src/base/new.c ""'
rejects files 'docs/files.md has a line too many for src/base/str.c' 'drop src/base/str.c'
rejects fuzz 'needs the formats of src/log/formats.c' \
	'edit "s/{.irssi./{\"other\"/" src/log/formats.c'
exit $bad
