//! Random small spaces, as source text. Every one of them is well-formed: all tensors are of one shape.

use rand::{Rng, RngExt as _};

/// Writes a space `Random` with a handful of decisions in all the ways there are to make them.
pub fn space(rng: &mut impl Rng) -> String {
    let inputs = ["x", "y"][..=usize::from(rng.random_ratio(1, 4))].iter();
    let mut writer = Writer {
        rng,
        lines: inputs.clone().map(|it| format!("  input {it}: image[4, 4, 4]\n")).collect(),
        tensors: inputs.map(|it| (*it).to_owned()).collect(),
        numbers: vec![],
        flags: vec![],
        decided: vec![],
        ops: vec![],
        labels: vec![],
        names: 0,
        decisions: 0,
    };
    writer.body();
    let body = writer.lines.concat();
    format!("{DEFINITIONS}\nspace Random {{\n{body}}}\n")
}

/// How many decisions are written at most; a loop may make one of them several times.
const DECISIONS: usize = 6;

const DEFINITIONS: &str = "\
op edge() = oneof { none: zero(), skip: identity(), conv: conv(4) }

block bottleneck(x: image, k: int = 3) {
  let inner = oneof [2, 4]
  x -> conv(inner, k) -> maybe relu() -> conv(4)
}

cell Cell(x: image) {
  let first = oneof { conv: conv(4), skip: identity() }
  let second = if first is conv { maybe relu() } else { identity() }
  sum(x, x -> first -> second)
}

op tree(depth: int) = if depth == 0 { relu() } else { oneof { leaf: relu(), node: tree(depth - 1) -> relu() } }
";

struct Writer<'a, R> {
    rng: &'a mut R,
    lines: Vec<String>,
    tensors: Vec<String>,
    numbers: Vec<String>,
    flags: Vec<String>,
    /// Names of decisions between alternatives, each with one of its alternatives.
    decided: Vec<(String, String)>,
    ops: Vec<String>,
    labels: Vec<String>,
    names: usize,
    decisions: usize,
}

