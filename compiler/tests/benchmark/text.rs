//! How NAS-Bench-201 tells its cells apart.

/// The operations as the benchmark's table numbers them.
const OPERATIONS: [&str; 5] = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

/// The text by which the benchmark tells cells apart: `CellStructure.to_unique_str(consider_zero=True)` of
/// D-X-Y/NAS-Bench-201.
pub(crate) fn published_text(code: &str) -> String {
    let mut digits = code.bytes().map(|it| usize::from(it - b'0'));
    let mut nodes = vec!["0".to_owned()];
    for _ in 1..4 {
        let mut terms: Vec<String> = nodes
            .iter()
            .zip(digits.by_ref())
            .map(|(from, op)| match op {
                0 => "#".to_owned(),
                _ if from == "#" => "#".to_owned(),
                1 => from.clone(),
                _ => format!("({from})@{}", OPERATIONS[op]),
            })
            .collect();
        terms.sort_unstable();
        nodes.push(terms.join("+"));
    }
    nodes.swap_remove(3)
}
