" Vim compiler file for podfit, a linter for Kubernetes manifests
" SPDX-License-Identifier: Apache-2.0
"
"   :compiler! podfit
"   :make            the current directory
"   :make %          the current file
"
" The `!` makes it the compiler of all buffers.  Without it, `:make` jumps to the first
" finding, maybe in another buffer, and the next `:make` there runs plain make.
"
" The errorformat reads podfit's text format as well: what belongs to a finding is
" indented or begins with the number of a line of the input, and is passed over.

if exists('current_compiler')
  finish
endif
let current_compiler = 'podfit'

if exists(':CompilerSet') != 2
  command -nargs=* CompilerSet setlocal <args>
endif

let s:cpo_save = &cpo
set cpo&vim

CompilerSet makeprg=podfit\ check\ -q\ -f\ concise\ --columns=byte\ --color=never

CompilerSet errorformat=
      \%-G\ %.%#,
      \%-G%*\\d\ \|%.%#,
      \%f:%l:%c:\ %t%*[a-z]:\ %m,
      \%+Gpodfit:\ %.%#,
      \%-G%.%#

let &cpo = s:cpo_save
unlet s:cpo_save
