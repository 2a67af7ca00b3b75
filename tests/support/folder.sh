# A folder for the duration of a test, as folder.h makes it: `. tests/support/folder.sh` sets $scratch.
parent=${AFTERWORD_TEST_DIR:-/dev/shm}
[ -w "$parent" ] || parent=/tmp
for left_over in "$parent"/afterword-test-*-*; do
	process=${left_over##*/afterword-test-}
	[ -d "/proc/${process%%-*}" ] || rm -rf "$left_over"
done
scratch=$(mktemp -d "$parent/afterword-test-$$-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
