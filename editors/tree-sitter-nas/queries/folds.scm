[
  (block)
  (entries)
  (alternatives)
  (record)
  (list)
  (arguments)
  (parameters)
  (use_names)
] @fold
