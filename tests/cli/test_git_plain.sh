#!/bin/sh
# Two clones in which nobody ran git-setup: git merges comments line by line, and conflicts. Nothing
# is lost by that, everything says so, and there are two ways to have both comments.
. "$SOURCE_ROOT/tests/cli/git.sh"
: "${scratch:?}"
unset GIT_AUTHOR_NAME

# comment CLONE TEXT OPTION...: commits a comment
comment() {
	clone=$1 text=$2
	shift 2
	(
		cd "$scratch/$clone"
		AFTERWORD_NAME=$clone expect 0 afterword review --comment "$text" "$@" outage.yaml
		git commit -qam "$text"
	)
}

# both TEXT...: all of them are comments of the document here
both() {
	for text; do
		holds outage.yaml "$text"
		afterword review --list outage.yaml >"$log" 2>&1 || true
		holds "$log" ": $text"
	done
	value outage.yaml impact.service "Payments were down all day."
	holds outage.yaml "# kept by hand"
	holds outage.yaml "severity: sev3 # as graded"
}

story="two clones without the driver"
git init -q -b main "$scratch/hub"
cd "$scratch/hub"
document >outage.yaml
commit base
for clone in ida tom; do
	git clone -q "$scratch/hub" "$scratch/$clone" 2>"$log"
	git -C "$scratch/$clone" config user.name $clone
done
comment ida "ida asks" --on impact.service
comment tom "tom asks" --on impact.service
cd "$scratch/tom"
expect 1 git pull -q --no-rebase --no-edit ../ida main
cp outage.yaml ../conflict
for text in "ida asks" "tom asks" "<<<<<<<" ">>>>>>>"; do
	holds outage.yaml "$text"
done

story="everything says what is wrong, and leaves the file alone"
for command in "check" "review --list" "review --comment late" "get" "set" "export" "log"; do
	# shellcheck disable=SC2086 # several words
	case $command in
	set) expect 2 afterword set outage.yaml title Other ;;
	log) expect 2 afterword log outage.yaml "All is well" ;;
	*) expect 2 afterword $command outage.yaml ;;
	esac
	holds "$log" "outage.yaml:27:1: git left a conflict here"
	same outage.yaml ../conflict
done

story="removing the marker lines keeps both"
sed '/^<<<<<<< /d; /^=======$/d; /^>>>>>>> /d' ../conflict >outage.yaml
both "ida asks" "tom asks"

story="the driver merges it once it is there"
cp ../conflict outage.yaml
expect 0 afterword git-setup --write
expect 0 git checkout --merge -- outage.yaml
both "ida asks" "tom asks"
git config --unset merge.afterword.driver
rm .gitattributes
commit merged
cd ../ida
expect 0 git pull -q ../tom main

# Which of these conflict is git's affair.
story="nothing is lost however git merges the lines"
n=0
for on in impact.service title 'timeline.events[aaaaaaaa].what' 'timeline.events[bbbbbbbb]'; do
	n=$((n + 1))
	comment ida "ida says $n" --on title
	comment tom "tom says $n" --on "$on"
	cd "$scratch/tom"
	git pull -q --no-rebase --no-edit ../ida main >"$log" 2>&1 ||
		sed -i '/^<<<<<<< /d; /^=======$/d; /^>>>>>>> /d' outage.yaml
	both "ida asks" "tom asks" "ida says $n" "tom says $n"
	[ ! -e .git/MERGE_HEAD ] || commit "merged $n"
	cd "$scratch/ida"
	expect 0 git pull -q ../tom main
done
