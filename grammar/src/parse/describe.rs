//! The user's word for every rule of the grammar.

use super::Rule;

/// What could stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// Worth listing.
    Part(&'static str),
    /// Could go on with what stands before; listed only where nothing else could stand.
    More(&'static str),
    /// The end of what was begun; listed only where no part could stand.
    End,
    /// Never worth listing.
    Nothing,
}
use Expected::{End, More, Nothing, Part};

/// Returns what a rule is called in a message.
///
/// Exhaustive: a new rule does not compile without a name.
#[rustfmt::skip] // a paragraph for each arm
pub(super) fn describe(rule: Rule) -> Expected {
    match rule {
        Rule::open_paren | Rule::close_paren | Rule::open_bracket | Rule::close_bracket | Rule::open_brace
        | Rule::close_brace | Rule::comma | Rule::colon | Rule::equals | Rule::plus_equals => mark(rule),
        Rule::arrow | Rule::range_op | Rule::open_end | Rule::kw_step | Rule::count_unit | Rule::kw_is
        | Rule::arithmetic_op | Rule::sum_op | Rule::product_op | Rule::compare_op | Rule::logic_op | Rule::kw_implies
        | Rule::kw_or | Rule::kw_and
        | Rule::call | Rule::index | Rule::field => operator(rule),
        Rule::file | Rule::single_item | Rule::item | Rule::use_item | Rule::const_item | Rule::definition
        | Rule::space_item | Rule::task_item | Rule::section_item | Rule::definition_kind | Rule::section_kind
        | Rule::kw_space | Rule::kw_task | Rule::kw_const | Rule::kw_use | Rule::kw_as | Rule::use_alias
        | Rule::use_names | Rule::use_name | Rule::params | Rule::param => item(rule),
        Rule::section | Rule::some_entries | Rule::entry | Rule::field_entry | Rule::objective | Rule::direction
        | Rule::block | Rule::some_statements | Rule::statement | Rule::let_statement | Rule::append_statement
        | Rule::input_statement | Rule::require_statement | Rule::expr_statement | Rule::kw_let | Rule::kw_input
        | Rule::kw_require | Rule::kw_else | Rule::some_alternatives | Rule::alternatives | Rule::alternative
        | Rule::named_alternative => part(rule),
        Rule::expr | Rule::logic | Rule::comparison | Rule::range | Rule::arithmetic | Rule::minus | Rule::postfix | Rule::primary | Rule::open_ended
        | Rule::open_start | Rule::paren | Rule::list | Rule::record | Rule::path | Rule::counted | Rule::number
        | Rule::boolean | Rule::oneof | Rule::pick | Rule::maybe | Rule::for_expr | Rule::repeat_expr
        | Rule::if_expr | Rule::condition | Rule::kw_not | Rule::kw_oneof | Rule::kw_pick | Rule::kw_maybe
        | Rule::kw_for | Rule::kw_repeat | Rule::kw_if => Part("an expression"),
        Rule::r#type | Rule::list_type | Rule::named_type => Part("a type"),
        Rule::ident | Rule::pattern | Rule::list_pattern => Part("a name"),
        Rule::arg | Rule::named_arg => Part("an argument"),
        Rule::string => Part("a text"),
        Rule::kw_of => Part("`of`"),
        Rule::kw_in => Part("`in`"),
        Rule::EOI => End,
        Rule::WHITESPACE | Rule::COMMENT | Rule::byte_order_mark | Rule::digits | Rule::unit | Rule::ident_rest
        | Rule::reserved => Nothing,
    }
}

fn mark(rule: Rule) -> Expected {
    Part(match rule {
        Rule::open_paren => return More("`(`"),
        Rule::close_paren => "`)`",
        Rule::open_bracket => return More("`[`"),
        Rule::close_bracket => "`]`",
        Rule::open_brace => "`{`",
        Rule::close_brace => "`}`",
        Rule::comma => "`,`",
        Rule::colon => "`:`",
        Rule::plus_equals => return More("`+=`"),
        _ => "`=`",
    })
}

fn operator(rule: Rule) -> Expected {
    More(match rule {
        Rule::arrow => "`->`",
        Rule::range_op | Rule::open_end => "`..`",
        Rule::kw_step => "`step`",
        Rule::count_unit => "`trials`",
        Rule::call => "`(`",
        Rule::index => "`[`",
        Rule::field => "`.`",
        _ => "an operator",
    })
}

fn item(rule: Rule) -> Expected {
    match rule {
        Rule::use_names => More("`::`"),
        Rule::use_alias | Rule::kw_as => More("`as`"),
        Rule::use_name => Part("a name"),
        Rule::params => More("parameters"),
        Rule::param => Part("a parameter such as `c: int`"),
        _ => Part("an item such as `op`, `cell` or `space`"),
    }
}

fn part(rule: Rule) -> Expected {
    match rule {
        Rule::section | Rule::block | Rule::alternatives => Part("`{`"),
        Rule::some_entries | Rule::entry | Rule::field_entry | Rule::objective | Rule::direction => {
            Part("an entry such as `key: value`")
        }
        Rule::some_alternatives | Rule::alternative | Rule::named_alternative => {
            Part("an alternative such as `name: op`")
        }
        Rule::kw_else => More("`else`"),
        _ => Part("a statement"),
    }
}
