use nas_compiler::{Library, compile, canonical::*,  architectures::Architectures, instantiate::instantiate};
#[test]
fn probe() {
    let text = nas_std_spaces::get("nasbench101").unwrap();
    let t = std::time::Instant::now();
    let c = compile(&Library(nas_std_spaces::MODULES), "nasbench101", text);
    println!("{:?}", t.elapsed());
    for d in &c.diagnostics { println!("{} {:?}", d.message, d.labels); }
    for (n, s) in &c.program.spaces { println!("{n} {} decisions {} nodes {} exprs {} constraints", s.decisions.len(), s.nodes.len(), s.exprs.len(), s.constraints.len());
      println!("{:?} {:?}", Architectures::new(s).map(|a| a.count().clone()), t.elapsed());
    }
    let u = unique(&c.program.spaces[1], 100_000_000);
    println!("{u:?} {:?}", t.elapsed());
}
