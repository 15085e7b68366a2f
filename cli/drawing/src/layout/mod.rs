//! Places: layers by longest path, orders by medians (Sugiyama et al. 1981), coordinates by isotonic regression.
//!
//! Every edge that spans several layers gets a place of its own in each of them, and so does its label, so that no edge
//! crosses a box and no label lies on another. Layers follow each other *along* the picture: down for boxes, to the
//! right for cells; *across* is the other direction.

mod align;
mod layers;
mod order;
mod straight;

/// A point, in whatever order of its coordinates.
pub type Point = (f64, f64);

/// What a box measures.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// In the direction of a layer.
    pub across: f64,
    /// In the direction of the edges.
    pub along: f64,
}

/// In which layer a box stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pin {
    /// Behind its inputs; one without inputs right before its first use.
    #[default]
    Free,
    /// In the first one.
    First,
    /// In the last one.
    Last,
}

/// A box to find a place for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shape {
    /// What it measures.
    pub size: Size,
    /// Where it has to stand.
    pub pin: Pin,
}

/// An edge from an earlier box to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Joint {
    /// The boxes.
    pub ends: (usize, usize),
    /// Where it leaves the first and enters the second, from their centres.
    pub ports: (f64, f64),
    /// What its label measures.
    pub label: Option<Size>,
}

/// The distances that are kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spacing {
    /// Between two boxes of a layer.
    pub beside: f64,
    /// Between two layers.
    pub between: f64,
    /// Between a layer of points and another.
    pub beyond: f64,
}

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spot {
    /// The centre.
    pub across: f64,
    /// The side that is reached first.
    pub along: f64,
    /// What is there.
    pub size: Size,
}

impl Spot {
    /// The centre in the direction of the edges.
    pub fn middle(&self) -> f64 {
        self.along + self.size.along / 2.0
    }
}

/// Where everything is. The least coordinates are 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrangement {
    /// A place for each box.
    pub spots: Vec<Spot>,
    /// A place for the label of each edge that has one.
    pub labels: Vec<Option<Spot>>,
    /// Each edge, through all the points at which it is straight, as `(across, along)`.
    pub paths: Vec<Vec<Point>>,
    /// What all of it measures.
    pub size: Size,
}

/// A box, or a place that an edge passes.
#[derive(Debug, Clone, Default)]
struct Cell {
    layer: usize,
    across: f64,
    size: Size,
    /// Neighbours in the layer before.
    before: Vec<Neighbour>,
    after: Vec<Neighbour>,
    is_passed: bool,
}

/// What a cell has an edge to.
#[derive(Debug, Clone, Copy)]
struct Neighbour {
    cell: usize,
    /// How far from its centre that of this cell is where the edge is straight.
    offset: f64,
}

/// An edge's way: its first box, all that it passes, its last box.
#[derive(Debug, Clone, Default)]
struct Way {
    cells: Vec<usize>,
    label: Option<usize>,
}

/// Gives everything its place.
pub fn arrange(shapes: &[Shape], joints: &[Joint], spacing: Spacing) -> Arrangement {
    let mut cells = layers::assign(shapes, joints);
    let ways = layers::thread(joints, &mut cells);
    let layers = order::order(&cells);
    align::align(&layers, &mut cells, spacing.beside);
    straight::straighten(&layers, &mut cells, &ways, spacing.beside);
    let least = cells.iter().map(|it| it.across - it.size.across / 2.0).fold(f64::INFINITY, f64::min);
    cells.iter_mut().for_each(|it| it.across -= least);
    let sides = sides(&layers, &cells, spacing);
    let spot = |at: usize| spot(&cells[at], &sides);
    Arrangement {
        labels: ways.iter().map(|it| it.label.map(spot)).collect(),
        paths: joints.iter().zip(&ways).map(|(joint, way)| path(joint, way, &cells, &sides)).collect(),
        size: Size {
            across: cells.iter().map(|it| it.across + it.size.across / 2.0).fold(0.0, f64::max),
            along: sides.last().map_or(0.0, |it| it.1),
        },
        spots: (0..shapes.len()).map(spot).collect(),
    }
}

fn spot(cell: &Cell, sides: &[Point]) -> Spot {
    let (begin, end) = sides[cell.layer];
    Spot { across: cell.across, along: begin + (end - begin - cell.size.along) / 2.0, size: cell.size }
}

/// Where each layer begins and ends. One that holds nothing but passing edges takes no room.
fn sides(layers: &[Vec<usize>], cells: &[Cell], spacing: Spacing) -> Vec<Point> {
    let mut sides = vec![];
    let mut end = 0.0;
    let mut is_thin_before = None;
    for layer in layers {
        let height = layer.iter().map(|it| cells[*it].size.along).fold(0.0, f64::max);
        if height == 0.0 {
            sides.push((end, end));
            continue;
        }
        let is_thin = layer.iter().all(|it| cells[*it].size.across == 0.0);
        let gap = match is_thin_before {
            None => 0.0,
            Some(before) if before || is_thin => spacing.beyond,
            Some(_) => spacing.between,
        };
        is_thin_before = Some(is_thin);
        sides.push((end + gap, end + gap + height));
        end += gap + height;
    }
    sides
}

/// The points of an edge: it is straight inside of a layer and bends only between two.
fn path(joint: &Joint, way: &Way, cells: &[Cell], sides: &[Point]) -> Vec<Point> {
    let last = way.cells.len() - 1;
    let mut points = vec![];
    for (at, cell) in way.cells.iter().enumerate() {
        let (begin, end) = sides[cells[*cell].layer];
        let Spot { across, along, size } = spot(&cells[*cell], sides);
        match at {
            0 => points.extend([along + size.along, end].map(|it| (across + joint.ports.0, it))),
            it if it == last => points.extend([begin, along].map(|it| (across + joint.ports.1, it))),
            // Where nothing else stands, it need not go straight.
            _ if begin < end => points.extend([begin, end].map(|it| (across, it))),
            _ => {}
        }
    }
    points.dedup();
    points
}
