
_podfit_rule() {
	_podfit_rules "$@"
	[[ -z $PREFIX ]] || _podfit_aliases "$@"
}

_podfit_rule_or_group() {
	_podfit_rules "$@"
	_podfit_groups "$@"
	[[ -z $PREFIX ]] || _podfit_aliases "$@"
}

# RULE=LEVEL, of which $1 offers the level.
_podfit_rule_level() {
	if compset -P '*='; then
		$1
	else
		_podfit_rule -q -S =
	fi
}

# FORMAT:FILE, of which $1 offers the format.
_podfit_output() {
	if compset -P '[^:]#:'; then
		_files
	else
		$1 -q -S :
	fi
}

_podfit_image() {
	if compset -P '[^=]#='; then
		_files
	else
		_message 'image, as in registry.example.com/team/api=Dockerfile'
	fi
}

_podfit_first() {
	_alternative 'commands:command:_podfit_commands' 'files:file:_files'
}

_podfit() {
	local command=check place=first word
	local -a specs operand
	integer i
	for ((i = 2; i < CURRENT; i++)); do
		word=$words[i]
		if [[ $word == -- ]]; then
			place=operand
			break
		elif [[ $word == -?* ]]; then
			! _podfit_takes_next $word || ((i++))
		else
			place=operand
			if _podfit_is_command $word; then
				command=$word
				place=command
			fi
			break
		fi
	done
	_podfit_specs $command
	case $place in
	first) operand=('1: :_podfit_first' '*:path:_files') ;;
	command) operand=('1: : ' $operand) ;;
	operand) operand=('*:path:_files') ;;
	esac
	_arguments -s -S $specs $operand
}

if [[ $funcstack[1] == _podfit ]]; then
	_podfit "$@"
else
	compdef _podfit podfit
fi
