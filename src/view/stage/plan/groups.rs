//! Which objects share a picture, and which of them are shown where there is not room for all.

use crate::model::{Model, Moment, Object};
use crate::trace::{ObjectId, ObjectKind};

use super::ring;

/// How long after its last operation an object is still of interest, in microseconds of presentation.
const RECENT: Moment = 4_000_000;

/// Objects that share a picture, in order of creation.
#[derive(Debug)]
pub struct Group<'a> {
    /// What the picture is about.
    pub kind: ObjectKind,
    /// The objects; the board with shared data may have none.
    pub objects: Vec<&'a Object>,
    /// Whether they are locks in a ring.
    pub ring: bool,
}

impl Group<'_> {
    /// How much there is to see: see [`interest`].
    fn interest(&self, model: &Model) -> u8 {
        let all = self.objects.iter().map(|object| interest(model, object));
        all.max().unwrap_or(0)
    }
}

/// How much there is to see of an object: 3 if it is part of a circle, 2 if somebody waits there or it was used a moment
/// ago, 1 if it was ever used. It changes with records alone, never by itself.
pub fn interest(model: &Model, object: &Object) -> u8 {
    let last = object.last.as_ref().map(|last| last.moment);
    let recent = last.is_some_and(|last| model.moment.saturating_sub(last) < RECENT);
    let circle = model
        .circles
        .iter()
        .any(|circle| circle.has_object(object.id));
    if circle {
        3
    } else if object.waiting() > 0 || recent {
        2
    } else {
        u8::from(object.operations > 0)
    }
}

/// The objects of a run by the pictures they share, in order of creation, so that a picture keeps its ground; the scene's
/// own picture is always the first.
pub fn groups(model: &Model, first: Option<ObjectKind>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let one_permit = |object: &&Object| object.kind == ObjectKind::Semaphore && object.initial == 1;
    let several = model.objects.iter().filter(one_permit).nth(1).is_some();
    for object in model.objects.iter() {
        let Some(kind) = kind_of(object, several) else {
            continue;
        };
        let shared = groups
            .iter_mut()
            .find(|group| group.kind == kind && (shares(kind) || one_lock(group, object, first)));
        match shared {
            Some(group) => group.objects.push(object),
            None => groups.push(Group {
                kind,
                objects: vec![object],
                ring: false,
            }),
        }
    }
    ring::gather(model, &mut groups, asks(model, "table"));
    hang_board(model, &mut groups, first);
    groups.sort_by_key(|group| Some(group.kind) != first);
    groups
}

/// The board with shared data has a picture of its own where there is nothing else, where the scene asks for it, and
/// where the only object guards what is on it: a lock of a program that reads and writes.
fn hang_board<'a>(model: &'a Model, groups: &mut Vec<Group<'a>>, first: Option<ObjectKind>) {
    const COUNTS: [&str; 4] = ["+= ", "-= ", "global ", "nonlocal "];
    let one = |group: &Group| group.kind == ObjectKind::Lock && group.objects.len() == 1;
    let counts = || {
        let source = &model.hello.source;
        COUNTS.iter().any(|sign| source.contains(sign))
    };
    let asked = first == Some(ObjectKind::Variable);
    let alone = groups.len() == 1 && one(&groups[0]) && first.is_none() && counts();
    if !(groups.is_empty() || asked || alone) {
        return;
    }
    let lock = groups.iter().position(one);
    let objects = lock.map_or_else(Vec::new, |index| groups.remove(index).objects);
    groups.push(Group {
        kind: ObjectKind::Variable,
        objects,
        ring: false,
    });
}

/// Takes out those for whom there is no room: the ones with least to see, never the picture that the scene asks for.
pub fn leave_out<'a>(
    model: &'a Model,
    groups: &mut Vec<Group<'a>>,
    first: Option<ObjectKind>,
    most: usize,
) -> Vec<&'a Object> {
    let mut left_out = Vec::new();
    while groups.len() > most.max(1) {
        let candidates = groups.iter().enumerate();
        let least = candidates
            .filter(|(_, group)| Some(group.kind) != first)
            .min_by_key(|(index, group)| (group.interest(model), usize::MAX - index));
        // All are of the scene's own kind: the last ones go.
        let index = least.map_or(groups.len() - 1, |(index, _)| index);
        left_out.extend(groups.remove(index).objects);
    }
    left_out.sort_by_key(|object| object.id);
    left_out
}

/// Whether the scene asks for a picture.
pub fn asks(model: &Model, picture: &str) -> bool {
    let scene = model.hello.scene.as_deref();
    scene.is_some_and(|scene| &*scene.picture == picture)
}

/// The kind whose picture an object is in; none if it has none of its own.
fn kind_of(object: &Object, several_single_permits: bool) -> Option<ObjectKind> {
    match object.kind {
        _ if object.of.is_some() => None,
        ObjectKind::Variable => None,
        // It hangs on the door of its condition.
        ObjectKind::Lock | ObjectKind::RLock if !object.conditions.is_empty() => None,
        ObjectKind::Lock | ObjectKind::RLock => Some(ObjectKind::Lock),
        // Several semaphores of one permit are locks by another name.
        ObjectKind::Semaphore if several_single_permits && object.initial == 1 => {
            Some(ObjectKind::Lock)
        }
        other => Some(other),
    }
}

/// Whether two conditions have one lock between them, and no scene asks for a picture of each.
fn one_lock(group: &Group, object: &Object, first: Option<ObjectKind>) -> bool {
    let lock = group.objects.first().and_then(|first| first.lock);
    let condition = object.kind == ObjectKind::Condition && first != Some(object.kind);
    condition && lock.is_some() && lock == object.lock
}

/// Whether all objects of a kind share one picture.
fn shares(kind: ObjectKind) -> bool {
    matches!(
        kind,
        ObjectKind::Lock | ObjectKind::Timer | ObjectKind::Future
    )
}

/// Keeps at most `most` of the objects, those with most to see, in order of creation; gives those left out.
pub fn choose<'a>(
    model: &Model,
    objects: Vec<&'a Object>,
    most: usize,
) -> (Vec<&'a Object>, Vec<&'a Object>) {
    if objects.len() <= most {
        return (objects, Vec::new());
    }
    let mut ranked: Vec<(ObjectId, u8)> = objects
        .iter()
        .map(|object| (object.id, interest(model, object)))
        .collect();
    ranked.sort_by_key(|(id, interest)| (std::cmp::Reverse(*interest), *id));
    ranked.truncate(most);
    objects
        .into_iter()
        .partition(|object| ranked.iter().any(|(id, _)| *id == object.id))
}
