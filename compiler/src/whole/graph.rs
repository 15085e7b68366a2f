//! The graph of a space, with conditions as diagrams.

use crate::{
    diagram::{Context, Diagram, Diagrams, TooEntangled},
    ir::{ExprId, NodeId, NodeKind, Space},
};

/// The use of a node's value by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Use {
    /// The position of the node that gives the value.
    pub(crate) source: usize,
    /// Whether both nodes and the edge between them exist.
    pub(crate) exists: Diagram,
}

/// The graph of a space.
#[derive(Debug)]
pub(crate) struct Graph<'a> {
    /// The space.
    pub(crate) space: &'a Space,
    /// Whether each node exists.
    pub(crate) exists: Vec<Diagram>,
    /// What each node takes; edges that never exist are left out.
    pub(crate) uses: Vec<Vec<Use>>,
    /// Whether the output may depend on each node.
    pub(crate) is_live: Vec<bool>,
}

impl<'a> Graph<'a> {
    /// Reads the graph of a space.
    pub(crate) fn new(space: &'a Space, diagrams: &mut Diagrams) -> Result<Self, TooEntangled> {
        let mut graph = Self { space, exists: vec![], uses: vec![], is_live: vec![false; space.nodes.len()] };
        for node in &space.nodes {
            let exists = graph.diagram(diagrams, node.guard)?;
            let mut uses = vec![];
            for edge in &node.inputs {
                let source = edge.source.0 as usize;
                let guard = graph.diagram(diagrams, edge.guard)?;
                let both = diagrams.and(graph.exists[source], guard)?;
                let exists = diagrams.and(exists, both)?;
                if diagrams.as_bool(exists) != Some(false) {
                    uses.push(Use { source, exists });
                }
            }
            graph.exists.push(exists);
            graph.uses.push(uses);
        }
        graph.mark(space.output);
        Ok(graph)
    }

    fn mark(&mut self, output: NodeId) {
        self.is_live[output.0 as usize] = true;
        for at in (0..self.uses.len()).rev() {
            if self.is_live[at] {
                self.uses[at].iter().for_each(|it| self.is_live[it.source] = true);
            }
        }
    }

    /// Returns the diagram of an expression of the space.
    pub(crate) fn diagram(&self, diagrams: &mut Diagrams, expr: ExprId) -> Result<Diagram, TooEntangled> {
        diagrams.of(Context { exprs: &self.space.exprs, decisions: &self.space.decisions }, expr)
    }

    /// The live nodes, in their order.
    pub(crate) fn live(&self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.is_live.len()).filter(|it| self.is_live[*it])
    }

    /// The position of the output.
    pub(crate) fn output(&self) -> usize {
        self.space.output.0 as usize
    }

    /// Whether a node is an input of the network.
    pub(crate) fn is_input(&self, at: usize) -> bool {
        matches!(self.space.nodes[at].kind, NodeKind::Input { .. })
    }

    /// The live nodes that every path from an input to the output goes through, in their order; the output is the last.
    ///
    /// In an order in which nodes come after what they take, those are the nodes over which no edge leads, and after which
    /// no input comes.
    pub(crate) fn cuts(&self) -> Vec<usize> {
        let mut reach = 0;
        let mut ends = vec![0; self.uses.len()];
        for at in self.live() {
            self.uses[at].iter().for_each(|it| ends[it.source] = at);
        }
        let last_input = self.live().filter(|it| self.is_input(*it)).max().unwrap_or(0);
        let mut cuts = vec![];
        for at in self.live() {
            if reach <= at && at >= last_input {
                cuts.push(at);
            }
            reach = reach.max(ends[at]);
        }
        cuts
    }
}
