//! The user's word for every rule of the grammar.

use super::Rule;

/// Returns what a rule is called in a message; nothing for what is never worth listing.
///
/// Exhaustive: a new rule does not compile without a name.
pub(super) fn describe(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::EOI | Rule::file | Rule::single_item => "the end of the file",
        Rule::single_statement => "the end of the statement",
        Rule::item | Rule::use_item | Rule::const_item | Rule::definition | Rule::space_item | Rule::task_item => "an item",
        Rule::section_item | Rule::definition_kind | Rule::section_kind => "an item",
        Rule::kw_space | Rule::kw_task | Rule::kw_const | Rule::kw_use => "an item",
        Rule::use_names | Rule::use_name => "a name to import",
        Rule::use_alias | Rule::kw_as => "`as`",
        Rule::params | Rule::param => "a parameter such as `c: int`",
        Rule::r#type | Rule::list_type | Rule::named_type => "a type",
        Rule::section | Rule::block | Rule::alternatives => "`{`",
        Rule::entry | Rule::field_entry => "an entry such as `key: value`",
        Rule::objective | Rule::direction => "`maximize` or `minimize`",
        Rule::statement | Rule::let_statement | Rule::append_statement | Rule::input_statement => "a statement",
        Rule::require_statement | Rule::expr_statement => "a statement",
        Rule::kw_let | Rule::kw_input | Rule::kw_require => "a statement",
        Rule::pattern | Rule::list_pattern => "a name",
        Rule::call | Rule::arg | Rule::named_arg => "arguments",
        Rule::index | Rule::open_start | Rule::open_end => "a position",
        Rule::field => "a field",
        Rule::alternative | Rule::named_alternative => "an alternative such as `name: op`",
        Rule::arrow => "`->`",
        Rule::range_op => "`..`",
        Rule::minus | Rule::sum_op | Rule::product_op | Rule::compare_op => "an operator",
        Rule::kw_implies | Rule::kw_or | Rule::kw_and | Rule::kw_is => "an operator",
        Rule::kw_step => "`step`",
        Rule::kw_of => "`of`",
        Rule::kw_in => "`in`",
        Rule::kw_else => "`else`",
        Rule::ident => "a name",
        Rule::string => "a text",
        Rule::expr | Rule::implication | Rule::disjunction | Rule::conjunction | Rule::negation => "an expression",
        Rule::comparison | Rule::range | Rule::sum | Rule::product | Rule::unary | Rule::postfix => "an expression",
        Rule::primary | Rule::paren | Rule::list | Rule::record | Rule::path | Rule::counted => "an expression",
        Rule::number | Rule::boolean | Rule::oneof | Rule::pick | Rule::maybe | Rule::for_expr => "an expression",
        Rule::repeat_expr | Rule::if_expr | Rule::condition => "an expression",
        Rule::kw_not | Rule::kw_oneof | Rule::kw_pick | Rule::kw_maybe => "an expression",
        Rule::kw_for | Rule::kw_repeat | Rule::kw_if => "an expression",
        Rule::count_unit => "`trials`",
        Rule::WHITESPACE | Rule::COMMENT | Rule::digits | Rule::unit | Rule::ident_rest | Rule::reserved => return None,
    })
}
