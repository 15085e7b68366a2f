//! Scratch.
use nas_compiler::*;
struct W(std::path::PathBuf);
impl World for W {
    fn standard(&self, name: &str) -> Option<&str> {
        nas_std_spaces::get(name)
    }
    fn standard_names(&self) -> Vec<&str> {
        nas_std_spaces::MODULES.iter().map(|it| it.0).collect()
    }
    fn read(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(self.0.join(path)).map_err(|e| e.to_string())
    }
}
fn main() {
    let file = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let c = compile(&W(std::path::Path::new(&file).parent().unwrap().into()), &file, &text);
    for d in &c.diagnostics {
        println!("{} {:?}: {}", d.code.id, d.severity, d.message);
        for l in &d.labels {
            let s = c.sources.get(l.span.file);
            let (line, col) = s.position(l.span.start as usize);
            println!(
                "   {}:{line}:{col} `{}` {}",
                s.name,
                c.sources.text(l.span).chars().take(40).collect::<String>().replace('\n', " "),
                l.text
            );
        }
        if let Some(h) = &d.help {
            println!("   help: {h}");
        }
    }
    for (name, space) in &c.program.spaces {
        println!(
            "space {name}: {} decisions, {} nodes, {} exprs, {} constraints",
            space.decisions.len(),
            space.nodes.len(),
            space.exprs.len(),
            space.constraints.len()
        );
        for d in space.decisions.iter().take(40) {
            println!(
                "   {} {:?}",
                d.path,
                match &d.domain {
                    ir::Domain::Subset { subsets, .. } => format!("{} subsets", subsets.len()),
                    o => format!("{o:?}"),
                }
            );
        }
        println!(
            "   count {} under constraints {}",
            architectures::Architectures::unconstrained(space).unwrap().count(),
            architectures::Architectures::new(space).unwrap().count()
        );
        let n = instantiate::instantiate(space, &ir::Assignment(vec![0; space.decisions.len()]));
        println!(
            "   first: {} ops, params {} macs {} depth {} memory {}",
            n.operations.len(),
            n.params(),
            n.macs(),
            n.depth(),
            cost::memory(&n)
        );
        let last = ir::Evaluator::assign(space, |_, d| d.domain.size() as u32 - 1);
        let n = instantiate::instantiate(space, &last);
        println!("   last: {} ops, params {} macs {}", n.operations.len(), n.params(), n.macs());
    }
}
