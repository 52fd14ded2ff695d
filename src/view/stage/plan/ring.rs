//! Locks that form a ring: a list of them, of which everybody takes two neighbours.

use crate::model::{Model, Object};
use crate::trace::ObjectKind;

use super::groups::Group;

/// Fewest and most locks of a ring.
const FEWEST: usize = 3;
const MOST: usize = 12;

/// Takes the locks of a ring, and who lets their users begin, out of the groups they are in, for a picture of their own.
/// Where the scene does not ask for it, the program has to reckon round.
pub fn gather<'a>(model: &'a Model, groups: &mut Vec<Group<'a>>, asked: bool) {
    if !asked && !reckons_round(&model.hello.source) {
        return;
    }
    let Some(group) = groups
        .iter_mut()
        .find(|group| group.kind == ObjectKind::Lock)
    else {
        return;
    };
    let Some(ring) = ring(&group.objects) else {
        return;
    };
    group
        .objects
        .retain(|object| ring.iter().all(|one| one.id != object.id));
    let mut objects = ring;
    // All but one may begin.
    let lets_begin = |object: &Object| {
        object.kind == ObjectKind::Semaphore && object.initial + 1 == objects.len() as i64
    };
    let waiter = groups
        .iter()
        .position(|group| group.objects.len() == 1 && lets_begin(group.objects[0]));
    if let Some(waiter) = waiter {
        objects.extend(groups.remove(waiter).objects);
    }
    groups.retain(|group| !group.objects.is_empty());
    groups.insert(
        0,
        Group {
            kind: ObjectKind::Lock,
            objects,
            ring: true,
        },
    );
}

/// The locks of one list, in order, if there are enough of them, and not too many.
fn ring<'a>(objects: &[&'a Object]) -> Option<Vec<&'a Object>> {
    let place = |object: &&'a Object| {
        let name = object.names.first()?;
        let (list, index) = name.strip_suffix(']')?.rsplit_once('[')?;
        Some((list.to_owned(), index.parse::<usize>().ok()?, *object))
    };
    let mut places: Vec<(String, usize, &Object)> = objects.iter().filter_map(place).collect();
    places.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let lists = places.chunk_by(|a, b| a.0 == b.0);
    let mut rings = lists.filter(|list| {
        let whole = list
            .iter()
            .enumerate()
            .all(|(at, (_, index, _))| at == *index);
        whole && (FEWEST..=MOST).contains(&list.len())
    });
    let list = rings.next()?;
    Some(list.iter().map(|(_, _, object)| *object).collect())
}

/// Whether a program looks for neighbours round a ring: `(i + 1) % n`.
fn reckons_round(source: &str) -> bool {
    let plain: String = source.chars().filter(|c| !c.is_whitespace()).collect();
    ["+1)%", "-1)%"].iter().any(|sign| plain.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_looks_for_its_neighbour_reckons_round() {
        assert!(reckons_round("right = forks[(i + 1) % n]"));
        assert!(!reckons_round("print('%s' % (i + 1))"));
    }
}
