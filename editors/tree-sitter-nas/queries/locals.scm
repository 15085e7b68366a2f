[
  (definition)
  (space_item)
  (block)
  (for_expression)
] @local.scope

(definition name: (identifier) @local.definition.function)
(space_item name: (identifier) @local.definition.type)
(const_item name: (identifier) @local.definition.constant)
(use_name name: (identifier) @local.definition.import)
(use_name alias: (identifier) @local.definition.import)
(parameter name: (identifier) @local.definition.parameter)
(input_statement name: (identifier) @local.definition.parameter)
(let_statement pattern: (identifier) @local.definition.var)
(for_expression pattern: (identifier) @local.definition.var)
(list_pattern (identifier) @local.definition.var)

(identifier) @local.reference
