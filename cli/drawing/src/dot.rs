//! DOT, the language of Graphviz, which lays pictures out itself.

/// Writes a graph around what is in it.
pub(crate) fn digraph(title: &str, settings: &str, body: &str) -> String {
    format!(
        "digraph {} {{\n{settings}  node [shape=box, style=rounded, fontname=\"Helvetica\"]\n  \
         edge [fontname=\"Helvetica\", fontsize=10]\n{body}}}\n",
        quoted(title)
    )
}

/// Writes a text in quotes.
pub(crate) fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}
