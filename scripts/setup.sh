# shellcheck shell=sh
# What ./run, ./test, .ci/run and the hooks share: the packages each needs, and quiet builds.
# Sourced, not run.  All talk goes to stderr.
#
#   setup_need GROUP...            install what GROUPs lack, or exit 2; they are build, test,
#                                  checks, oracle, and habits: the programs podfit fits into
#   setup_build DIR TARGET ARG...  configure DIR with ARGs unless done, build TARGET there
#   setup_podfit ROOT              build podfit of the clone ROOT; the program is $podfit
#   setup_jobs                     how many processors there are
#
# PODFIT_NO_INSTALL=1 keeps setup_need from installing: it only says what is missing.

# group, probe, and the packages of apt, dnf, apk and brew, "+" between several.
# A probe is cmd:NAME (any of NAMEs, "+" between them), lib:PKG_CONFIG_NAME,
# header:FILE, python:MODULE or emacs:PACKAGE; "-" means that the system has it or cannot.
setup_table() {
	cat <<-'END'
		build  cmd:cc             gcc               gcc               gcc          -
		build  header:stdio.h     libc6-dev         glibc-devel       musl-dev     -
		build  cmd:cmake          cmake             cmake             cmake        cmake
		build  cmd:ninja+samu     ninja-build       ninja-build       samurai      ninja
		build  cmd:pkg-config     pkg-config        pkgconf-pkg-config pkgconf     pkgconf
		build  lib:yaml-0.1       libyaml-dev       libyaml-devel     yaml-dev     libyaml
		build  lib:libcjson       libcjson-dev      cjson-devel       cjson-dev    cjson
		build  lib:libarchive     libarchive-dev    libarchive-devel  libarchive-dev libarchive
		test   lib:check          check             check-devel       check-dev    check
		test   cmd:python3        python3           python3           python3      python
		test   python:jsonschema  python3-jsonschema python3-jsonschema py3-jsonschema -
		checks cmd:clang          clang+libclang-rt-dev clang+compiler-rt clang+compiler-rt llvm
		checks cmd:clang-format   clang-format      clang-tools-extra clang-extra-tools clang-format
		checks cmd:clang-tidy     clang-tidy        clang-tools-extra clang-extra-tools llvm
		checks cmd:cppcheck       cppcheck          cppcheck          cppcheck     cppcheck
		checks cmd:shellcheck     shellcheck        ShellCheck        shellcheck   shellcheck
		checks cmd:valgrind       valgrind          valgrind          valgrind     -
		habits cmd:dpkg-shlibdeps dpkg-dev        -                 -            -
		habits cmd:lintian        lintian           -                 -            -
		oracle cmd:buildah        buildah           buildah           buildah      -
		oracle cmd:skopeo         skopeo            skopeo            skopeo       skopeo
		habits cmd:git            git               git               git          git
		habits cmd:pre-commit     pre-commit        pre-commit        pre-commit   pre-commit
		habits python:yaml        python3-yaml      python3-pyyaml    py3-yaml     -
		habits cmd:vim            vim-nox           vim-enhanced      vim          vim
		habits cmd:nvim           neovim            neovim            neovim       neovim
		habits cmd:emacs          emacs-nox         emacs-nox         emacs-nox    emacs
		habits cmd:zsh            zsh               zsh               zsh          zsh
		habits cmd:fish           fish              fish              fish         fish
		habits cmd:mandoc         mandoc            mandoc            mandoc       mandoc
		habits emacs:flycheck     elpa-flycheck     -                 -            -
	END
}

setup_say() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
}

setup_jobs() {
	getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2
}

setup_manager() {
	for manager in apt-get dnf apk brew; do
		if command -v "$manager" >/dev/null; then
			echo "$manager"
			return
		fi
	done
}

setup_has_command() {
	for name in $(echo "$1" | tr '+' ' '); do
		command -v "$name" >/dev/null && return
	done
	return 1
}

setup_has_header() {
	[ -e "/usr/include/$1" ] || echo "#include <$1>" | cc -E - >/dev/null 2>&1
}

# Homebrew keeps libarchive where pkg-config does not look by itself.
if command -v brew >/dev/null; then
	PKG_CONFIG_PATH="${PKG_CONFIG_PATH:+$PKG_CONFIG_PATH:}$(brew --prefix)/opt/libarchive/lib/pkgconfig"
	export PKG_CONFIG_PATH
fi

