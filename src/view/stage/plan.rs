//! Which pictures a run gets, and where: chosen by the scene, else by the kinds of its objects.

use ratatui::layout::Rect;

use crate::model::{Model, Object};
use crate::trace::{ObjectKind, QueueOrder};
use crate::view::Ui;

use super::Picture;
use super::board::Board;
use super::clocks::Clocks;
use super::corridor::Corridor;
use super::gate::Gate;
use super::kitchen::Kitchen;
use super::locks::Locks;
use super::office::Office;
use super::reading::ReadingRoom;
use super::shelf::Shelf;
use super::show::{Show, Zone};
use super::slots::Slots;
use super::street::Street;
use super::table::Table;
use super::waiting::WaitingRoom;
use super::yard::Yard;
use groups::Group;

mod grid;
mod groups;
mod ring;

pub use groups::{asks, choose};

/// Real pixels a logical pixel: two where there is room for it. Whoever ends leaves it as it is, so that figures grow no larger
/// in the middle of a run.
pub fn scale(area: Rect, model: &Model, ui: &Ui) -> u16 {
    let (width, height) = if ui.projector { (96, 25) } else { (116, 38) };
    let crowd = model.crowd + 1;
    let groups = groups::groups(model, first(model));
    let crowd_most = match groups.first() {
        Some(group) if group.kind == ObjectKind::Event => 20,
        Some(group) if group.ring => 7,
        Some(group) if group.objects.len() > 2 => 0,
        _ => 20,
    };
    let fits = area.width >= width && area.height >= height && groups.len() <= 1;
    if fits && crowd <= crowd_most { 2 } else { 1 }
}

/// The kind whose picture the scene asks for.
fn first(model: &Model) -> Option<ObjectKind> {
    match &*model.hello.scene.as_deref()?.picture {
        "street" => Some(ObjectKind::Event),
        "corridor" => Some(ObjectKind::Semaphore),
        "kitchen" => Some(ObjectKind::Queue),
        "locks" | "table" => Some(ObjectKind::Lock),
        "waiting-room" => Some(ObjectKind::Condition),
        "gate" => Some(ObjectKind::Barrier),
        "reading-room" => Some(ObjectKind::RwLock),
        "clocks" => Some(ObjectKind::Timer),
        "office" | "bakery" => Some(ObjectKind::Pool),
        "board" => Some(ObjectKind::Variable),
        _ => None,
    }
}

/// The object that the run is about, if there is but one: the scene's own, or the only one that has a picture.
pub fn main_object(model: &Model) -> Option<&Object> {
    let groups = groups::groups(model, first(model));
    let group = match groups.as_slice() {
        [only] => only,
        [own, ..] if Some(own.kind) == first(model) => own,
        _ => return None,
    };
    match group.objects[..] {
        [object] => Some(object),
        _ => None,
    }
}

/// The pictures over the whole width and height, and the objects that there was no room for.
pub fn pictures<'a>(
    show: &Show<'a>,
    width: i32,
    height: i32,
) -> (Vec<Box<dyn Picture + 'a>>, Vec<&'a Object>) {
    let mut groups = groups::groups(show.model, first(show.model));
    // Where not all are shown, a strip above them says so.
    let narrow = narrowest(&groups, first(show.model), height);
    let crowded = groups.len() > grid::most(width, height, narrow);
    let top = if crowded { show.text_height() } else { 0 };
    let most = grid::most(width, height - top, narrow);
    let left_out = groups::leave_out(show.model, &mut groups, first(show.model), most);
    let weights: Vec<i32> = groups
        .iter()
        .map(|group| 2 + group.objects.len().min(3) as i32)
        .collect();
    let grounds = grid::grounds(width, height - top, narrow, &weights);
    let pictures = groups.into_iter().zip(grounds);
    let pictures = pictures
        .map(|(group, zone)| {
            let zone = Zone {
                y: zone.y + top,
                ..zone
            };
            picture(show, group, zone)
        })
        .collect();
    (pictures, left_out)
}

/// How narrow a ground may be: queues alone, in neutral dress, are content with less where
/// people have room to stand.
fn narrowest(groups: &[Group], first: Option<ObjectKind>, height: i32) -> i32 {
    let neutral = |group: &Group| group.kind == ObjectKind::Queue && first != Some(group.kind);
    if height >= grid::LOW && groups.iter().all(neutral) {
        grid::NARROWEST
    } else {
        grid::NARROW
    }
}

fn picture<'a>(show: &Show<'a>, group: Group<'a>, zone: Zone) -> Box<dyn Picture + 'a> {
    let Some(object) = group.objects.first().copied() else {
        return Box::new(Board::new(show, None, zone));
    };
    if group.ring {
        return Box::new(Table::new(show, &group.objects, zone));
    }
    let chosen = first(show.model) == Some(group.kind);
    match group.kind {
        ObjectKind::Event | ObjectKind::Condition if !chosen => {
            Box::new(Yard::new(show, &group.objects, zone))
        }
        ObjectKind::Event => Box::new(Street::new(show, object, zone)),
        // What nobody has chosen a picture for has no dress: slots, and boxes.
        ObjectKind::Semaphore if !chosen => Box::new(Slots::new(show, object, zone)),
        ObjectKind::Semaphore => Box::new(Corridor::new(show, object, zone)),
        ObjectKind::Queue if !chosen || object.order != QueueOrder::Fifo => {
            Box::new(Shelf::new(show, object, zone))
        }
        ObjectKind::Queue | ObjectKind::Pipe => Box::new(Kitchen::new(show, object, zone)),
        ObjectKind::Pool | ObjectKind::Future => Box::new(Office::new(show, &group.objects, zone)),
        ObjectKind::RwLock => Box::new(ReadingRoom::new(show, object, zone)),
        ObjectKind::Condition => Box::new(WaitingRoom::new(show, object, zone)),
        ObjectKind::Barrier => Box::new(Gate::new(show, object, zone, chosen)),
        ObjectKind::Lock | ObjectKind::RLock => Box::new(Locks::new(show, group.objects, zone)),
        ObjectKind::Timer => Box::new(Clocks::new(show, group.objects, zone)),
        ObjectKind::Variable => Box::new(Board::new(show, Some(object), zone)),
    }
}
