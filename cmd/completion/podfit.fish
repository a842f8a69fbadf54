
# Is the value of word $argv[1] the next word?
function __podfit_takes_next
    set -l word $argv[1]
    if string match -q -- '--*' $word
        contains -- $word $__podfit_with_value
        return
    end
    # The first letter that takes a value ends the word, or has the rest as its value.
    set -l letters (string split '' -- (string sub -s 2 -- $word))
    for i in (seq (count $letters))
        if contains -- -$letters[$i] $__podfit_with_value
            test $i -eq (count $letters)
            return
        end
    end
    return 1
end

# The command, and whether words of it are there: "check first", "baseline", "baseline more".
function __podfit_state
    set -l tokens (commandline -opc)
    set -l command
    set -l i 2
    while test $i -le (count $tokens)
        set -l word $tokens[$i]
        if test "$word" = --
            test -n "$command"
            or set command check
            echo $command
            return
        else if string match -q -- '-?*' $word
            __podfit_takes_next $word
            and set i (math $i + 1)
        else if test -n "$command"
            echo $command more
            return
        else if contains -- $word $__podfit_commands
            set command $word
        else
            echo check more
            return
        end
        set i (math $i + 1)
    end
    if test -n "$command"
        echo $command
    else
        echo check first
    end
end

function __podfit_first
    string match -q -- '* first' (__podfit_state)
end

function __podfit_is_at
    test (__podfit_state) = "$argv"
end

function __podfit_is
    contains -- (string split -f 1 ' ' -- (__podfit_state)) $argv
end

# The value that is being typed, without its option.
function __podfit_value
    string replace -r -- '^(--[a-z-]+=|-[a-zA-Z](?=.))' '' (commandline -ct)
end

# The choices on stdin, behind those of the list that are there already.
function __podfit_list
    set -l head (string match -r -- '^.*,' (__podfit_value))
    while read -l line
        printf '%s\n' "$head$line"
    end
end

# Rules, and what others call them once there is a letter to go by.
function __podfit_rule
    __podfit_rules
    set -l item (__podfit_value | string replace -r -- '^.*,' '')
    if test -n "$item"
        __podfit_aliases
    end
end

function __podfit_rule_or_group
    begin
        __podfit_rule
        __podfit_groups
    end | __podfit_list
end

# RULE=LEVEL, of which $argv[1] prints the levels.
function __podfit_rule_level
    set -l head (string match -r -- '^.*=' (__podfit_value))
    if test -n "$head"
        for line in ($argv[1])
            printf '%s\n' "$head$line"
        end
    else
        __podfit_rule | string replace -r -- '(\t|$)' '=$1'
    end
end

# Files behind $argv[1], which ends where the name of the file begins.
function __podfit_files
    set -l rest (string sub -s (math (string length -- $argv[1]) + 1) -- (__podfit_value))
    for line in (complete -C "__podfit_no_such_command "(string escape -n -- $rest))
        printf '%s\n' "$argv[1]$line"
    end
end

# FORMAT:FILE, of which $argv[1] prints the formats.
function __podfit_output
    set -l head (string match -r -- '^[^:]*:' (__podfit_value))
    if test -n "$head"
        __podfit_files $head
    else
        $argv[1] | string replace -r -- '(\t|$)' ':$1'
    end
end

function __podfit_image
    set -l head (string match -r -- '^[^=]*=' (__podfit_value))
    test -n "$head"
    and __podfit_files $head
end
