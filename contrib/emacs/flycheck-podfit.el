;;; flycheck-podfit.el --- Flycheck checker for Kubernetes manifests  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0
;; Version: 0.1.0
;; Package-Requires: ((emacs "26.1") (flycheck "32"))
;; Keywords: tools, languages

;;; Commentary:

;; Lints Kubernetes manifests and Dockerfiles with podfit as you type:
;;
;;   (require 'flycheck-podfit)
;;   (flycheck-podfit-setup)
;;
;; `C-c ! e' on a finding shows the page of its rule.

;;; Code:

(require 'flycheck)

(defvar flycheck-podfit-executable)

(defun flycheck-podfit--error (record checker buffer)
  "Make an error of RECORD, a line of podfit's output that CHECKER got for BUFFER.
Return nil if it is neither a finding nor a problem of podfit itself."
  (let-alist record
    (cond
     (.rule
      (flycheck-error-new-at
       .line .column (intern .severity)
       (if .help (concat .message "\nhelp: " .help) .message)
       :end-line .end_line :end-column .end_column
       :id .rule :filename .file :checker checker :buffer buffer))
     (.error
      (flycheck-error-new-at
       (or .error.line 1) .error.column 'error .error.message
       :filename (or .error.path (buffer-file-name buffer))
       :checker checker :buffer buffer)))))

(defun flycheck-podfit--parse (output checker buffer)
  "Parse OUTPUT of CHECKER on BUFFER, one JSON object a line."
  (delq nil (mapcar (lambda (record) (flycheck-podfit--error record checker buffer))
                    (flycheck-parse-json output))))

(defun flycheck-podfit--explain (err)
  "Return the page of the rule that found ERR."
  (let ((id (flycheck-error-id err)))
    (when id
      (with-temp-buffer
        (call-process (or flycheck-podfit-executable "podfit") nil t nil "explain" id)
        (buffer-string)))))

(flycheck-def-args-var flycheck-podfit-args podfit)

(flycheck-define-checker podfit
  "A linter for Kubernetes manifests and the images they run."
  :command ("podfit" "check" "-f" "jsonl"
            (eval flycheck-podfit-args)
            "--stdin-filename" source-original "-")
  :standard-input t
  :error-parser flycheck-podfit--parse
  :error-explainer flycheck-podfit--explain
  :predicate (lambda () (buffer-file-name))
  :modes (yaml-mode yaml-ts-mode json-mode json-ts-mode js-json-mode
          dockerfile-mode dockerfile-ts-mode))

;;;###autoload
(defun flycheck-podfit-setup ()
  "Let Flycheck use podfit for YAML, JSON and Dockerfiles."
  (add-to-list 'flycheck-checkers 'podfit))

(provide 'flycheck-podfit)

;;; flycheck-podfit.el ends here
