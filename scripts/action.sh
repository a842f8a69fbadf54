#!/bin/sh
# The steps of action.yml: action.sh build|check
#
# Inputs come in the environment and are never taken for shell code:
#   PODFIT_ACTION_PATHS  what to lint, one path a line
#   PODFIT_ACTION_ARGS   options, separated by blanks or line breaks
#   PODFIT_ACTION_SARIF  file for a SARIF report, or empty
set -euf

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
newline='
'
# GitHub takes 1 MiB of summary for each step; of lines of findings and of notes these are taken,
# each cut far below its share.
summary_lines=400

build() {
	# shellcheck source=scripts/setup.sh
	. "$root/scripts/setup.sh"
	setup_need build
	setup_podfit "$root"
	echo "$root/build/run/cmd" >>"$GITHUB_PATH"
}

# Indented, so that nothing in a line is markup.
summarise() {
	code=$1
	findings=$2
	notes=$3
	count=$(($(wc -l <"$findings")))
	echo "### podfit"
	echo
	case $code in
	2) echo "Wrong options or configuration: nothing was linted. The log says more." ;;
	3) echo "Could not finish; these results are incomplete. The log says more." ;;
	*) [ "$count" -gt 0 ] || echo "No findings." ;;
	esac
	if [ -s "$notes" ]; then
		echo
		head -n "$summary_lines" "$notes" | cut -b 1-1000 | sed 's/^/    /'
	fi
	[ "$count" -gt 0 ] || return 0
	echo
	head -n "$summary_lines" "$findings" | cut -b 1-1000 | sed 's/^/    /'
	[ "$count" -le "$summary_lines" ] || printf '\n%d more.\n' $((count - summary_lines))
}

check() {
	findings=$(mktemp "${RUNNER_TEMP:-/tmp}/podfit.XXXXXX")
	notes=$(mktemp "${RUNNER_TEMP:-/tmp}/podfit.XXXXXX")
	blanks=$IFS
	# shellcheck disable=SC2086 # split at blanks; set -f keeps patterns from being expanded
	set -- ${PODFIT_ACTION_ARGS:-}
	if [ -n "${PODFIT_ACTION_SARIF:-}" ]; then
		set -- "$@" -o "sarif:$PODFIT_ACTION_SARIF"
	fi
	IFS=$newline
	# shellcheck disable=SC2086 # split at line breaks
	set -- "$@" -- ${PODFIT_ACTION_PATHS:-.}
	IFS=$blanks

	code=0
	"$root/build/run/cmd/podfit" check -f github -o "concise:$findings" "$@" 2>"$notes" || code=$?
	cat "$notes" >&2
	echo "exit-code=$code" >>"$GITHUB_OUTPUT"
	summarise "$code" "$findings" "$notes" >>"$GITHUB_STEP_SUMMARY"
	rm -f "$findings" "$notes"
	exit "$code"
}

case ${1:-} in
build) build ;;
check) check ;;
*)
	echo "usage: action.sh build|check" >&2
	exit 2
	;;
esac
