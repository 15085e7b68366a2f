; What comes later wins.

(identifier) @variable

; Comments and literals

(comment) @comment
(doc_comment) @comment.documentation
(module_comment) @comment.documentation
(string) @string
(escape_sequence) @string.escape
(number) @number
(boolean) @boolean
(counted) @number

; Items

(definition name: (identifier) @function)
(space_item name: (identifier) @type)
(task_item name: (identifier) @type)
(task_item kind: (identifier) @type.builtin)
(section_item name: (identifier) @type)
(const_item name: (identifier) @constant)
(use_item module: (identifier) @module)
(path (identifier) @module)
(path (identifier) @function .)
(use_item module: (path (identifier) @module))
(use_name name: (identifier) @function)
(use_name alias: (identifier) @function)
(use_item alias: (identifier) @module)

; Names in their places

(parameter name: (identifier) @variable.parameter)
(named_type name: (identifier) @type.builtin)
(named_argument name: (identifier) @variable.parameter)
(entry name: (identifier) @property)
(record_entry name: (identifier) @property)
(alternative name: (identifier) @constant)
(is_expression alternative: (identifier) @constant)
(field_access field: (identifier) @property)
(input_statement name: (identifier) @variable.parameter)
(call function: (identifier) @function.call)
(call function: (path (identifier) @function.call .))
((identifier) @constant
  (#match? @constant "^[A-Z][A-Z0-9_]+$"))

; Words

[
  "use"
  "as"
] @keyword.import

[
  "const"
  "op"
  "cell"
  "block"
  "fn"
  "space"
  "task"
  "search"
  "train"
  "device"
  "let"
  "input"
  "require"
  "oneof"
  "pick"
  "of"
  "maybe"
  "maximize"
  "minimize"
] @keyword

[
  "for"
  "in"
  "repeat"
  "step"
] @keyword.repeat

[
  "if"
  "else"
] @keyword.conditional

[
  "and"
  "or"
  "not"
  "implies"
  "is"
] @keyword.operator

; Marks

[
  "->"
  "+"
  "-"
  "*"
  "/"
  "%"
  "=="
  "!="
  "<"
  "<="
  ">"
  ">="
  "="
  "+="
  ".."
  "..="
] @operator

[
  ","
  ":"
  "::"
  "."
] @punctuation.delimiter

[
  "("
  ")"
  "["
  "]"
  "{"
  "}"
] @punctuation.bracket
