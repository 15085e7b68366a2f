//! Canonical labelling.
//!
//! Vertices are coloured, at first by their labels, then by the colours before and behind them, until no colour splits
//! any more. Where vertices of one colour remain, each is in turn set apart from the others; of these branches those whose
//! colours then come out least are kept, and the least certificate in them is the canonical one (`McKay` and Piperno,
//! *Practical graph isomorphism, II*, 2014). Two leaves of that search
//! with equal certificates give an automorphism, by which a whole branch is as good as one that was gone through; and where
//! all ties are between trees that hang on common vertices, any order gives the same certificate.
//!
//! The certificate itself is exact: it is the graph, written down in the canonical order. Colours are hashes of 64 bits
//! that only guide the search: should two of them collide, isomorphic graphs may be told apart, but never different ones
//! taken for the same.

use sha2::{Digest as _, Sha256};

use super::{
    first_bits,
    graph::{Order, Vertex},
};

/// What two parts share if they are isomorphic, and otherwise do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct PartKey(pub(super) u128);

/// Returns the key of a part, whose vertices come after what they take.
pub(super) fn key(vertices: &[Vertex]) -> PartKey {
    let mut digest = Sha256::new();
    for word in certificate(vertices) {
        digest.update(word.to_be_bytes());
    }
    for label in labels(vertices) {
        digest.update([0]);
        digest.update(label.as_bytes());
    }
    PartKey(first_bits(digest))
}

/// Returns the part in canonical order: for each vertex the rank of its label, how many vertices it takes, and which.
/// Equal for two parts with the same labels exactly if they are isomorphic.
pub(super) fn certificate(vertices: &[Vertex]) -> Vec<u32> {
    let labelling = Labelling::new(vertices);
    let mut colours = labelling.ranks.clone();
    labelling.refine(&mut colours);
    labelling.search(&colours).least
}

/// The labels that occur, in order, each once.
fn labels(vertices: &[Vertex]) -> Vec<&str> {
    let mut labels: Vec<&str> = vertices.iter().map(|it| it.label.as_str()).collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// The certificates under a colouring.
struct Found {
    least: Vec<u32>,
    /// That at the end of the first of all branches.
    first: Vec<u32>,
}

struct Labelling<'a> {
    vertices: &'a [Vertex],
    /// The rank of each vertex's label among the labels.
    ranks: Vec<u32>,
    /// Which vertices take each one, with the position among the operands; 0 where order is free.
    users: Vec<Vec<(usize, u32)>>,
}

impl<'a> Labelling<'a> {
    fn new(vertices: &'a [Vertex]) -> Self {
        let labels = labels(vertices);
        let rank = |it: &Vertex| labels.binary_search(&it.label.as_str()).unwrap_or_default() as u32;
        let mut users = vec![vec![]; vertices.len()];
        for (at, vertex) in vertices.iter().enumerate() {
            for (position, input) in vertex.inputs.iter().enumerate() {
                let position = if vertex.order == Order::Free { 0 } else { position as u32 + 1 };
                users[*input].push((at, position));
            }
        }
        Self { vertices, ranks: vertices.iter().map(rank).collect(), users }
    }

    /// Splits colours until they split no further. They become ranks: 0, 1, … without gaps. What splits stays together, so
    /// that an automorphism between two leaves keeps the colours from before they parted. Returns a number that is the same
    /// where the outcome is isomorphic.
    fn refine(&self, colours: &mut [u32]) -> u64 {
        let mut classes = 0;
        let mut trace = 0;
        loop {
            let hashes: Vec<(u32, u64)> = colours.iter().copied().zip(self.hashes(colours)).collect();
            let mut distinct = hashes.clone();
            distinct.sort_unstable();
            trace = distinct.iter().fold(trace, |trace, it| mix(trace, &[u64::from(it.0), it.1]));
            distinct.dedup();
            for (colour, hash) in colours.iter_mut().zip(&hashes) {
                *colour = distinct.binary_search(hash).unwrap_or_default() as u32;
            }
            if distinct.len() == classes || distinct.len() == colours.len() {
                return trace;
            }
            classes = distinct.len();
        }
    }

