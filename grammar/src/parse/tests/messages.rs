//! What typical mistakes are answered with: exactly one sentence each.

use super::*;

/// Each mistake, its place, its message and its help.
#[rustfmt::skip] // a line each, to read like a table
const MISTAKES: &[(&str, &str)] = &[
    ("space s {\n  x -> relu()\n", "1:9 N0003 this `{` is never closed"),
    ("op a(c: int = relu()\n", "1:5 N0003 this `(` is never closed"),
    ("space s {\n  x -> relu(\n}\n", "3:1 N0003 `}` cannot close `(`"),
    ("space s {\n  let a = f(1\n  let b = 2\n  b\n}\n", "2:12 N0003 this `(` is never closed"),
    ("space s {\n  x\n}\n}\n", "4:1 N0003 this `}` closes nothing"),
    ("search s {\n  budget = 64 trials\n}\n", "2:10 N0001 expected `:`, found `=`; write `budget: …`"),
    ("const a = conv(kernel = 3)\n", "1:23 N0001 expected `)`, `,` or `:`, found `=`; write `kernel: …`"),
    ("const for = 3\n", "1:7 N0001 `for` is a reserved word and cannot be a name"),
    ("const a = conv(in: 3)\n", "1:16 N0001 `in` is a reserved word and cannot be a name"),
    ("space s {\n  let not = 3\n}\n", "2:7 N0001 `not` is a reserved word and cannot be a name"),
    ("const a = [3, 5 7]\n", "1:17 N0001 expected `]` or `,`, found `7`"),
    ("const a = conv(3 5)\n", "1:18 N0001 expected `)` or `,`, found `5`"),
    ("const a = 3 $ 4\n", "1:13 N0001 `$` means nothing here"),
    ("const größe = 3\n", "1:7 N0001 `größe` is not a name: names are made of the letters a to z, digits and `_`"),
    ("const a = x → y\n", "1:13 N0001 `→` means nothing here; did you mean `->`?"),
    ("const a = “x”\n", "1:11 N0001 `“` means nothing here; did you mean `\"`?"),
    ("space s {\n  let a =\n  let b = 3\n  b\n}\n", "2:9 N0001 expected an expression behind `=`"),
    ("space s {\n  let a\n  a\n}\n", "2:7 N0001 expected `=` behind `a`; write `a = …`"),
    ("space s {\n  let a = 3;\n  a\n}\n", "2:12 N0001 statements end without a `;`; remove it: a statement ends with its line"),
    ("op edge(c) = conv(c)\n", "1:10 N0001 expected `:`, found `)`; every parameter has a type, as in `c: int`"),
    ("op edge(c = 3) = conv(c)\n", "1:11 N0001 expected `:`, found `=`; every parameter has a type, as in `c: int = …`"),
    ("op edge(c: int)\n", "1:15 N0001 expected `{` or `=` behind `)`"),
    ("space {\n  x\n}\n", "1:7 N0001 expected a name, found `{`; write a name behind `space`"),
    ("const a 3\n", "1:9 N0001 expected `=`, found `3`; write `a = …`"),
    ("const a: 3\n", "1:8 N0001 expected `=`, found `:`; write `a = …`"),
    ("use std.blocks\n", "1:8 N0001 expected the end of the item, found `.`; the parts of a path are joined with `::`"),
    ("task digits {\n  data: digits()\n}\n", "1:13 N0001 expected `=`, found `{`; a task says of what kind it is, as in `task digits = classification { … }`"),
    ("search s {\n  space Tiny\n}\n", "2:9 N0001 expected `:`, found `Tiny`; write `space: …`"),
    ("search s {\n  maximise accuracy\n}\n", "2:12 N0001 expected `:`, found `accuracy`; write `maximize accuracy`"),
    ("space s {\n  require a + b => 5\n}\n", "2:17 N0001 expected a statement, found `=`; at least is written `>=`"),
    ("space s {\n  require params = 3\n}\n", "2:18 N0001 expected a statement, found `=`; two values are compared with `==`"),
    ("space s {\n  a = 3\n}\n", "2:5 N0001 expected a statement, found `=`; a value is named with `let a = …`"),
    ("space s {\n  x => conv(3)\n}\n", "2:5 N0001 expected a statement, found `=`; operations are joined with `->`"),
    ("space s {\n  x ->\n}\n", "2:5 N0001 expected an expression behind `->`"),
    ("const a = 3 *\nconst b = 4\n", "1:13 N0001 expected an expression behind `*`"),
    ("space s {\n  let k = oneof 3, 5\n  k\n}\n", "2:18 N0001 expected a statement, found `,`; values stand in a list: `oneof [3, 5, 7]`"),
    ("space s {\n  for i = 1..3 { i }\n}\n", "2:9 N0001 expected `in`, found `=`"),
    ("space s {\n  if a x\n}\n", "2:8 N0001 expected `{`, found `x`"),
    ("space s {\n  if a && b { x }\n}\n", "2:8 N0001 `&` means nothing here; did you mean `and`?"),
    ("const a = 2 ** 3\n", "1:14 N0001 expected an expression, found `*`; a power is written `pow(2, 3)`"),
    ("const a = 'x'\n", "1:11 N0001 `'` means nothing here; did you mean `\"`?"),
    ("space s {\n  /* a comment */\n  x\n}\n", "2:3 N0001 expected a statement, found `/`; a comment begins with `//` and ends with its line"),
    ("space s {\n  x -> repeat 3 { a }\n}\n", "2:15 N0001 expected `(`, found `3`; the count stands in parentheses: `repeat(3) { … }`"),
    ("op a = oneof { zero(), identity() }\n", "1:20 N0001 expected an alternative such as `name: op`, `,` or `:`, found `(`; an alternative has a name, as in `wide: conv(16)`"),
    ("space s {\n  let a, b = c\n  a\n}\n", "2:8 N0001 expected `=`, found `,`; the items of a list are named with `let [first, second] = …`"),
    ("space s {\n  input x: image(3, 32, 32)\n  x\n}\n", "2:19 N0001 expected `)`, found `,`; a shape stands in brackets: `image[3, 32, 32]`"),
    ("op a = oneof {}\n", "1:15 N0001 expected an alternative such as `name: op`, found `}`"),
    ("const a = \"text\nconst b = 3\n", "1:11 N0002 this text does not end on its line; close it with `\"`"),
    ("const a = 10sec\n", "1:13 N0005 there is no unit `sec`; units are k M G · % · ns us ms s min h d · B KB MB GB KiB MiB GiB"),
    ("const a = 3mss\n", "1:12 N0005 there is no unit `mss`; did you mean `ms`?"),
    ("const a = 1e400\n", "1:11 N0005 this number is too large"),
    ("use \"a\\qb\"\n", "1:5 N0006 there is no escape `\\q`; escapes are \\\" \\\\ \\n \\t"),
    ("space s {\n  let a = b /* c */\n  a\n}\n", "2:14 N0001 expected an expression, found `*`; a comment begins with `//` and ends with its line"),
    ("space s {\n  let a = b == 1 ? 2 : 3\n  a\n}\n", "2:18 N0001 `?` means nothing here; what depends on a condition is written `if a { b } else { c }`"),
    ("space s {\n  require p is \"none\"\n}\n", "2:16 N0001 expected a name, found `\"none\"`; the name of an alternative has no quotes: `is none`"),
    ("space s {\n  require p is not none\n}\n", "2:16 N0001 `not` is a reserved word and cannot be a name; `not` stands before all of it: `not a is b`"),
    ("space s {\n  require 2 <= a <= 5\n}\n", "2:18 N0001 expected a statement, found `<=`; comparisons are joined with `and`: `2 <= a and a <= 5`"),
    ("space s {\n  for (a, b) in c { a }\n}\n", "2:7 N0001 expected a name, found `(`; the items of a list are named in brackets: `for [a, b] in …`"),
    ("space s {\n  for a, b in c { a }\n}\n", "2:8 N0001 expected `in`, found `,`; the items of a list are named in brackets: `for [a, b] in …`"),
    ("space s {\n  let a = pick 2 from [b, c]\n}\n", "2:18 N0001 expected `of`, found `from`; write `pick 2 of …`"),
    ("search s {\n  budget: 90 s\n}\n", "2:14 N0001 expected `:` behind `s`; a unit stands right behind its number: `90s`"),
    ("search s {\n  budget: 90 s\n  seed: 3\n}\n", "2:14 N0001 expected `:` behind `s`; a unit stands right behind its number: `90s`"),
    ("const a = [3 KB, 4]\n", "1:14 N0001 expected `]` or `,`, found `KB`; a unit stands right behind its number: `3KB`"),
    ("def f(x):\n  return x\n", "1:1 N0001 expected an item such as `op`, `cell` or `space`, found `def`; a definition begins with `op`, `cell`, `block` or `fn`"),
    ("import nas\n", "1:1 N0001 expected an item such as `op`, `cell` or `space`, found `import`; definitions come in with `use std::blocks::{conv_bn}`"),
    ("space s {\n  let (a, b) = c\n  a\n}\n", "2:7 N0001 expected a name, found `(`; the items of a list are named in brackets: `let [a, b] = …`"),
    ("space s {\n  let f = lambda y: y\n  a\n}\n", "2:19 N0001 expected a statement, found `:`; an operation is named with `op`, a calculation with `fn`"),
    ("space s {\n  while true { x }\n}\n", "2:18 N0001 expected `:`, found `}`; a loop is `for i in 0..n { … }` or `repeat(n) { … }`"),
    ("space s {\n  x -> conv(w // 2) -> relu()\n}\n", "3:1 N0003 `}` cannot close `(`; `//` begins a comment; a quotient is rounded with `floor(a / b)`"),
    ("op a = conv(w // 2)\nop b = c\n", "1:12 N0003 this `(` is never closed; `//` begins a comment; a quotient is rounded with `floor(a / b)`"),
    ("let a = 3\n", "1:1 N0001 expected an item such as `op`, `cell` or `space`, found `let`"),
    ("hello\n", "1:1 N0001 expected an item such as `op`, `cell` or `space`, found `hello`"),
    ("op a = b c\n", "1:10 N0001 expected the end of the item, found `c`"),
    ("# a comment\nop a = b\n", "1:1 N0001 `#` means nothing here; did you mean `//`?"),
    ("space s {\n  x.\n}\n", "2:4 N0001 expected a name behind `.`"),
    ("const a = f(1,, 2)\n", "1:15 N0001 expected an argument or `)`, found `,`"),
    ("op a = oneof {\n  b: c,\n  d: = e\n}\n", "3:6 N0001 expected an expression, found `=`"),
];

#[test]
fn a_typical_mistake_has_one_message() {
    for (text, message) in MISTAKES {
        assert_eq!(answer(text), *message, "{text}");
    }
}

/// The message and the help of every mistake.
fn answer(text: &str) -> String {
    let (parsed, found) = parsed(text);
    let helps = parsed.diagnostics.sorted().into_iter().map(|it| it.help.map_or(String::new(), |it| format!("; {it}")));
    found.into_iter().zip(helps).map(|(message, help)| message + &help).collect::<Vec<_>>().join(" | ")
}
