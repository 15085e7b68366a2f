//! From a document to text: decides where lines break, and lines up comments.

use super::doc::{Doc, Kind, Place};

/// How wide a line may be.
const WIDTH: usize = 100;
/// How far one level is indented.
const INDENT: usize = 2;
/// How far a comment stands behind the code of its line.
const COMMENT_GAP: usize = 2;

/// Writes a document.
pub(super) fn render(doc: &Doc) -> String {
    let mut renderer = Renderer { lines: vec![], line: Line::default() };
    let mut todo = vec![Part { indent: 0, mode: Mode::Broken, doc }];
    while let Some(part) = todo.pop() {
        renderer.part(part, &mut todo);
    }
    renderer.finish()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Flat,
    Broken,
}

#[derive(Clone, Copy)]
struct Part<'d> {
    indent: usize,
    mode: Mode,
    doc: &'d Doc,
}

/// A line of output; its comment stands apart, so that neighbours can be lined up.
#[derive(Default)]
struct Line {
    indent: usize,
    code: String,
    comment: Option<String>,
}

impl Line {
    fn column(&self) -> usize {
        self.indent + self.code.chars().count()
    }
}

struct Renderer {
    lines: Vec<Line>,
    line: Line,
}

impl Renderer {
    fn part<'d>(&mut self, part: Part<'d>, todo: &mut Vec<Part<'d>>) {
        let Part { indent, mode, .. } = part;
        match &part.doc.kind {
            Kind::Text(text) => self.text(text, indent),
            Kind::Choice { broken, .. } if mode == Mode::Broken => self.text(broken, indent),
            Kind::Choice { flat, .. } => self.text(flat, indent),
            Kind::Line(flat) if mode == Mode::Flat => self.text(flat, indent),
            Kind::Line(_) | Kind::Hard => self.end_line(),
            Kind::Comment { text, place } => self.comment(text, *place, indent),
            Kind::Concat(parts) => todo.extend(parts.iter().rev().map(|doc| Part { doc, ..part })),
            Kind::Indent(doc) => todo.push(Part { doc, indent: indent + INDENT, ..part }),
            Kind::Anchor(doc) => todo.push(Part { doc, indent: self.line_indent(indent), ..part }),
            Kind::Group(doc) => {
                let flat = Part { doc, mode: Mode::Flat, ..part };
                let is_flat = !doc.is_broken && (mode == Mode::Flat || self.fits(flat, 0, todo));
                todo.push(if is_flat { flat } else { Part { mode: Mode::Broken, ..flat } });
            }
            Kind::Fill(doc) => {
                if mode == Mode::Flat || self.fits(Part { doc, mode: Mode::Flat, ..part }, 1, todo) {
                    self.text(" ", indent);
                } else {
                    self.end_line();
                }
                todo.push(Part { doc, ..part });
            }
        }
    }

    /// Returns whether a part and what follows it up to the next possible line break fit on the line.
    fn fits(&self, part: Part<'_>, space: usize, rest: &[Part<'_>]) -> bool {
        let mut todo = vec![part];
        let mut rest = rest.iter().rev();
        let mut room = WIDTH as isize - self.line.column() as isize - space as isize;
        while room >= 0 {
            let Some(part) = todo.pop().or_else(|| rest.next().copied()) else { return true };
            let is_flat = part.mode == Mode::Flat;
            let width = match &part.doc.kind {
                Kind::Hard | Kind::Comment { .. } => return true,
                Kind::Line(_) | Kind::Fill(_) if !is_flat => return true,
                Kind::Text(text) => text.chars().count(),
                Kind::Line(flat) => flat.len(),
                Kind::Choice { broken, flat } => {
                    if is_flat {
                        flat.len()
                    } else {
                        broken.len()
                    }
                }
                Kind::Concat(parts) => {
                    todo.extend(parts.iter().rev().map(|doc| Part { doc, ..part }));
                    0
                }
                Kind::Group(doc) if doc.is_broken => {
                    todo.push(Part { doc, mode: Mode::Broken, ..part });
                    0
                }
                Kind::Fill(doc) => {
                    todo.push(Part { doc, ..part });
                    1
                }
                Kind::Indent(doc) | Kind::Anchor(doc) | Kind::Group(doc) => {
                    todo.push(Part { doc, ..part });
                    0
                }
            };
            room -= width as isize;
        }
        false
    }

    fn text(&mut self, text: &str, indent: usize) {
        let is_blank = text.trim().is_empty();
        if self.line.comment.is_some() && !is_blank {
            self.end_line();
        }
        if self.line.code.is_empty() {
            self.line.indent = indent;
            self.line.code.push_str(text.trim_start());
        } else if self.line.comment.is_none() {
            self.line.code.push_str(text);
        }
    }

    fn comment(&mut self, text: &str, place: Place, indent: usize) {
        let is_taken = self.line.comment.is_some() || (place == Place::OwnLine && !self.line.code.is_empty());
        if is_taken {
            self.end_line();
        }
        if self.line.code.is_empty() {
            self.line.indent = indent;
        }
        self.line.comment = Some(text.to_owned());
    }

    fn line_indent(&self, indent: usize) -> usize {
        if self.line.code.is_empty() || self.line.comment.is_some() { indent } else { self.line.indent }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.code.truncate(line.code.trim_end().len());
        self.lines.push(line);
    }

    fn finish(mut self) -> String {
        if !self.line.code.is_empty() || self.line.comment.is_some() {
            self.end_line();
        }
        self.lines.chunk_by(lines_up).map(block).collect()
    }
}

