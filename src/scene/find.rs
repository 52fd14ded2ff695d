//! Names to scenes.

use std::fs;
use std::path::{Path, PathBuf};

use super::source::{EMBEDDED, Folder};
use super::{Scene, SceneError, load};

/// The embedded scenes, in the order of the gallery.
pub fn list() -> Vec<Scene> {
    let mut scenes: Vec<Scene> = EMBEDDED
        .dirs()
        .filter_map(|dir| load::folder(Folder::Embedded(dir)).ok())
        .collect();
    scenes.sort_by(|a, b| (a.order, &a.name).cmp(&(b.order, &b.name)));
    scenes
}

/// The scene of this name, or the folder or `.py` file at this path.
///
/// # Errors
/// There is no such scene or file, or it is broken.
pub fn find(name_or_path: &str) -> Result<Scene, SceneError> {
    if let Some(dir) = EMBEDDED.get_dir(name_or_path) {
        return load::folder(Folder::Embedded(dir));
    }
    let path = Path::new(name_or_path);
    let is_path =
        path.exists() || name_or_path.contains(std::path::MAIN_SEPARATOR) || has_extension(path);
    if is_path {
        return load::path(path);
    }
    Err(SceneError::NoSuchScene {
        name: name_or_path.to_owned(),
        nearest: nearest(name_or_path),
    })
}

/// Writes an embedded scene's files into `into` (by default a folder of the scene's name) and names that folder.
///
/// # Errors
/// There is no such scene, the folder is already there, or it cannot be written.
pub fn copy(name: &str, into: Option<&Path>) -> Result<PathBuf, SceneError> {
    let dir = EMBEDDED
        .get_dir(name)
        .ok_or_else(|| SceneError::NoSuchScene {
            name: name.to_owned(),
            nearest: nearest(name),
        })?;
    let target = into.map_or_else(|| PathBuf::from(name), Path::to_owned);
    if target.exists() {
        return Err(SceneError::Exists(target));
    }
    let io = |path: &Path, error: &std::io::Error| SceneError::Io {
        path: path.to_owned(),
        why: error.to_string(),
    };
    fs::create_dir_all(&target).map_err(|error| io(&target, &error))?;
    for file in dir.files() {
        if let Some(base) = file.path().file_name() {
            let path = target.join(base);
            fs::write(&path, file.contents()).map_err(|error| io(&path, &error))?;
        }
    }
    Ok(target)
}

fn has_extension(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("py"))
}

/// Scene names that are spelled nearly so, best first.
fn nearest(name: &str) -> Vec<String> {
    let asked = name.to_lowercase();
    let mut scored: Vec<(f64, String)> = EMBEDDED
        .dirs()
        .filter_map(|dir| dir.path().to_str())
        .map(|known| (likeness(&asked, known), known.to_owned()))
        .filter(|(score, _)| *score > 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(3).map(|(_, known)| known).collect()
}

/// 1 for the same; a word of a name counts nearly as the name.
fn likeness(asked: &str, known: &str) -> f64 {
    let words = known
        .split('-')
        .map(|word| strsim::jaro_winkler(asked, word) * 0.95);
    words.fold(strsim::jaro_winkler(asked, known), f64::max)
}