setup_has() {
	case $1 in
	cmd:*) setup_has_command "${1#*:}" ;;
	lib:*) pkg-config --exists "${1#*:}" 2>/dev/null ;;
	header:*) setup_has_header "${1#*:}" ;;
	python:*) python3 -c "import ${1#*:}" 2>/dev/null ;;
	emacs:*) emacs --batch -f package-initialize -l "${1#*:}" </dev/null >/dev/null 2>&1 ;;
	esac
}

# Prints what the groups of $1 lack: packages for the manager $2, else probes.
setup_missing() {
	setup_table | while read -r group probe apt dnf apk brew; do
		case " $1 " in
		*" $group "*) ;;
		*) continue ;;
		esac
		setup_has "$probe" && continue
		case $2 in
		apt-get) echo "$apt" ;;
		dnf) echo "$dnf" ;;
		apk) echo "$apk" ;;
		brew) echo "$brew" ;;
		*) echo "${probe#*:}" ;;
		esac
	done | tr '+' '\n' | sed '/^-$/d' | sort -u | tr '\n' ' '
}

setup_install_command() {
	case $1 in
	apt-get) echo "apt-get install -y --no-install-recommends" ;;
	dnf) echo "dnf install -y" ;;
	apk) echo "apk add" ;;
	brew) echo "brew install" ;;
	esac
}

# Runs the arguments as root: as they are, or through sudo, which may ask for a
# password only where somebody is there to type it.
setup_as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif [ -t 0 ] && [ -t 2 ]; then
		sudo "$@"
	else
		sudo -n "$@"
	fi
}

# $1 is the manager; the command of setup_install_command and packages follow.
# What went wrong is on stderr, the rest is of no use to anybody.
setup_install() {
	manager=$1
	shift
	case $manager in
	brew) "$@" ;;
	apt-get)
		setup_as_root apt-get update -qq || true
		setup_as_root env DEBIAN_FRONTEND=noninteractive "$@"
		;;
	*) setup_as_root "$@" ;;
	esac >/dev/null
}

setup_can_install() {
	[ -n "$1" ] && [ "${PODFIT_NO_INSTALL:-0}" = 0 ] || return
	[ "$1" = brew ] || [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null
}

setup_need() {
	manager=$(setup_manager)
	missing=$(setup_missing "$*" "$manager")
	[ -n "$missing" ] || return 0
	install=$(setup_install_command "$manager")
	if setup_can_install "$manager"; then
		setup_say "installing $missing"
		# shellcheck disable=SC2086 # lists of words
		setup_install "$manager" $install $missing || true
		missing=$(setup_missing "$*" "$manager")
		[ -n "$missing" ] || return 0
	fi
	setup_say "missing: $missing"
	if [ -n "$manager" ]; then
		[ "$manager" = brew ] || install="sudo $install"
		setup_say "install with: $install $missing"
	fi
	exit 2
}

setup_check_cmake() {
	version=$(cmake --version | sed -n 's/^cmake version \([0-9.]*\).*/\1/p')
	major=${version%%.*}
	minor=${version#*.}
	minor=${minor%%.*}
	if [ "$major" -lt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -lt 25 ]; }; then
		setup_say "missing: CMake 3.25 or newer (found $version)"
		setup_say "install with: pip install 'cmake>=3.25', or from https://cmake.org/download/"
		exit 2
	fi
}

# Runs the command, silent unless it fails; then its output goes to stderr.
setup_quietly() {
	log=$1
	shift
	"$@" >"$log" 2>&1 && return
	cat "$log" >&2
	setup_say "failed: $*"
	exit 2
}

setup_configure_and_build() {
	dir=$1
	target=$2
	shift 2
	if [ ! -f "$dir/build.ninja" ]; then
		setup_say "building in $dir (once; later calls rebuild what changed)"
		setup_check_cmake
		setup_quietly "$dir/setup.log" cmake -G Ninja -B "$dir" "$@"
	fi
	setup_quietly "$dir/setup.log" cmake --build "$dir" --target "$target"
}

# Two builds in one folder would trip over each other, so they queue where flock exists.
setup_build() {
	mkdir -p "$1"
	if command -v flock >/dev/null; then
		(flock 9 && setup_configure_and_build "$@") 9>"$1/setup.lock" || exit
	else
		setup_configure_and_build "$@"
	fi
}

setup_podfit() {
	# shellcheck disable=SC2034 # for the caller
	podfit=$1/build/run/cmd/podfit
	setup_build "$1/build/run" podfit -S "$1" -DCMAKE_BUILD_TYPE=Release
}