/// Returns whether the comments of two neighbouring lines belong together.
fn lines_up(above: &Line, below: &Line) -> bool {
    let has_both = |it: &Line| !it.code.is_empty() && it.comment.is_some();
    has_both(above) && has_both(below) && above.indent == below.indent
}

/// Writes lines whose comments begin at the same column.
fn block(lines: &[Line]) -> String {
    let column = lines.iter().map(Line::column).max().unwrap_or_default() + COMMENT_GAP;
    lines.iter().map(|it| written(it, column)).collect()
}

fn written(line: &Line, column: usize) -> String {
    let indent = " ".repeat(line.indent);
    match &line.comment {
        None if line.code.is_empty() => "\n".to_owned(),
        None => format!("{indent}{}\n", line.code),
        Some(comment) if line.code.is_empty() => format!("{indent}{comment}\n"),
        Some(comment) => format!("{indent}{}{}{comment}\n", line.code, " ".repeat(column - line.column())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::doc::{choice, comment, concat, hard, line};

    fn call(arg: &str) -> Doc {
        let inside = concat([line(""), arg.into(), choice(",", "")]).indent();
        concat(["f(".into(), inside, line(""), ")".into()]).anchor().group()
    }

    #[test]
    fn a_group_breaks_when_it_does_not_fit() {
        assert_eq!(render(&call(&"x".repeat(97))), format!("f({})\n", "x".repeat(97)));
        assert_eq!(render(&call(&"x".repeat(98))), format!("f(\n  {},\n)\n", "x".repeat(98)));
    }

    #[test]
    fn what_follows_a_group_has_to_fit_too() {
        let doc = concat([call(&"x".repeat(96)), " {".into()]);
        assert_eq!(render(&doc), format!("f(\n  {},\n) {{\n", "x".repeat(96)));
    }

    #[test]
    fn a_fill_breaks_only_where_it_must() {
        let word = || concat(["x".repeat(40).as_str().into()]).fill();
        let line = "x".repeat(40);
        assert_eq!(render(&concat(["a".into(), word(), word(), word()])), format!("a {line} {line}\n{line}\n"));
    }

    #[test]
    fn a_comment_never_swallows_what_follows() {
        let doc = concat(["a".into(), comment("// b", Place::Behind), " + c".into()]);
        assert_eq!(render(&doc), "a  // b\n+ c\n");
    }

    #[test]
    fn neighbouring_comments_line_up() {
        let row = |code: &str| concat([code.into(), comment("//", Place::Behind), hard()]);
        assert_eq!(
            render(&concat([row("a"), row("bcd"), "e".into(), hard(), row("f")])),
            "a    //\nbcd  //\ne\nf  //\n"
        );
    }

    #[test]
    fn blank_lines_carry_no_spaces() {
        let doc = concat(["a {".into(), concat([hard(), hard(), "b".into()]).indent(), hard(), "}".into()]);
        assert_eq!(render(&doc), "a {\n\n  b\n}\n");
    }
}
