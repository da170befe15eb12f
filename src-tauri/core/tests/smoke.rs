//! smoke
use rounds_core::book::testing::empty_book;
use rounds_core::customers::*;
use rounds_core::exchange::{previews::*, imports, reading};
#[test]
fn smoke() {
    let book = empty_book().unwrap();
    let h0 = book.dump_hash().unwrap();
    book.change("customer.create", |tx| create(tx, &serde_json::from_value(serde_json::json!({"name":"王记五金","contact":"王芳","points":[{"kind":"phone","value":"138 0013 8000"}],"tags":["批发"]})).unwrap())).unwrap();
    let h1 = book.dump_hash().unwrap();
    book.undo().unwrap();
    assert_eq!(h0, book.dump_hash().unwrap());
    book.redo().unwrap();
    assert_eq!(h1, book.dump_hash().unwrap());
    for q in ["王记","wjwj","wangji","8000","王芳","批发","wf"] {
        let found = book.read(|r| rounds_core::search::find(r, &rounds_core::search::FindCustomers{text:q.into(),limit:None})).unwrap();
        println!("{q} {:?}", found.iter().map(|f| &f.matches).collect::<Vec<_>>());
        assert_eq!(found.len(),1,"{q}");
    }
    for (file, n) in [("kehu-gbk.csv",1982),("customers.xlsx",1500),("big5.csv",100)] {
        let path = format!("{}/../../tests/data/import/{file}", env!("CARGO_MANIFEST_DIR"));
        let options = ImportOptions{path: path.clone(), ..Default::default()};
        let t=std::time::Instant::now();
        let source = reading::read(path.as_ref(), &options.reading().unwrap(), &mut |_,_| true).unwrap();
        let plan = book.read(|r| Plan::new(r, source, &options)).unwrap();
        println!("plan {:?} {:?}", t.elapsed(), plan.counts);
        let t=std::time::Instant::now();
        let before = book.dump_hash().unwrap();
        let report = book.change("customers.import", |tx| imports::run(tx, &plan, &mut |_,_| true)).unwrap();
        println!("import {:?} problems {}", t.elapsed(), report.problems.len());
        assert_eq!(report.taken, n);
        let after = book.dump_hash().unwrap();
        let check = book.check().unwrap();
        assert!(check.ok, "{:?}", check.problems);
        book.undo().unwrap();
        assert_eq!(before, book.dump_hash().unwrap());
        book.redo().unwrap();
        assert_eq!(after, book.dump_hash().unwrap());
        let check = book.check().unwrap();
        assert!(check.ok, "{:?}", check.problems);
    }
    let l = book.read(|r| list(r, &ListCustomers{limit: Some(3), ..Default::default()})).unwrap();
    println!("{l:#?}");
    let l = book.read(|r| rounds_core::tags::list(r, &Nothing{})).unwrap();
    println!("{:?}", l.tags.iter().map(|t| (&t.name, t.customers)).collect::<Vec<_>>());
}
