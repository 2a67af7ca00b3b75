#!/bin/sh
# What remains if the merge driver fails: it is missing, called wrongly, out of space, or killed.
. "$SOURCE_ROOT/tests/cli/git.sh"

story="no afterword where git runs"
sides conflict
PATH=$system_path expect 1 git merge side
holds outage.yaml "<<<<<<<"
holds outage.yaml "gone"
holds outage.yaml "slow"
PATH=$system_path expect 0 git diff
PATH=$system_path expect 0 git log -p

story="trouble"
cd "$scratch"
for side in base ours theirs; do
	document >$side
done
set_value ours title Ours
set_value theirs severity sev1
cp ours ours.kept
expect 129 afterword merge base ours
expect 129 afterword merge --unknown base ours theirs
expect 129 afterword merge -L seven base ours theirs
expect 130 afterword merge base ours missing
(
	ulimit -f 0
	afterword merge base ours theirs 2>/dev/null
) && fail "a full disk was not noticed"
same ours ours.kept
# git stops at a bad setting, with a status that would mean conflicts: our file must not be empty.
for side in base ours theirs; do
	echo "not a document: $side" >text-$side
done
cp text-ours text-kept
echo '[merge' >broken
GIT_CONFIG_GLOBAL=$scratch/broken expect 130 afterword merge text-base text-ours text-theirs
same text-ours text-kept
GIT_CONFIG_GLOBAL=/dev/null
# Binary files conflict, which is not a failure: our file remains, and the user decides.
for side in base ours theirs; do
	printf 'a\0%s' $side >binary-$side
done
cp binary-ours binary-kept
expect 1 afterword merge binary-base binary-ours binary-theirs
holds "$log" 'cannot merge binary files'
same binary-ours binary-kept
expect 0 afterword merge -o result base ours theirs
same ours ours.kept
afterword merge -o - base ours theirs >printed.yaml
same printed.yaml result
expect 0 afterword merge base ours theirs
same ours result

# Killed at each call that can change a file: our file is complete, either the old or the new one.
story="killed on the way"
calls=openat,write,pwrite64,fsync,fdatasync,fchmod,fchown,linkat,unlinkat,renameat,renameat2,close
if strace -qq -o /dev/null true 2>"$log"; then
	n=0
	status=137
	while [ $status -ne 0 ]; do
		cp ours.kept ours
		n=$((n + 1))
		status=0
		ASAN_OPTIONS=detect_leaks=0 strace -qq -o /dev/null -e trace=$calls -e inject=$calls:signal=KILL:when=$n \
			afterword merge base ours theirs 2>"$log" || status=$?
		[ $n -lt 500 ] || fail "there is no end"
		cmp -s ours ours.kept || same ours result
	done
	[ $n -ge 10 ] || fail "only $n calls seen"
	rm -f .ours.*
else
	echo "not killed: strace does not work here"
fi
