[
  (block)
  (entries)
  (alternatives)
  (record)
  (list)
  (arguments)
  (parameters)
  (use_names)
  (parenthesized)
] @indent.begin

[
  ")"
  "]"
  "}"
] @indent.branch @indent.end
