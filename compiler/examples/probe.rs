#![allow(missing_docs, clippy::print_stdout, reason = "probe")]
use std::time::Instant;
use nas_compiler::{Library, compile, feasible::{Feasible, STATES}, ir::*};
fn main() {
    for (name, text) in nas_std_spaces::MODULES {
        let c = compile(&Library(nas_std_spaces::MODULES), "m.nas", text);
        for (sname, space) in &c.program.spaces {
            println!("{name}/{sname}: {} decisions {} nodes", space.decisions.len(), space.nodes.len());
            for kind in CostKind::ALL {
                let t = Instant::now();
                match Feasible::new(space, &[kind], STATES) {
                    Ok(f) => println!("   {:7} {:?} {:?} {:.1?}", kind.name(), f.least(kind).map(|it| it.sums[0]), f.greatest(kind).map(|it| it.sums[0]), t.elapsed()),
                    Err(_) => println!("   {:7} too entangled {:.1?}", kind.name(), t.elapsed()),
                }
            }
            let t = Instant::now();
            let mut s = space.clone();
            let condition = s.exprs.intern(Expr::Connected);
            s.constraints.push(Constraint { condition, reason: None, text: String::new(), span: nas_grammar::Span::default() });
            match Feasible::new(&s, &[], STATES) {
                Ok(f) => { let c = f.count(); println!("   connected {} {:.1?}", match c { nas_compiler::feasible::Count::Exact(n) => format!("exact {n}"), o => format!("{o:?}") }, t.elapsed()) }
                Err(_) => println!("   connected: too entangled {:.1?}", t.elapsed()),
            }
        }
    }
}
