//! The scenes to choose from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::canvas::{Canvas, Wear};
use super::footer;
use super::paint::{self, Pen};
use super::sprite;
use super::theme::{Depth, Look, Role};
use super::ui::{Gallery, GalleryEntry};
use crate::trace::ObjectKind;

/// Columns of the icon.
const ICON: u16 = 22;

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View, gallery: &Gallery) {
    let look = view.look;
    let head = Rect { height: 1, ..area };
    paint::tint(buf, head, look.on(Role::Text, Role::Raised));
    let mut pen = Pen::new(buf, head, 0);
    pen.skip(2)
        .raw(
            "primviz",
            look.on(Role::Accent, Role::Raised)
                .add_modifier(Modifier::BOLD),
        )
        .skip(2);
    pen.text(
        view.get("gallery.tagline"),
        look.on(Role::Text, Role::Raised),
        look,
    );
    let foot = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    footer::hints(buf, foot, &view.ui.hints, view);

    let body = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    let count = gallery.entries.len().max(1) as u16;
    let rows = (body.height / count).clamp(4, 8);
    let width = body.width.min(120);
    let body = Rect {
        x: body.x + (body.width - width) / 2,
        width,
        ..body
    };
    let fitting = usize::from(body.height / rows).max(1);
    let first = (gallery.chosen + 1).saturating_sub(fitting);
    let shown = gallery.entries.iter().enumerate().skip(first).take(fitting);
    let used = rows * (gallery.entries.len().saturating_sub(first).min(fitting)) as u16;
    let top = body.y + (body.height - used.min(body.height)) / 2;
    for (place, (index, entry)) in shown.enumerate() {
        let card = Rect {
            y: top + place as u16 * rows,
            height: rows,
            ..body
        };
        draw_card(buf, card, entry, gallery, index == gallery.chosen, view);
    }
}

fn draw_card(
    buf: &mut Buffer,
    area: Rect,
    entry: &GalleryEntry,
    gallery: &Gallery,
    chosen: bool,
    view: View,
) {
    let look = view.look;
    // Large cards have air around them.
    let air = u16::from(area.height >= 6);
    let card = Rect {
        height: area.height - air,
        ..area
    };
    let lit = |style: Style| {
        if chosen && look.depth != Depth::None {
            style.bg(look.color(Role::Lit))
        } else {
            style
        }
    };
    if chosen {
        paint::tint(buf, card, lit(look.fg(Role::Text)));
        for row in 0..card.height {
            Pen::new(buf, card, row).char(
                if look.ascii { '|' } else { '▌' },
                lit(look.fg(Role::Accent)),
            );
        }
    }
    let aside = if area.width >= 76 { ICON + 5 } else { 3 };
    if aside > ICON {
        let plate = Rect {
            x: card.x + 2,
            width: ICON,
            ..card
        };
        icon(buf, plate, &entry.picture, look);
    }
    let text = Rect {
        x: card.x + aside,
        y: card.y + air,
        width: card.width.saturating_sub(aside + 1),
        height: card.height - air,
    };
    let mut pen = Pen::new(buf, text, 0);
    let title = lit(look
        .fg(if chosen { Role::Accent } else { Role::Bright })
        .add_modifier(Modifier::BOLD));
    let title = if chosen && look.depth == Depth::None {
        title.add_modifier(Modifier::REVERSED)
    } else {
        title
    };
    pen.raw(view.ui.lang.pick(&entry.title), title).skip(2);
    for (index, kind) in entry.kinds.iter().enumerate() {
        let name = kind_name(*kind);
        if paint::width(name) + 2 > pen.room() {
            break;
        }
        if index > 0 {
            pen.raw(", ", lit(look.fg(Role::Dim)));
        }
        pen.raw(name, lit(look.fg(Role::Info)));
    }
    let bottom = text.height.saturating_sub(1);
    let about = view.ui.lang.pick(&entry.about);
    let mut row = 1;
    for line in paint::wrap(about, text.width) {
        let mut pen = Pen::new(buf, text, row);
        row += 1;
        if row >= bottom {
            // The last row has all the rest, as far as it goes.
            let from = line.as_ptr() as usize - about.as_ptr() as usize;
            pen.text(&about[from..], lit(look.fg(Role::Text)), look);
            break;
        }
        pen.raw(line, lit(look.fg(Role::Text)));
    }
    if !entry.variants.is_empty() {
        variants(
            buf,
            text,
            row.min(bottom),
            entry,
            chosen.then_some(gallery.variant),
            view,
            lit,
        );
    }
}

