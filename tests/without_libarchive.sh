#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Where libarchive cannot be loaded, archives are an error that says so, and the
# rest is linted as ever: without_libarchive.sh PODFIT OCI.TAR.GZ
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for version in 12 13 14; do
	echo 'no library' >"$scratch/libarchive.so.$version"
done
export LD_LIBRARY_PATH="$scratch${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"

fail() {
	printf '%s\n' "$@" >&2
	exit 1
}

cat >"$scratch/pod.yaml" <<-'END'
	apiVersion: v1
	kind: Pod
	metadata: {name: web}
	spec:
	  containers:
	    - {name: web, image: "acme/web:1"}
END
out=$("$1" check -q -f concise -s wrong-type "$scratch/pod.yaml" 2>&1) ||
	fail "without an archive: exit $?" "$out"
code=0
out=$("$1" check -q -f concise -s wrong-type --image "acme/web:1=$2" "$scratch/pod.yaml" 2>&1) || code=$?
[ "$code" -eq 3 ] || fail "with an archive: exit $code" "$out"
case $out in
"podfit: "*"oci.tar.gz: archives are read with libarchive, and libarchive.so."*" cannot be loaded: is it installed?") ;;
*) fail "$out" ;;
esac
