//! The tree of a file: what was written, with a span on every node. It means nothing yet.

mod walk;

use crate::Span;

/// A whole file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// The items in source order. Items that did not parse are missing.
    pub items: Vec<Item>,
}

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// `std::blocks::sep_conv`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// At least one name.
    pub names: Vec<Name>,
    /// Where it stands.
    pub span: Span,
}

impl Path {
    /// Returns the names joined by `::`.
    pub fn text(&self) -> String {
        self.names.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("::")
    }
}

/// A top-level item.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// `use std::blocks::{sep_conv}`
    Use(Use),
    /// `const width = 16`
    Const(Const),
    /// `op`, `cell`, `block` or `fn`.
    Definition(Definition),
    /// `space Tiny { … }`
    Space(Space),
    /// `task`, `search`, `train` or `device`.
    Section(Section),
}

impl Item {
    /// Returns where the whole item stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Use(it) => it.span,
            Self::Const(it) => it.span,
            Self::Definition(it) => it.span,
            Self::Space(it) => it.span,
            Self::Section(it) => it.span,
        }
    }
}

/// Where a `use` reads from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Module {
    /// `std::blocks`
    Path(Path),
    /// `"./mine.nas"`
    File(Text),
}

/// `relu_conv_bn as rcb`: what is taken, and its new name.
pub type UseName = (Name, Option<Name>);

/// `use std::blocks::{sep_conv, relu_conv_bn as rcb}`
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// What is read.
    pub module: Module,
    /// The names taken from it, if they are listed.
    pub names: Option<Vec<UseName>>,
    /// The new name of the module or of the path's last name.
    pub alias: Option<Name>,
    /// Where it stands.
    pub span: Span,
}

/// `const width = 16`
#[derive(Debug, Clone, PartialEq)]
pub struct Const {
    /// The name.
    pub name: Name,
    /// The value.
    pub value: Expr,
    /// Where it stands.
    pub span: Span,
}

/// Which word a definition begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefinitionKind {
    /// Makes new decisions at every use.
    Op,
    /// Makes its decisions once per instance.
    Cell,
    /// Makes new decisions at every use.
    Block,
    /// Computes a value.
    Fn,
}

impl DefinitionKind {
    /// The word in the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Op => "op",
            Self::Cell => "cell",
            Self::Block => "block",
            Self::Fn => "fn",
        }
    }
}

/// `op edge(c: int) = oneof { … }`, `block mb_conv(x: image, c: int) { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The word it begins with.
    pub kind: DefinitionKind,
    /// The name.
    pub name: Name,
    /// The parameters; none is written without parentheses too.
    pub params: Vec<Param>,
    /// What it is.
    pub body: Body,
    /// Where it stands.
    pub span: Span,
}

/// What stands behind a definition's head.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// `= expr`
    Expr(Expr),
    /// `{ … }`
    Block(Block),
}

/// `c: int = 16`
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// The name.
    pub name: Name,
    /// The type.
    pub ty: Type,
    /// The default value.
    pub default: Option<Expr>,
    /// Where it stands.
    pub span: Span,
}

/// A type as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// `int`, `image`, `image[3, 32, 32]`
    Named {
        /// The word.
        name: Name,
        /// The dimensions, if they are given.
        dims: Option<Vec<Expr>>,
        /// Where it stands.
        span: Span,
    },
    /// `[int]`
    List(Box<Type>, Span),
}

impl Type {
    /// Returns where the type stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Named { span, .. } | Self::List(_, span) => *span,
        }
    }
}

/// `space Tiny(width: int = 8) { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Space {
    /// The name.
    pub name: Name,
    /// The parameters.
    pub params: Vec<Param>,
    /// The body.
    pub body: Block,
    /// Where it stands.
    pub span: Span,
}

/// Which word a section begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SectionKind {
    /// What networks are for.
    Task,
    /// How a space is searched.
    Search,
    /// How a network is trained.
    Train,
    /// What a network runs on.
    Device,
}

impl SectionKind {
    /// The word in the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Search => "search",
            Self::Train => "train",
            Self::Device => "device",
        }
    }
}

/// `search quick { … }`, `task digits = classification { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The word it begins with.
    pub kind: SectionKind,
    /// The name.
    pub name: Name,
    /// The kind of task, on a task only.
    pub of: Option<Name>,
    /// The entries in source order.
    pub entries: Vec<SectionEntry>,
    /// Where it stands.
    pub span: Span,
}

/// The words before a metric in a `search`: whether more of it is better, or less.
pub const OBJECTIVES: [&str; 2] = ["maximize", "minimize"];

/// One line of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum SectionEntry {
    /// `budget: 64 trials`
    Field(Entry),
    /// `maximize accuracy`
    Objective {
        /// Whether more is better.
        maximize: bool,
        /// The metric.
        metric: Expr,
        /// Where it stands.
        span: Span,
    },
}

/// `train: 70%`
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Name,
    /// The value.
    pub value: Expr,
    /// Where it stands.
    pub span: Span,
}

