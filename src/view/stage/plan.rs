//! Which pictures a run gets, and where: chosen by the scene, else by the kinds of its objects.

use ratatui::layout::Rect;

use crate::model::{Model, Object};
use crate::trace::{ObjectKind, TaskKind};
use crate::view::Ui;

use super::Picture;
use super::corridor::Corridor;
use super::gate::Gate;
use super::hall::Hall;
use super::kitchen::Kitchen;
use super::locks::Locks;
use super::show::{Show, Zone};
use super::street::Street;
use super::waiting::WaitingRoom;

/// Real pixels a logical pixel: two where there is room for it.
pub fn scale(area: Rect, model: &Model, ui: &Ui) -> u16 {
    let (width, height) = if ui.projector { (96, 30) } else { (116, 38) };
    let crowd = model
        .tasks
        .iter()
        .filter(|task| !task.is_over() && task.kind != TaskKind::Lecturer)
        .count();
    let groups = groups(model);
    let crowd_most = match groups.first() {
        Some(group) if group.kind == ObjectKind::Event => 6,
        Some(group) if group.objects.len() > 2 => 0,
        _ => 20,
    };
    let fits = area.width >= width && area.height >= height && groups.len() <= 1;
    if fits && crowd <= crowd_most { 2 } else { 1 }
}

/// Objects that share a picture.
struct Group<'a> {
    kind: ObjectKind,
    objects: Vec<&'a Object>,
}

fn picture_kind(picture: &str) -> Option<ObjectKind> {
    match picture {
        "street" => Some(ObjectKind::Event),
        "corridor" => Some(ObjectKind::Semaphore),
        "kitchen" => Some(ObjectKind::Queue),
        "locks" => Some(ObjectKind::Lock),
        "waiting-room" => Some(ObjectKind::Condition),
        "gate" => Some(ObjectKind::Barrier),
        _ => None,
    }
}

fn groups(model: &Model) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let one_permit = |object: &&Object| object.kind == ObjectKind::Semaphore && object.initial == 1;
    let several = model.objects.iter().filter(one_permit).nth(1).is_some();
    for object in model.objects.iter() {
        let kind = match object.kind {
            ObjectKind::Variable | ObjectKind::Timer => continue,
            ObjectKind::Lock | ObjectKind::RLock if !object.conditions.is_empty() => continue,
            ObjectKind::Lock | ObjectKind::RLock | ObjectKind::RwLock => ObjectKind::Lock,
            // Several semaphores of one permit are locks by another name.
            ObjectKind::Semaphore if several && object.initial == 1 => ObjectKind::Lock,
            other => other,
        };
        let shared = groups
            .iter_mut()
            .find(|group| kind == ObjectKind::Lock && group.kind == kind);
        match shared {
            Some(group) => group.objects.push(object),
            None => groups.push(Group {
                kind,
                objects: vec![object],
            }),
        }
    }
    // What nobody has used yet gives way to what somebody has.
    groups.sort_by_key(|group| {
        group
            .objects
            .iter()
            .all(|object| object.operations == 0 && object.waiting() == 0)
    });
    let scene = model.hello.scene.as_deref();
    if let Some(first) = scene.and_then(|scene| picture_kind(&scene.picture)) {
        groups.sort_by_key(|group| group.kind != first);
    }
    groups
}

/// The pictures over the whole width, and how many objects there was no room for.
pub fn pictures<'a>(
    show: &Show<'a>,
    width: i32,
    height: i32,
) -> (Vec<Box<dyn Picture + 'a>>, usize) {
    let mut groups = groups(show.model);
    let most = (width / 34).clamp(1, 4) as usize;
    let left_out = groups
        .iter()
        .skip(most)
        .map(|group| group.objects.len())
        .sum();
    groups.truncate(most);
    if groups.is_empty() {
        let zone = Zone {
            x: 0,
            y: 0,
            w: width,
            h: height,
        };
        return (vec![Box::new(Hall::new(show, zone))], left_out);
    }
    let weights: Vec<i32> = groups
        .iter()
        .map(|group| 2 + group.objects.len().min(3) as i32)
        .collect();
    let total: i32 = weights.iter().sum();
    let mut left = 0;
    let mut taken = 0;
    let mut pictures = Vec::with_capacity(groups.len());
    for (group, weight) in groups.into_iter().zip(weights) {
        taken += weight;
        let right = width * taken / total;
        let zone = Zone {
            x: left,
            y: 0,
            w: right - left - i32::from(right < width),
            h: height,
        };
        left = right;
        pictures.push(picture(show, group, zone));
    }
    (pictures, left_out)
}

fn picture<'a>(show: &Show<'a>, group: Group<'a>, zone: Zone) -> Box<dyn Picture + 'a> {
    let object = group.objects[0];
    match group.kind {
        ObjectKind::Event => Box::new(Street::new(show, object, zone)),
        ObjectKind::Semaphore => Box::new(Corridor::new(show, object, zone)),
        ObjectKind::Queue | ObjectKind::Pipe | ObjectKind::Pool => {
            Box::new(Kitchen::new(show, object, zone))
        }
        ObjectKind::Condition => Box::new(WaitingRoom::new(show, object, zone)),
        ObjectKind::Barrier => Box::new(Gate::new(show, object, zone)),
        ObjectKind::Lock | ObjectKind::RLock | ObjectKind::RwLock => {
            Box::new(Locks::new(show, group.objects, zone))
        }
        ObjectKind::Timer | ObjectKind::Variable => Box::new(Hall::new(show, zone)),
    }
}
