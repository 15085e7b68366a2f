/**
 * @file The grammar of nas for tree-sitter. It follows grammar/src/nas.pest rule by rule.
 * @license MIT OR Apache-2.0
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

// Loosest first, as in the reference.
const PREC = {
  arrow: 1,
  implies: 2,
  or: 3,
  and: 4,
  not: 5,
  compare: 6,
  oneof: 7,
  range: 8,
  sum: 9,
  product: 10,
  unary: 11,
  postfix: 12,
};

const RESERVED = [
  'let', 'for', 'in', 'if', 'else', 'repeat', 'oneof', 'pick', 'maybe', 'require', 'and', 'or', 'not', 'implies',
  'is', 'true', 'false', 'use', 'const',
];

const NUMBER = /[0-9][0-9_]*(\.[0-9][0-9_]*)?([eE][+-]?[0-9]+)?/;

module.exports = grammar({
  name: 'nas',

  word: $ => $.identifier,

  reserved: { global: _ => RESERVED },

  extras: $ => [/[ \t\r\n\uFEFF]/, $.comment, $.doc_comment, $.module_comment],

  supertypes: $ => [$._item, $._statement, $._expression, $._type],

  rules: {
    source_file: $ => repeat($._item),

    _item: $ => choice(
      $.use_item,
      $.const_item,
      $.definition,
      $.space_item,
      $.task_item,
      $.section_item,
    ),

    // Items

    use_item: $ => prec.right(seq(
      'use',
      field('module', choice($.string, $.identifier, $.path)),
      optional($.use_names),
      optional($._use_alias),
    )),
    use_names: $ => seq('::', '{', list($.use_name), '}'),
    use_name: $ => seq(field('name', $.identifier), optional($._use_alias)),
    _use_alias: $ => seq('as', field('alias', $.identifier)),
    const_item: $ => seq('const', field('name', $.identifier), '=', field('value', $._expression)),
    definition: $ => seq(
      field('kind', choice('op', 'cell', 'block', 'fn')),
      field('name', $.identifier),
      optional(field('parameters', $.parameters)),
      choice(seq('=', field('body', $._expression)), field('body', $.block)),
    ),
    space_item: $ => seq(
      'space',
      field('name', $.identifier),
      optional(field('parameters', $.parameters)),
      field('body', $.block),
    ),
    task_item: $ => seq(
      'task',
      field('name', $.identifier),
      '=',
      field('kind', $.identifier),
      field('body', $.entries),
    ),
    section_item: $ => seq(
      field('kind', choice('search', 'train', 'device')),
      field('name', $.identifier),
      field('body', $.entries),
    ),

    parameters: $ => seq('(', list($.parameter), ')'),
    parameter: $ => seq(
      field('name', $.identifier),
      ':',
      field('type', $._type),
      optional(seq('=', field('default', $._expression))),
    ),
    _type: $ => choice($.list_type, $.named_type),
    list_type: $ => seq('[', $._type, ']'),
    named_type: $ => prec.right(seq(
      field('name', $.identifier),
      optional(seq('[', list($._expression), ']')),
    )),

    entries: $ => seq('{', repeat(seq(choice($.objective, $.entry), optional(','))), '}'),
    objective: $ => seq(field('direction', choice('maximize', 'minimize')), field('value', $._expression)),
    entry: $ => seq(
      field('name', choice($.identifier, alias(choice('maximize', 'minimize'), $.identifier))),
      ':',
      field('value', $._expression),
    ),

    // Statements

    block: $ => seq('{', repeat($._statement), '}'),
    _statement: $ => choice(
      $.let_statement,
      $.require_statement,
      $.input_statement,
      $.append_statement,
      $.expression_statement,
    ),
    let_statement: $ => seq('let', field('pattern', $._pattern), '=', field('value', $._expression)),
    append_statement: $ => seq(field('name', $.identifier), '+=', field('value', $._expression)),
    input_statement: $ => prec(1, seq('input', field('name', $.identifier), ':', field('type', $._type))),
    require_statement: $ => prec.right(seq(
      'require',
      field('condition', $._expression),
      optional(seq('else', field('reason', $.string))),
    )),
    expression_statement: $ => $._expression,
    _pattern: $ => choice($.identifier, $.list_pattern),
    list_pattern: $ => seq('[', list1($.identifier), ']'),

    // Expressions

    _expression: $ => choice(
      $.pipeline,
      $.binary_expression,
      $.not_expression,
      $.is_expression,
      $.range,
      $.unary_expression,
      $.call,
      $.index,
      $.field_access,
      $.oneof,
      $.pick,
      $.maybe,
      $.for_expression,
      $.repeat_expression,
      $.if_expression,
      $.parenthesized,
      $.list,
      $.record,
      $.counted,
      $.number,
      $.string,
      $.boolean,
      $.path,
      $.identifier,
    ),

    pipeline: $ => prec.left(PREC.arrow, seq($._expression, '->', $._expression)),

    binary_expression: $ => choice(...[
      ['implies', PREC.implies],
      ['or', PREC.or],
      ['and', PREC.and],
      [choice('==', '!=', '<=', '>=', '<', '>'), PREC.compare],
      [choice('+', '-'), PREC.sum],
      [choice('*', '/', '%'), PREC.product],
    ].map(([operator, precedence]) => {
      const associate = operator === 'implies' ? prec.right : prec.left;
      return associate(precedence, seq(
        field('left', $._expression),
        field('operator', operator),
        field('right', $._expression),
      ));
    })),

    not_expression: $ => prec(PREC.not, seq('not', $._expression)),
    is_expression: $ => prec.left(PREC.compare, seq($._expression, 'is', field('alternative', $.identifier))),
    range: $ => prec.right(PREC.range, seq(
      field('start', $._expression),
      choice('..', '..='),
      field('end', $._expression),
      optional(seq('step', field('step', $._expression))),
    )),
    unary_expression: $ => prec(PREC.unary, seq('-', $._expression)),

    // A call, an index or a field stands right behind what it is applied to.
    call: $ => prec(PREC.postfix, seq(field('function', $._expression), field('arguments', $.arguments))),
    arguments: $ => seq(token.immediate('('), list(choice($.named_argument, $._expression)), ')'),
    named_argument: $ => seq(field('name', $.identifier), ':', field('value', $._expression)),
    index: $ => prec(PREC.postfix, seq(
      field('value', $._expression),
      token.immediate('['),
      choice(
        $._expression,
        seq($._expression, '..'),
        seq(choice('..', '..='), optional($._expression)),
      ),
      ']',
    )),
    field_access: $ => prec(PREC.postfix, seq(
      field('value', $._expression),
      token.immediate('.'),
      field('field', $.identifier),
    )),

    oneof: $ => prec(PREC.oneof, seq('oneof', choice($.alternatives, $._expression))),
    alternatives: $ => prec(1, seq('{', repeat1(seq($.alternative, optional(','))), '}')),
    alternative: $ => prec(1, seq(field('name', $.identifier), optional(seq(':', field('value', $._expression))))),
    pick: $ => prec(PREC.unary, seq('pick', field('count', $._expression), 'of', field('from', $._expression))),
    maybe: $ => prec(PREC.unary, seq('maybe', $._expression)),
    for_expression: $ => seq(
      'for',
      field('pattern', $._pattern),
      'in',
      field('range', $._expression),
      field('body', $.block),
    ),
    repeat_expression: $ => seq(
      'repeat',
      '(',
      field('count', $._expression),
      ')',
      field('body', $.block),
    ),
    if_expression: $ => prec.right(seq(
      'if',
      field('condition', $._expression),
      field('then', $.block),
      optional(seq('else', field('else', choice($.if_expression, $.block)))),
    )),

    parenthesized: $ => seq('(', $._expression, ')'),
    list: $ => seq('[', list($._expression), ']'),
    record: $ => seq('{', list($.record_entry), '}'),
    record_entry: $ => seq(field('name', $.identifier), ':', field('value', $._expression)),
    path: $ => seq(choice($.path, $.identifier), '::', $.identifier),

    // Tokens

    // One token, so that a line that begins with `epochs` does not go on with the number before it.
    counted: _ => token(seq(NUMBER, / +/, choice('trials', 'trial', 'epochs', 'epoch'))),
    number: _ => token(seq(NUMBER, optional(choice('%', /[A-Za-z][A-Za-z0-9_]*/)))),
    string: $ => seq(
      '"',
      repeat(choice(alias(token.immediate(prec(1, /[^"\\\n]+/)), $.string_content), $.escape_sequence)),
      token.immediate('"'),
    ),
    escape_sequence: _ => token.immediate(/\\[^\n]/),
    boolean: _ => choice('true', 'false'),
    identifier: _ => /[A-Za-z_][A-Za-z0-9_]*/,

    comment: _ => token(seq('//', /[^\n]*/)),
    doc_comment: _ => token(prec(1, seq('///', /[^\n]*/))),
    module_comment: _ => token(prec(1, seq('//!', /[^\n]*/))),
  },
});

/**
 * Any number, with commas in between and maybe at the end.
 * @param {RuleOrLiteral} rule
 */
function list(rule) {
  return optional(list1(rule));
}

/**
 * At least one, with commas in between and maybe at the end.
 * @param {RuleOrLiteral} rule
 */
function list1(rule) {
  return seq(rule, repeat(seq(',', rule)), optional(','));
}