/// `{ … }` with statements.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The statements in source order.
    pub statements: Vec<Statement>,
    /// Where it stands, braces included.
    pub span: Span,
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// `let k = oneof [3, 5]`
    Let {
        /// What is named.
        pattern: Pattern,
        /// The value.
        value: Expr,
        /// Where it stands.
        span: Span,
    },
    /// `nodes += x`
    Append {
        /// The list.
        list: Name,
        /// What is appended.
        value: Expr,
        /// Where it stands.
        span: Span,
    },
    /// `input x: image[3, 32, 32]`
    Input {
        /// The name.
        name: Name,
        /// Its kind and dimensions.
        ty: Type,
        /// Where it stands.
        span: Span,
    },
    /// `require params <= 12k else "…"`
    Require {
        /// The condition.
        condition: Expr,
        /// The reason given.
        reason: Option<Text>,
        /// Where it stands.
        span: Span,
    },
    /// An expression: the value of its block, or a loop that fills a list.
    Expr(Expr),
}

impl Statement {
    /// Returns where the statement stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Let { span, .. }
            | Self::Append { span, .. }
            | Self::Input { span, .. }
            | Self::Require { span, .. } => *span,
            Self::Expr(it) => it.span,
        }
    }
}

/// What `let` and `for` name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// `x`; `_` names nothing.
    Name(Name),
    /// `[a, b]`
    List(Vec<Name>, Span),
}

/// A string literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, escapes resolved.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: Box<ExprKind>,
    /// Where it stands.
    pub span: Span,
}

/// The unit of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// None; `k`, `M` and `G` are multiplied out.
    One,
    /// `%`, divided by 100.
    Percent,
    /// In seconds.
    Time,
    /// In bytes.
    Memory,
    /// `64 trials`
    Trials,
    /// `30 epochs`
    Epochs,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `3`, `3.5M`, `70%`, `10ms`
    Number {
        /// The amount in the unit's base.
        value: f64,
        /// Whether it is a whole number.
        whole: bool,
        /// Its unit.
        unit: Unit,
    },
    /// `"text"`
    Text(String),
    /// `true`, `false`
    Bool(bool),
    /// `width`, `blocks::sep_conv`
    Path(Path),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `{ train: 70%, valid: 15% }`
    Record(Vec<Entry>),
    /// `f(a, k: 3)`
    Call {
        /// What is called.
        callee: Expr,
        /// The arguments in source order.
        args: Vec<Arg>,
    },
    /// `nodes[0]`
    Index {
        /// The list.
        base: Expr,
        /// The position.
        index: Expr,
    },
    /// `nodes[2..]`
    Slice {
        /// The list.
        base: Expr,
        /// The first position, if given.
        start: Option<Expr>,
        /// The last position, if given.
        end: Option<Expr>,
        /// Whether `end` itself belongs to the slice.
        inclusive: bool,
    },
    /// `x.channels`
    Field {
        /// The value.
        base: Expr,
        /// The field.
        name: Name,
    },
    /// `-x`, `not x`
    Unary {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        operand: Expr,
    },
    /// `a + b`
    Binary {
        /// The operator.
        op: BinaryOp,
        /// The operand before it.
        left: Expr,
        /// The operand behind it.
        right: Expr,
    },
    /// `first is max_pool`
    Is {
        /// The decision.
        value: Expr,
        /// The alternative.
        name: Name,
    },
    /// `16..=64 step 16`
    Range {
        /// The first value.
        start: Expr,
        /// The end.
        end: Expr,
        /// Whether the end itself belongs to the range.
        inclusive: bool,
        /// The distance between values.
        step: Option<Expr>,
    },
    /// `x -> conv(8) -> relu()`, at least two stages.
    Pipe(Vec<Expr>),
    /// `oneof [3, 5, 7]`
    OneOfValues(Expr),
    /// `oneof { conv: conv(8), skip: identity() }`
    OneOf(Vec<Alternative>),
    /// `pick 2 of nodes`
    Pick {
        /// How many.
        count: Expr,
        /// Of what.
        from: Expr,
    },
    /// `maybe conv(8)`
    Maybe(Expr),
    /// `for n in nodes { … }`
    For {
        /// What names the items.
        pattern: Pattern,
        /// The items.
        items: Expr,
        /// What is done with each.
        body: Block,
    },
    /// `repeat(3) { … }`
    Repeat {
        /// How often.
        count: Expr,
        /// What is repeated.
        body: Block,
    },
    /// `if c { … } else { … }`
    If {
        /// Conditions and what follows from them, in order.
        branches: Vec<(Expr, Block)>,
        /// What follows if none holds.
        otherwise: Option<Block>,
    },
    /// `(a)`; kept for the formatter.
    Paren(Expr),
}

/// `name: op` in a `oneof`.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The name.
    pub name: Name,
    /// The operation; a bare name stands for itself.
    pub value: Option<Expr>,
    /// Where it stands.
    pub span: Span,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Arg {
    /// The parameter's name, if it is given.
    pub name: Option<Name>,
    /// The value.
    pub value: Expr,
    /// Where it stands.
    pub span: Span,
}

/// An operator with one operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-`
    Negate,
    /// `not`
    Not,
}

/// An operator with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `and`
    And,
    /// `or`
    Or,
    /// `implies`
    Implies,
}

impl BinaryOp {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::And => "and",
            Self::Or => "or",
            Self::Implies => "implies",
        }
    }
}