fn variants(
    buf: &mut Buffer,
    area: Rect,
    row: u16,
    entry: &GalleryEntry,
    chosen: Option<usize>,
    view: View,
    lit: impl Fn(Style) -> Style,
) {
    let look = view.look;
    let mut pen = Pen::new(buf, area, row);
    let names = std::iter::once(view.get("gallery.plain"))
        .chain(entry.variants.iter().map(|(name, _)| &**name));
    for (index, name) in names.enumerate() {
        if paint::width(name) + 3 > pen.room() {
            break;
        }
        let here = chosen == Some(index);
        let mark = match (here, look.ascii) {
            (true, false) => "● ",
            (true, true) => "* ",
            (false, false) => "○ ",
            (false, true) => "- ",
        };
        let style = lit(look.fg(if here { Role::Accent } else { Role::Dim }));
        pen.raw(mark, style).raw(name, style).skip(3);
    }
    let about = chosen.and_then(|index| entry.variants.get(index.checked_sub(1)?));
    if let Some((_, words)) = about {
        pen.text(view.ui.lang.pick(words), lit(look.fg(Role::Dim)), look);
    }
}

/// A little of the scene's picture.
fn icon(buf: &mut Buffer, area: Rect, picture: &str, look: Look) {
    let mut canvas = Canvas::new(area, look, 1);
    let (width, height) = (canvas.width(), canvas.height());
    let (wall, floor, names): (_, _, &[[&str; 2]]) = match picture {
        "street" => (
            Role::Sky,
            Role::Road,
            &[["car", "car.small"], ["light", "light"]],
        ),
        "corridor" => (
            Role::Wall,
            Role::Floor,
            &[["door.free", "key"], ["person.wait", "key.small"]],
        ),
        "kitchen" => (
            Role::Wall,
            Role::WoodDark,
            &[
                ["bun", "bun.small"],
                ["bun", "bun.small"],
                ["bun", "bun.small"],
            ],
        ),
        "locks" => (
            Role::Wall,
            Role::Floor,
            &[["lock", "lock.small"], ["lock", "lock.small"]],
        ),
        "waiting-room" => (
            Role::Wall,
            Role::Floor,
            &[["bell", "bell"], ["person.sit", "chair"]],
        ),
        "gate" => (
            Role::Sky,
            Role::Road,
            &[
                ["person.wait", "person.small"],
                ["gate.post", "gate.small"],
                ["person.walk", "person.small"],
            ],
        ),
        "reading-room" => (
            Role::Wall,
            Role::WoodDark,
            &[["person.hold", "person.small"], ["book", "book"]],
        ),
        "office" => (
            Role::Wall,
            Role::Floor,
            &[
                ["person.hold", "person.small"],
                ["table", "desk"],
                ["person.hold", "person.small"],
            ],
        ),
        "clocks" => (Role::Wall, Role::Floor, &[["bell", "bell"]]),
        _ => (
            Role::Wall,
            Role::Floor,
            &[["person.stand", "key"], ["person.walk", "key.small"]],
        ),
    };
    canvas.fill(0, 0, width, height, wall);
    canvas.fill(0, height - 1, width, 1, floor);
    let fits = |name: &str| sprite::find(name).filter(|sprite| sprite.height() < height);
    let mut sprites = [None; 3];
    let mut room = width - 2;
    for (place, [large, small]) in sprites.iter_mut().zip(names) {
        *place = fits(large)
            .or_else(|| fits(small))
            .filter(|sprite| sprite.width() <= room);
        room -= place.map_or(0, |sprite| sprite.width() + 2);
    }
    let mut x = 2 + room / 2;
    for (index, sprite) in sprites.into_iter().flatten().enumerate() {
        let centre = x as f32 + sprite.width() as f32 / 2.0;
        canvas.stand(
            sprite,
            centre,
            (height - 1) as f32,
            Wear {
                tint: index,
                frame: index,
                ..Wear::default()
            },
        );
        x += sprite.width() + 2;
    }
    canvas.finish(buf);
}

fn kind_name(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Lock => "Lock",
        ObjectKind::RLock => "RLock",
        ObjectKind::Semaphore => "Semaphore",
        ObjectKind::Event => "Event",
        ObjectKind::Condition => "Condition",
        ObjectKind::Barrier => "Barrier",
        ObjectKind::Queue => "Queue",
        ObjectKind::RwLock => "RWLock",
        ObjectKind::Timer => "Timer",
        ObjectKind::Pool => "Pool",
        ObjectKind::Future => "Future",
        ObjectKind::Pipe => "Pipe",
        ObjectKind::Variable => "variable",
    }
}
