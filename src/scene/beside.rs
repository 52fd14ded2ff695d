//! Finds the modules beside a program that it imports, and that they import in turn.

use std::path::Path;

use super::source::Folder;
use crate::python::modules::Module;
use crate::python::{
    Beside, ModuleSource, absolute, imports, may_not_shadow, top_name, with_packages,
};

/// More modules than this are not looked for.
const MOST: usize = 500;

/// The modules that a program in this folder imports from it.
pub fn of(folder: Folder<'_>, source: &str) -> Beside {
    let mut beside = Beside::default();
    let mut wanted = imports(source);
    while let Some(name) = wanted.pop() {
        if beside.modules.len() >= MOST {
            break;
        }
        let top = top_name(&name);
        if top.is_empty() || may_not_shadow(top) {
            continue;
        }
        for name in with_packages(&name) {
            if beside.modules.contains_key(name) {
                continue;
            }
            let Some(found) = find(folder, name) else {
                break;
            };
            let inner = imports(&found.source);
            wanted.extend((inner.iter()).filter_map(|inner| absolute(name, found.package, inner)));
            beside.modules.insert(name.to_owned(), found);
        }
    }
    beside
}

/// A package comes before a module of the same name, and a folder without `__init__.py` after everything else.
fn find(folder: Folder<'_>, name: &str) -> Option<ModuleSource> {
    let path = name.replace('.', "/");
    let files = [
        (format!("{path}/__init__.py"), true),
        (format!("{path}.py"), false),
    ];
    for (file, package) in files {
        if let Ok(source) = folder.read(&file) {
            return Some(ModuleSource {
                file: folder.path_of(&file).to_string_lossy().into(),
                source: source.into(),
                package,
            });
        }
    }
    let Folder::Disk(disk) = folder else {
        return None;
    };
    let disk = disk.join(&path);
    (Module::find(name).is_none() && holds_modules(&disk)).then(|| ModuleSource {
        file: disk.to_string_lossy().into(),
        source: "".into(),
        package: true,
    })
}

/// Whether there are Python files in a folder.
fn holds_modules(folder: &Path) -> bool {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut paths = entries.map(|entry| entry.path());
    paths.any(|path| path.extension().is_some_and(|extension| extension == "py"))
}
