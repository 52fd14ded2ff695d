//! Modules beside a program: an import finds them as python3 does, each has globals of its own, and what is wrong in one is
//! said with its own file, line and column.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::{finish, has, run};
use primviz::model::Model;
use primviz::python::code::Instr;
use primviz::scene;
use primviz::trace::{Event, Record, Site, SiteId};
use primviz::view::ui::Listing;
use primviz::world::{Options, World};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports")
}

fn path(file: &str) -> String {
    folder().join(file).to_string_lossy().into_owned()
}

const SEEN: &str = "\
cannot import name 'count' from partially initialized module 'helpers'
True False
pkg loaded pkg
__main__ helpers Helps. module
a name is bound when it is imported: 0 3
3 False not there
set from outside: 101
5 e
Worker(3) of helpers <class 'helpers.Worker'> helpers helpers
16 25 pkg.other ('pkg.other', 'pkg.sub.deep', 'sub/deep.py')
public alone: True
name 'hidden' is not defined
module 'helpers' has no attribute 'nope'
cannot import name 'nope' from 'helpers'
lazy loaded
3 3
breaking
begun anew: b
breaking
begun anew: b
ZeroDivisionError
a file of the name of a module of the library comes before it
";

#[test]
fn modules_beside_a_program_do_what_they_do_in_python3() {
    let main = path("main.py");
    let ours = run(&[&main, "--headless"]);
    assert_eq!(ours.out, SEEN);
    assert_eq!(ours.status, 1);
    let entry = format!(
        "  File \"{}\", line 25, in fail\n    return 1 / 0\n",
        path("helpers.py")
    );
    assert!(ours.err.contains(&entry), "{}", ours.err);
    if !has("python3") {
        eprintln!("skipped: there is no python3");
        return;
    }
    let mut python = Command::new("python3");
    python.args(["-B", &main]);
    let theirs = finish(python, "");
    assert_eq!(theirs.out, SEEN);
    assert!(theirs.err.contains("line 25, in fail"), "{}", theirs.err);
}

#[test]
fn modules_are_imported_and_found_by_name_as_in_python3() {
    let main = path("by_name.py");
    let ours = run(&[&main, "--headless"]);
    assert_eq!((ours.status, &*ours.err), (0, ""));
    assert!(ours.out.ends_with("'sys']\n"), "{}", ours.out);
    if !has("python3") {
        eprintln!("skipped: there is no python3");
        return;
    }
    let mut python = Command::new("python3");
    python.args(["-B", &main]);
    assert_eq!(ours.out, finish(python, "").out);
}

#[test]
fn a_folder_with_a_main_is_a_program() {
    let ours = run(&[&path("app"), "--headless"]);
    assert_eq!(ours.out, "__main__ a folder is a program too\n");
    assert_eq!(ours.status, 0);
}

#[test]
fn what_is_wrong_in_a_module_is_said_at_its_place() {
    let folder = std::env::temp_dir().join(format!("primviz-imports-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let write = |file: &str, text: &str| {
        let path = folder.join(file);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let main = write("main.py", "import inner\nimport other\n");
    let inner = write("inner.py", "x = 1\nimport asyncio\n");
    let other = write("other.py", "def f(:\n");
    let ran = run(&["check", &main]);
    std::fs::remove_dir_all(&folder).unwrap();
    let said = format!("{}{}", ran.out, ran.err);
    assert!(said.contains(&format!("{inner}:2:8")), "{said}");
    assert!(said.contains(&format!("{other}:1:")), "{said}");
}

#[test]
fn the_lines_of_every_file_are_places_of_their_own() {
    let scene = scene::find(&path("main.py")).unwrap();
    let program = scene.plain().program().unwrap();
    let files: Vec<&str> = program.imports.iter().map(|import| &*import.file).collect();
    assert!(
        files.iter().any(|file| file.ends_with("sub/deep.py")),
        "{files:?}"
    );
    for import in &program.imports {
        let sites = import
            .code
            .body
            .instrs
            .iter()
            .filter_map(|instr| match instr {
                Instr::Line(site) => Some(site),
                _ => None,
            });
        for site in sites {
            assert_eq!(program.sites[site.0 as usize].file, import.file);
        }
    }
}

/// The row that the model gives a place is the one in which the listing has its line.
#[test]
fn the_listing_shows_every_file_and_the_threads_in_it() {
    let scene = scene::find(&path("main.py")).unwrap();
    let program = scene.plain().program().unwrap();
    let mut listing = Listing::new(&program.source, &[]);
    for import in &program.imports {
        listing.add(&import.file, Listing::new(&import.source, &[]));
    }
    let mut model = Model::default();
    let hello = World::hello(&program, &Options::default());
    let record = |event| Record { time: 0, event };
    model.apply(&record(Event::Hello(Box::new(hello))), 0);
    for place in &program.sites {
        let site = Site {
            site: SiteId(0),
            file: place.file.clone(),
            line: place.line,
            function: place.function.clone(),
        };
        let row = model.row(&site).unwrap();
        let shown = &listing.lines[row as usize - 1];
        let source = program.source_of(&place.file).unwrap();
        let line = source.lines().nth(place.line as usize - 1).unwrap();
        assert_eq!((&*shown.text, shown.number), (line, place.line));
        assert_eq!(listing.number(row), place.line);
    }
    let name = |row: u32| &*listing.lines[row as usize - 1].text;
    let first = program.source.lines().count() as u32 + 1;
    assert!(name(first).starts_with("# "), "{}", name(first));
}