    /// What is before and behind every vertex, in one number each.
    fn hashes(&self, colours: &[u32]) -> Vec<u64> {
        let mut before: Vec<u64> = Vec::with_capacity(colours.len());
        let mut around = vec![];
        for (vertex, colour) in self.vertices.iter().zip(colours) {
            around.clear();
            around.extend(vertex.inputs.iter().map(|it| before[*it]));
            if vertex.order == Order::Free {
                around.sort_unstable();
            }
            before.push(mix(u64::from(*colour), &around));
        }
        let mut hashes = vec![0; colours.len()];
        for at in (0..colours.len()).rev() {
            around.clear();
            around.extend(self.users[at].iter().map(|(user, position)| mix(u64::from(*position), &[hashes[*user]])));
            around.sort_unstable();
            hashes[at] = mix(before[at], &around);
        }
        hashes
    }

    fn search(&self, colours: &[u32]) -> Found {
        let mut branches = self.branches(colours).into_iter();
        let Some(first) = branches.next() else {
            let leaf = self.leaf(colours);
            return Found { least: leaf.clone(), first: leaf };
        };
        let mut found = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.search(&first));
        for branch in branches {
            if self.leaf(&branch) != found.first {
                found.least = found.least.min(self.search(&branch).least);
            }
        }
        found
    }

    /// The colourings in which one of the vertices that are tied is set apart, as far as they come out least. None where
    /// any order is as good.
    fn branches(&self, colours: &[u32]) -> Vec<Vec<u32>> {
        let branches: Vec<(u64, Vec<u32>)> = self.ties(colours).iter().map(|it| self.apart(colours, *it)).collect();
        let least = branches.iter().map(|it| it.0).min();
        branches.into_iter().filter(|it| Some(it.0) == least).map(|it| it.1).collect()
    }

    /// The vertices of the first colour that several have, one of which is used more than once.
    fn ties(&self, colours: &[u32]) -> Vec<usize> {
        let mut members = vec![0_u32; colours.len()];
        colours.iter().for_each(|it| members[*it as usize] += 1);
        let is_tied = |at: &usize| members[colours[*at] as usize] > 1 && self.users[*at].len() > 1;
        let Some(colour) = (0..colours.len()).filter(is_tied).map(|it| colours[it]).min() else { return vec![] };
        (0..colours.len()).filter(|it| colours[*it] == colour).collect()
    }

    /// The colouring in which a vertex comes before the others of its colour.
    fn apart(&self, colours: &[u32], vertex: usize) -> (u64, Vec<u32>) {
        let mut apart: Vec<u32> = colours.iter().map(|it| 2 * it + 1).collect();
        apart[vertex] -= 1;
        let trace = self.refine(&mut apart);
        (trace, apart)
    }

    /// The certificate at the end of the first of all branches.
    fn leaf(&self, colours: &[u32]) -> Vec<u32> {
        let mut colours = colours.to_vec();
        while let Some(branch) = self.branches(&colours).into_iter().next() {
            colours = branch;
        }
        while let Some(tied) = first_tie(&colours) {
            colours = self.apart(&colours, tied).1;
        }
        self.write(&colours)
    }

    fn write(&self, colours: &[u32]) -> Vec<u32> {
        let mut order = vec![0; colours.len()];
        colours.iter().enumerate().for_each(|(at, colour)| order[*colour as usize] = at);
        let mut written = vec![];
        for at in order {
            let vertex = &self.vertices[at];
            written.extend([self.ranks[at], vertex.inputs.len() as u32]);
            let operands = written.len();
            written.extend(vertex.inputs.iter().map(|it| colours[*it]));
            if vertex.order == Order::Free {
                written[operands..].sort_unstable();
            }
        }
        written
    }
}

/// The first vertex of the first colour that several have.
fn first_tie(colours: &[u32]) -> Option<usize> {
    let mut members = vec![0_u32; colours.len()];
    colours.iter().for_each(|it| members[*it as usize] += 1);
    let colour = members.iter().position(|it| *it > 1)?;
    colours.iter().position(|it| *it as usize == colour)
}

/// Mixes numbers into one, by the finaliser of `MurmurHash3`.
fn mix(seed: u64, values: &[u64]) -> u64 {
    values.iter().chain([&(values.len() as u64)]).fold(stir(seed), |state, it| stir(state.rotate_left(5) ^ it))
}

fn stir(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}
