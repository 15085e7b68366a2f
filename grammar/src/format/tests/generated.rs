//! Programs made at random, with comments and line breaks wherever they may stand.

use proptest::{collection::vec, prelude::*, test_runner::RngSeed};

use super::checked;

/// What may stand where a space may stand.
const TRIVIA: [&str; 8] = [" ", " ", " ", "\n", "\n\n\n", "  // c\n", "\n// d\n\n", "\n\n/// e\n// f\n"];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-d]",
        1 => proptest::sample::select(vec!["step", "of", "trials", "a_long_name_for_a_thing", "input", "as"])
            .prop_map(str::to_owned),
    ]
}

fn leaf() -> impl Strategy<Value = String> {
    let literals = ["1", "3.5M", "70%", "64 trials", "1e-3", "\"a // \\\" b\"", "true", "std::blocks::conv"];
    prop_oneof![name(), proptest::sample::select(literals.to_vec()).prop_map(str::to_owned)]
}

/// Something that can stand on both sides of every operator.
fn atom() -> BoxedStrategy<String> {
    leaf()
        .prop_recursive(4, 40, 4, |inner| {
            let expr = expr(inner.clone().boxed());
            let exprs = vec(expr.clone(), 0..4);
            prop_oneof![
                expr.clone().prop_map(|it| format!("( {it} )")),
                exprs.clone().prop_map(|it| format!("[ {} ]", it.join(" , "))),
                (name(), exprs).prop_map(|(name, it)| format!("{name}( {} )", it.join(" , "))),
                (name(), expr.clone(), expr.clone()).prop_map(|(name, a, b)| format!("f( {a} , {name}: {b} , )")),
                (name(), expr.clone()).prop_map(|(name, it)| format!("x[ {it} ].{name}")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("x[ {a} .. {b} ]")),
                inner.prop_map(|a| format!("x[ {a} .. ][ ..= {a} ][ .. ]")),
                (name(), expr).prop_map(|(name, it)| format!("{{ {name} : {it} , b : 2 }}")),
            ]
        })
        .boxed()
}

fn expr(atom: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let atoms = vec(atom.clone(), 2..6);
    let block = vec(statement(atom.clone()), 0..3).prop_map(|it| format!("{{ {} }}", it.join("\n")));
    let operator = proptest::sample::select(vec!["+", "*", "and", "or", "implies", "->", "-"]);
    prop_oneof![
        4 => atom.clone(),
        3 => (operator, atoms.clone()).prop_map(|(op, it)| it.join(&format!(" {op} "))),
        1 => atoms.prop_map(|it| format!("not {} * - {} <= {}", it[0], it[1], it[0])),
        1 => (atom.clone(), name()).prop_map(|(a, name)| format!("{a} is {name}")),
        1 => (atom.clone(), atom.clone()).prop_map(|(a, b)| format!("oneof {a} ..= {b} step {a}")),
        1 => (atom.clone(), atom.clone()).prop_map(|(a, b)| format!("pick {a} of {b}")),
        1 => atom.clone().prop_map(|it| format!("maybe {it} -> {it}")),
        2 => vec((name(), atom.clone()), 1..4).prop_map(|it| {
            let parts: Vec<String> = it.into_iter().map(|(name, value)| format!("{name} : {value} ,")).collect();
            format!("oneof {{ {} step , }}", parts.join(" "))
        }),
        1 => (atom.clone(), block.clone()).prop_map(|(a, block)| format!("for [ a , b ] in {a} {block}")),
        1 => (atom.clone(), block.clone()).prop_map(|(a, block)| format!("repeat ( {a} ) {block} -> {a}")),
        1 => (atom, block.clone(), block)
            .prop_map(|(a, b, c)| format!("if {a} {b} else if {a} {c} else {b}")),
    ]
    .boxed()
}

fn statement(atom: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let values = (atom.clone(), atom);
    prop_oneof![
        (name(), values.clone()).prop_map(|(name, (a, b))| format!("let {name} = {a} -> {b}")),
        (name(), values.clone()).prop_map(|(name, (a, b))| format!("{name} += {a} / {b}")),
        (name(), values.clone()).prop_map(|(name, (a, b))| format!("input {name} : image[ {a} , {b} ]")),
        values.clone().prop_map(|(a, b)| format!("require {a} >= {b} else \"why\"")),
        values.prop_map(|(a, b)| format!("{a} -> {b}")),
    ]
    .boxed()
}

fn item() -> impl Strategy<Value = String> {
    let expr = || expr(atom());
    let body = vec(statement(expr().prop_map(|it| format!("( {it} )")).boxed()), 0..4).prop_map(|it| it.join("\n"));
    prop_oneof![
        Just("use std::a::{ b , c as d , } as e".to_owned()),
        Just("use \"./a.nas\"".to_owned()),
        (name(), expr()).prop_map(|(name, it)| format!("const {name} = {it}")),
        (name(), expr()).prop_map(|(name, it)| format!("op {name}( a : [int] = {it} , b : image ) = {it}")),
        (name(), body.clone()).prop_map(|(name, it)| format!("cell {name}() {{ {it} }}")),
        (name(), body).prop_map(|(name, it)| format!("space {name} {{ {it} }}")),
        (name(), expr()).prop_map(|(name, it)| format!("search {name} {{ a : {it} maximize {name} , step : {it} }}")),
    ]
}

/// Puts trivia where the text has a space, in turn; texts and `64 trials` are left alone.
fn spread(text: &str, trivia: &[usize]) -> String {
    let mut turn = trivia.iter().cycle();
    let (mut spread, mut inside) = (String::new(), false);
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            let is_fixed = inside || word.starts_with("trials");
            spread += if is_fixed { " " } else { TRIVIA[*turn.next().unwrap_or(&0)] };
        }
        let quotes = word.matches('"').count() - word.matches("\\\"").count();
        inside ^= quotes % 2 == 1;
        spread += word;
    }
    spread
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, rng_seed: RngSeed::Fixed(201), ..ProptestConfig::default() })]

    #[test]
    fn any_program_survives(items in vec(item(), 1..4), trivia in vec(0..TRIVIA.len(), 1..40)) {
        let text = items.join("\n");
        checked(&text);
        checked(&spread(&text, &trivia));
    }
}

#[test]
fn the_tour_survives_comments_everywhere() {
    let tour = include_str!("../../parse/tour.nas").lines().filter(|it| !it.contains("//")).collect::<Vec<_>>();
    let tour = tour.join("\n");
    for first in 0..TRIVIA.len() {
        for step in [1, 3, 5] {
            let trivia: Vec<usize> = (0..TRIVIA.len()).map(|it| (first + it * step) % TRIVIA.len()).collect();
            checked(&spread(&tour, &trivia));
        }
    }
}