impl<R: Rng> Writer<'_, R> {
    fn body(&mut self) {
        self.lines.push("  let cell = Cell\n".to_owned());
        for _ in 0..self.below(5) + 2 {
            self.binding();
        }
        for _ in 0..self.below(3) {
            let condition = self.condition(2);
            self.lines.push(format!("  require {condition}\n"));
        }
        let tensors = self.tensors.join(", ");
        self.lines.push(format!("  sum({tensors})\n"));
    }

    fn below(&mut self, bound: usize) -> usize {
        self.rng.random_range(0..bound)
    }

    fn name(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn one_of(&mut self, of: &[String]) -> String {
        of[self.below(of.len())].clone()
    }

    /// Whether another decision fits.
    fn decide(&mut self) -> bool {
        self.decisions += 1;
        self.decisions <= DECISIONS
    }

    fn line(&mut self, prefix: &str, value: &str) -> String {
        let name = self.name(prefix);
        self.lines.push(format!("  let {name} = {value}\n"));
        name
    }

    fn binding(&mut self) {
        match self.below(9) {
            0 => self.number(),
            1 => self.flag(),
            2 => self.named_choice(),
            3 => self.conditional(),
            4 => self.picked(),
            5 => self.repeated(),
            6 => self.listed(),
            7 => self.conditional_number(),
            _ => {
                let (from, op) = (self.tensor(), self.op(2));
                let name = self.line("t", &format!("{from} -> {op}"));
                self.tensors.push(name);
            }
        }
    }

    fn number(&mut self) {
        let values = ["oneof [1, 2, 3]", "oneof 0..=2", "oneof 1..=9 step 4", "2"];
        let value = if self.decide() { values[self.below(4)] } else { "2" };
        let name = self.line("n", value);
        self.numbers.push(name);
    }

    fn conditional_number(&mut self) {
        let condition = self.simple();
        let value = if self.decide() { "oneof [0, 1]" } else { "1" };
        let name = self.line("n", &format!("if {condition} {{ {value} }} else {{ 2 }}"));
        self.numbers.push(name);
    }

    fn flag(&mut self) {
        let value = if self.decide() { "oneof [true, false]" } else { "true" };
        let name = self.line("b", value);
        self.flags.push(name);
    }

    fn named_choice(&mut self) {
        if !self.decide() {
            return;
        }
        let (first, second) = (self.op(1), self.op(1));
        let label = self.name("a");
        let name = self.line("o", &format!("oneof {{ {label}: {first}, other: {second} }}"));
        self.labels.push(label.clone());
        self.decided.push((name.clone(), label));
        self.ops.push(name);
    }

    fn conditional(&mut self) {
        let (condition, from, op, other) = (self.simple(), self.tensor(), self.op(1), self.tensor());
        let name = self.line("t", &format!("if {condition} {{ {from} -> {op} }} else {{ {other} }}"));
        self.tensors.push(name);
    }

    fn picked(&mut self) {
        let (op, other) = (self.op(1), self.tensor());
        let how_many = if self.decide() { ["1", "1..=2", "2"][self.below(3)] } else { "3" };
        let name = self.line("t", &format!("sum(pick {how_many} of [x, x -> {op}, {other}])"));
        self.tensors.push(name);
    }

    fn repeated(&mut self) {
        let (count, op, from) = (self.count(), self.op(1), self.tensor());
        let name = self.line("t", &format!("{from} -> repeat({count}) {{ {op} }}"));
        self.tensors.push(name);
    }

    fn listed(&mut self) {
        let (count, op) = (self.count(), self.op(1));
        let name = self.line("l", "[x]");
        self.lines.push(format!("  for i in 0..{count} {{ {name} += x -> {op} }}\n"));
        let sum = self.line("t", &format!("sum({name})"));
        self.tensors.push(sum);
        self.numbers.push(format!("{name}.len"));
    }

    fn count(&mut self) -> String {
        let numbers = self.numbers.clone();
        if numbers.is_empty() || self.below(3) == 0 { "2".to_owned() } else { self.one_of(&numbers) }
    }

    fn tensor(&mut self) -> String {
        let tensors = self.tensors.clone();
        self.one_of(&tensors)
    }

    fn op(&mut self, depth: usize) -> String {
        let choices = if depth == 0 || !self.decide() { 4 } else { 12 };
        match self.below(choices) {
            0 => "identity()".to_owned(),
            1 => "relu()".to_owned(),
            2 => "conv(4)".to_owned(),
            3 => self.shared_op(),
            4 => format!("maybe ({})", self.op(depth - 1)),
            5 => "cell".to_owned(),
            6 => "tree(2)".to_owned(),
            7 => "edge()".to_owned(),
            8 => "bottleneck(k: oneof [1, 3])".to_owned(),
            9 => format!("conv(4, oneof [1, 3]) -> {}", self.op(depth - 1)),
            _ => {
                let label = self.name("a");
                self.labels.push(label.clone());
                format!("oneof {{ {label}: {}, other: {} }}", self.op(depth - 1), self.op(depth - 1))
            }
        }
    }

    fn shared_op(&mut self) -> String {
        let ops = self.ops.clone();
        if ops.is_empty() { "zero()".to_owned() } else { self.one_of(&ops) }
    }

    /// A condition that may stand anywhere.
    fn simple(&mut self) -> String {
        let (numbers, flags, decided) = (self.numbers.clone(), self.flags.clone(), self.decided.clone());
        match self.below(4) {
            0 if !flags.is_empty() => self.one_of(&flags),
            1 if !decided.is_empty() => {
                let (name, label) = &decided[self.below(decided.len())];
                format!("{name} is {label}")
            }
            _ if !numbers.is_empty() => {
                let operator = ["==", "<", ">=", "!="][self.below(4)];
                format!("{} {operator} {}", self.one_of(&numbers), self.below(4))
            }
            _ => "true".to_owned(),
        }
    }

    /// A condition for `require`.
    fn condition(&mut self, depth: usize) -> String {
        let labels = self.labels.clone();
        match self.below(if depth == 0 { 4 } else { 8 }) {
            0 if !labels.is_empty() => format!("count({}) <= {}", self.one_of(&labels), self.below(3)),
            1 => format!("params <= {}", self.below(5) * 150),
            2 => self.whole(),
            7 => format!("not ({})", self.condition(depth - 1)),
            4 => format!("({}) or ({})", self.condition(depth - 1), self.condition(depth - 1)),
            5 => format!("({}) implies ({})", self.condition(depth - 1), self.condition(depth - 1)),
            _ => self.simple(),
        }
    }

    /// A condition on what only a whole architecture has.
    fn whole(&mut self) -> String {
        let operator = ["<=", "<", ">=", ">", "==", "!="][self.below(6)];
        match self.below(6) {
            0 => "connected".to_owned(),
            1 => format!("depth {operator} {}", self.below(6)),
            2 => format!("macs {operator} {}", self.below(5) * 1_152),
            3 => format!("params + 100 * depth {operator} {}", self.below(8) * 150),
            // A value has 256 bytes.
            _ => format!("memory {operator} {}B", self.below(8) * 256),
        }
    }
}
