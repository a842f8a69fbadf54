
# Into `words`: the words of the line up to the cursor as they stand there, for
# Readline breaks them at = and : as well.
_podfit_split() {
	local line=${COMP_LINE:0:COMP_POINT} word i n=-1
	words=()
	for ((i = 0; i <= COMP_CWORD; i++)); do
		if [[ $n -lt 0 || $line == [[:blank:]]* ]]; then
			line=${line#"${line%%[![:blank:]]*}"}
			words[++n]=
		fi
		word=${COMP_WORDS[i]}
		((i < COMP_CWORD)) || word=$line
		words[n]+=$word
		line=${line#"$word"}
	done
}

# Into `option` and `attached`: the option in word $1 that takes a value, and
# where in the word this begins; its length if the value is the next word.
_podfit_option_of() {
	local i
	option=
	case $1 in
	--*=*)
		option=${1%%=*}
		attached=$((${#option} + 1))
		;;
	--*)
		! _podfit_takes_value "$1" || option=$1
		attached=${#1}
		;;
	-*)
		for ((i = 1; i < ${#1}; i++)); do
			_podfit_takes_value "-${1:i:1}" || continue
			option=-${1:i:1}
			attached=$((i + 1))
			break
		done
		;;
	esac
}

# Into `command` and `place` (first, operand, more or dashes): what comes before word $1.
_podfit_read() {
	local i option attached
	command=check
	place=first
	for ((i = 1; i < $1; i++)); do
		case ${words[i]} in
		--)
			place=dashes
			return
			;;
		-?*)
			_podfit_option_of "${words[i]}"
			[[ -z $option || $attached -lt ${#words[i]} || ${words[i]} == *= ]] || ((i++))
			;;
		*)
			if [[ $place == first && " $_podfit_commands " == *" ${words[i]} "* ]]; then
				command=${words[i]}
				place=operand
			else
				place=more
			fi
			;;
		esac
	done
}

# Offer the words of list $1 that begin like `item`, with `head` before and $2 behind.
_podfit_offer() {
	local word
	while IFS= read -r word; do
		COMPREPLY+=("$head$word$2")
	done < <(compgen -W "$1" -- "$item")
}

_podfit_offer_files() {
	local word
	compopt -o filenames 2>/dev/null
	while IFS= read -r word; do
		COMPREPLY+=("$head$word")
	done < <(compgen -f -- "$item")
}

# Rules, and what others call them once there is a letter to go by.
_podfit_offer_rules() {
	_podfit_offer "$_podfit_rules" "$1"
	[[ -z $item ]] || _podfit_offer "$_podfit_aliases" "$1"
}

# Take from `item` to `head` what comes before the last $1.
_podfit_cut() {
	head+=${item%"${item##*"$1"}"}
	item=${item##*"$1"}
}

_podfit_offer_value() {
	case $kind in
	word) _podfit_offer "$choices" ;;
	path) _podfit_offer_files ;;
	rule) _podfit_offer_rules ;;
	rules)
		compopt -o nospace 2>/dev/null
		_podfit_cut ,
		_podfit_offer_rules
		_podfit_offer "$_podfit_groups"
		;;
	list)
		compopt -o nospace 2>/dev/null
		_podfit_cut ,
		_podfit_offer "$choices"
		;;
	rule-level)
		if [[ $item == *=* ]]; then
			_podfit_cut '='
			_podfit_offer "$choices"
		else
			compopt -o nospace 2>/dev/null
			_podfit_offer_rules '='
		fi
		;;
	output)
		if [[ $item == *:* ]]; then
			head+=${item%%:*}:
			item=${item#*:}
			_podfit_offer_files
		else
			compopt -o nospace 2>/dev/null
			_podfit_offer "$choices" :
		fi
		;;
	image)
		if [[ $item == *=* ]]; then
			head+=${item%%=*}=
			item=${item#*=}
			_podfit_offer_files
		fi
		;;
	esac
}

_podfit() {
	local words command place option attached kind choices head item last before
	COMPREPLY=()
	_podfit_split
	last=$((${#words[@]} - 1))
	item=${words[last]}
	head=
	_podfit_read "$last"
	[[ $place == dashes ]] || _podfit_option_of "${words[last - 1]}"
	before=${words[last - 1]}
	if [[ $place != dashes && $last -gt 1 && -n $option && $attached -eq ${#before} &&
		$before != *= ]]; then
		_podfit_value "$command" "$option"
		_podfit_offer_value
	elif [[ $place != dashes && $item == -?* ]]; then
		_podfit_option_of "$item"
		if [[ -n $option && ($item == *=* || $attached -lt ${#item}) ]]; then
			head=${item:0:attached}
			item=${item:attached}
			_podfit_value "$command" "$option"
			_podfit_offer_value
		else
			_podfit_offer "$(_podfit_options "$command")"
		fi
	elif [[ $place != dashes && $item == - ]]; then
		_podfit_offer "$(_podfit_options "$command")"
	else
		[[ $place != first ]] || _podfit_offer "$_podfit_commands"
		[[ $place == more ]] || place=operand
		_podfit_value "$command" "$place"
		_podfit_offer_value
	fi
	# Readline replaces only what follows the last character that breaks words.
	before=${words[last]%"$2"}
	COMPREPLY=("${COMPREPLY[@]#"$before"}")
}

complete -F _podfit podfit
