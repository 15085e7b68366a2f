use nas_compiler::{Library, compile, canonical::*, ir::*, architectures::Architectures, instantiate::instantiate};
#[test]
fn probe() {
    let text = nas_std_spaces::get("nasbench201").unwrap();
    let c = compile(&Library(nas_std_spaces::MODULES), "nasbench201", text);
    let space = &c.program.spaces[0];
    let t = std::time::Instant::now();
    let u = unique(space, 1_000_000);
    println!("{u:?} {:?}", t.elapsed());
    let mut keys = Keys::new(space);
    let mut a = Architectures::new(space).unwrap();
    let mut bad = 0;
    for i in (0..15625u32).step_by(37) {
        let s = a.get(&i.into()).unwrap().unwrap();
        if keys.of(&s) != key(&instantiate(space, &s)) { bad += 1; println!("{s:?}"); }
    }
    println!("bad {bad}");
}
