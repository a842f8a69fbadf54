#!/bin/sh
# Entry of the hooks in .pre-commit-hooks.yaml that come without a podfit: builds it in
# pre-commit's clone of this repository, once, and runs it in the user's with the arguments.
# Installs nothing, since a commit is no moment for that: says what is missing and exits 2.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
podfit=$root/build/run/cmd/podfit

# The clone never changes.  What does not start is not there yet, or misses a library that
# the system has replaced since.
if ! "$podfit" version >/dev/null 2>&1; then
	export PODFIT_NO_INSTALL=1
	# shellcheck source=scripts/setup.sh
	. "$root/scripts/setup.sh"
	(setup_need build) || {
		setup_say "podfit cannot be built without; where it is installed, use the hook podfit-system"
		exit 2
	}
	setup_podfit "$root"
fi
exec "$podfit" "$@"
