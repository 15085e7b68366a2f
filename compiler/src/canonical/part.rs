//! The parts of a normal form.
//!
//! A *cut* is a vertex that depends on every input, and from before which no edge leads past it: whatever passes from
//! the inputs to the output passes through it. The output is one, if it depends on every input. What lies between one cut
//! and the next is a part, which sees the earlier cut as its only input.

use super::{
    graph::{Graph, Order, Vertex},
    label::{PartKey, key},
};

/// Returns the keys of all parts, from the inputs to the output.
pub(super) fn keys(graph: &Graph) -> Vec<PartKey> {
    let home = homes(graph);
    let count = home.iter().max().map_or(0, |it| it + 1);
    let mut parts: Vec<Vec<usize>> = vec![vec![]; count];
    for (at, part) in home.iter().enumerate() {
        parts[*part].push(at);
    }
    let mut keys = Vec::with_capacity(count);
    let mut entry = None;
    for members in parts {
        keys.push(key(&vertices(graph, entry, &members)));
        entry = members.last().copied();
    }
    keys
}

/// Returns whether the output depends on an input.
pub(super) fn is_live(graph: &Graph) -> bool {
    depends(graph).last() == Some(&true)
}

/// The vertices of a part by themselves: the cut before it, then its members.
fn vertices(graph: &Graph, entry: Option<usize>, members: &[usize]) -> Vec<Vertex> {
    let mut places = vec![usize::MAX; graph.vertices.len()];
    let mut part = vec![];
    if let Some(entry) = entry {
        places[entry] = 0;
        part.push(Vertex { label: String::new(), inputs: vec![], order: Order::Kept, is_input: true });
    }
    for at in members {
        let vertex = &graph.vertices[*at];
        let inputs = vertex.inputs.iter().map(|it| places[*it]).collect();
        places[*at] = part.len();
        part.push(Vertex { inputs, ..vertex.clone() });
    }
    part
}

/// Whether each vertex depends on an input.
fn depends(graph: &Graph) -> Vec<bool> {
    let mut depends: Vec<bool> = vec![];
    for vertex in &graph.vertices {
        depends.push(vertex.is_input || vertex.inputs.iter().any(|it| depends[*it]));
    }
    depends
}

/// The part that each vertex is in. Every part but the last ends in its cut.
fn homes(graph: &Graph) -> Vec<usize> {
    let count = graph.vertices.len();
    let depends = depends(graph);
    // The first and the last vertex behind each that depends on an input; the vertex itself, if it does.
    let mut first: Vec<usize> = (0..count).map(|it| if depends[it] { it } else { count }).collect();
    let mut last: Vec<usize> = (0..count).map(|it| if depends[it] { it } else { 0 }).collect();
    for at in (0..count).rev() {
        for input in &graph.vertices[at].inputs {
            let (nearest, furthest) = if depends[at] { (at, at) } else { (first[at], last[at]) };
            last[*input] = last[*input].max(furthest);
            if !depends[*input] {
                first[*input] = first[*input].min(nearest);
            }
        }
    }
    let inputs = graph.vertices.iter().rposition(|it| it.is_input).unwrap_or(count);
    let mut crossed = vec![0_i32; count + 1];
    for at in 0..count {
        // Between the first and the last vertex behind it, a cut would be passed by.
        if first[at] < last[at] {
            let from = if depends[at] { at + 1 } else { first[at] };
            crossed[from] += 1;
            crossed[last[at]] -= 1;
        }
    }
    assign(&depends, &first, inputs, &crossed)
}

fn assign(depends: &[bool], first: &[usize], inputs: usize, crossed: &[i32]) -> Vec<usize> {
    let mut part = 0;
    let mut open = 0;
    let mut parts = Vec::with_capacity(depends.len());
    for at in 0..depends.len() {
        open += crossed[at];
        parts.push(part);
        part += usize::from(depends[at] && open == 0 && at >= inputs);
    }
    // What depends on nothing is where it is first used.
    let home = |at: usize| if depends[at] || first[at] >= parts.len() { parts[at] } else { parts[first[at]] };
    (0..depends.len()).map(home).collect()
}
