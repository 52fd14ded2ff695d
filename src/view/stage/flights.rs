//! What flies: a key that is given back or taken, an item that is put or got. Who wakes whom, arrows say.

use crate::model::{Flight, FlightKind, Spot};
use crate::trace::ObjectKind;
use crate::view::canvas::{Canvas, Wear};
use crate::view::motion::{FLIGHT, Point, ease, progress, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::Figure;
use super::plan;
use super::show::Show;

/// Draws everything that flies at this moment.
pub fn draw<'a>(
    canvas: &mut Canvas,
    show: &Show,
    pictures: &[Box<dyn Picture + 'a>],
    cast: &[Figure],
) {
    if show.ui.reduced_motion {
        return;
    }
    for flight in &show.model.flights {
        let start = flight.moment + FLIGHT * u64::from(flight.step);
        if show.moment < start || !under_way(start, show.moment, FLIGHT) {
            continue;
        }
        let Some(sprite) = dress(show, flight).filter(|_| !is_told(show, flight)) else {
            continue;
        };
        let ends = (
            point(show, pictures, cast, flight.from),
            point(show, pictures, cast, flight.to),
        );
        let (Some(from), Some(to)) = ends else {
            continue;
        };
        let share = ease(progress(start, show.moment, FLIGHT));
        let high = (from.distance(to) / 5.0).min(6.0);
        let sprite = sprite::get(sprite);
        let at = |share: f32| {
            let share = share.max(0.0);
            let at = from.towards(to, share);
            Point::new(at.x, at.y - high * 4.0 * share * (1.0 - share))
        };
        for behind in [0.26, 0.2, 0.14, 0.08] {
            let tail = at(share - behind);
            if !canvas.look().ascii && share > behind {
                canvas.dot(tail.x as i32, tail.y as i32, Role::Gold);
            }
        }
        let head = at(share);
        let wear = Wear {
            mirrored: to.x < from.x,
            ..Wear::default()
        };
        canvas.stand(sprite, head.x, head.y + 2.0, wear);
    }
}

/// Whether an arrow says it.
fn is_told(show: &Show, flight: &Flight) -> bool {
    let mut causes = show.model.causes.iter().rev();
    flight.kind == FlightKind::Release
        && causes.any(|cause| {
            cause.moment == flight.moment && cause.doer().map(Spot::Task) == Some(flight.from)
        })
}

fn dress(show: &Show, flight: &Flight) -> Option<&'static str> {
    let ends = [flight.from, flight.to];
    let mut objects = ends.into_iter().filter_map(|spot| match spot {
        Spot::Object(object, _) | Spot::End(object, _) => show.model.object(object),
        Spot::Task(_) => None,
    });
    let kind = objects.next().map(|object| object.kind);
    match flight.kind {
        FlightKind::Put | FlightKind::Get if kind == Some(ObjectKind::Pool) => Some("sheet"),
        // The result of a call.
        FlightKind::Ring if kind == Some(ObjectKind::Future) => {
            let bakery = plan::asks(show.model, "bakery");
            Some(if bakery { "loaf" } else { "sheet.good" })
        }
        FlightKind::Put | FlightKind::Get if !plan::asks(show.model, "kitchen") => Some("sheet"),
        FlightKind::Release | FlightKind::Take => Some("key.small"),
        FlightKind::Put | FlightKind::Get if flight.item.as_deref() == Some("None") => {
            Some("plate.small")
        }
        FlightKind::Put | FlightKind::Get => Some("bun.small"),
        FlightKind::Wake
        | FlightKind::Ring
        | FlightKind::Clear
        | FlightKind::Start
        | FlightKind::Joined => None,
    }
}

fn point<'a>(
    show: &Show,
    pictures: &[Box<dyn Picture + 'a>],
    cast: &[Figure],
    spot: Spot,
) -> Option<Point> {
    let object = match spot {
        Spot::Task(task) => {
            let figure = cast.iter().find(|figure| figure.task.id == task)?;
            return (!figure.stand.hidden).then(|| figure.chest());
        }
        Spot::Object(object, _) | Spot::End(object, _) => object,
    };
    let picture = pictures.iter().find(|picture| picture.owns(object))?;
    Some(picture.spot(show, spot))
}
