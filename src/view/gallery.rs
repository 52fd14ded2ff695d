//! The scenes to choose from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::canvas::{Canvas, Wear};
use super::footer;
use super::help;
use super::mark::{Mark, mark};
use super::paint::{self, Pen};
use super::sprite;
use super::theme::{Depth, Look, Role};
use super::ui::{Gallery, GalleryEntry};
use crate::trace::ObjectKind;

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

    let Parts { list, plate } = parts(area);
    let rows = Rows::of(list, view, gallery);
    let mut y = list.y;
    for (index, entry) in rows.shown(&gallery.entries) {
        let card = Rect {
            y,
            height: rows.height(index, gallery).min(list.bottom() - y),
            ..list
        };
        y += card.height;
        draw_card(buf, card, entry, gallery, index == gallery.chosen, view);
    }
    let below = Rect {
        y: y + u16::from(y + 1 < list.bottom()),
        height: 1,
        ..list
    };
    rows.tell(buf, below.intersection(list), view, gallery);
    if let Some(entry) = gallery.entries.get(gallery.chosen)
        && plate.height > 2
    {
        // What stands here until the scene itself plays.
        icon(buf, plate, &entry.picture, look);
    }
    if gallery.help {
        help::draw(buf, area, view);
    }
}

/// Where the list is, and the small picture of the scene that is chosen.
struct Parts {
    list: Rect,
    plate: Rect,
}

/// Least columns at which the picture stands beside the list.
const BESIDE: u16 = 110;

fn parts(area: Rect) -> Parts {
    let body = Rect {
        x: area.x + 1,
        y: area.y + 2,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(4),
    };
    if body.width >= BESIDE {
        let width = (body.width * 2 / 5).clamp(46, 76);
        let list = Rect { width, ..body };
        let x = list.right() + 2;
        let plate = Rect {
            x,
            width: body.right() - x,
            height: body.height.min((body.right() - x) / 2),
            ..body
        };
        Parts { list, plate }
    } else {
        let height = (body.height / 2).min(16);
        let list = Rect {
            height: body.height - height,
            ..body
        };
        let plate = Rect {
            y: list.bottom(),
            height,
            ..body
        };
        Parts { list, plate }
    }
}

/// Where the small picture goes; empty while something lies over it.
pub(super) fn plate(area: Rect, gallery: &Gallery) -> Rect {
    if gallery.help {
        return Rect::default();
    }
    parts(area).plate
}

/// Which scenes are shown: one row each, and the one that is chosen with all that is said of it.
struct Rows {
    first: usize,
    end: usize,
    /// Rows of the one that is chosen.
    tall: u16,
    /// Rows of the others.
    low: u16,
}

impl Rows {
    fn of(list: Rect, view: View, gallery: &Gallery) -> Self {
        let count = gallery.entries.len();
        let entry = gallery.entries.get(gallery.chosen);
        let width = list.width.saturating_sub(3);
        let tall = entry.map_or(0, |entry| {
            let about = paint::wrap(view.ui.lang.pick(&entry.about), width).count() as u16;
            let chosen = gallery.variant.checked_sub(1);
            let words = chosen.and_then(|index| entry.variants.get(index));
            let words = words.map_or(0, |(_, words)| {
                paint::wrap(view.ui.lang.pick(words), width).count() as u16
            });
            1 + about + u16::from(!entry.variants.is_empty()) + words
        });
        // The last row says how many there are.
        let room = list.height.saturating_sub(1).max(1);
        let tall = tall.min(room);
        let others = count.saturating_sub(1) as u16;
        let low = if tall + 2 * others < room { 2 } else { 1 };
        let tall = tall + u16::from(low == 2);
        let fitting = 1 + usize::from(room.saturating_sub(tall) / low);
        let first = (gallery.chosen + 1)
            .saturating_sub(fitting.div_ceil(2))
            .min(count.saturating_sub(fitting));
        let first = first.min(gallery.chosen);
        Self {
            first,
            end: (first + fitting).min(count),
            tall,
            low,
        }
    }

    fn shown<'a>(
        &self,
        entries: &'a [GalleryEntry],
    ) -> impl Iterator<Item = (usize, &'a GalleryEntry)> {
        let shown = entries.iter().enumerate();
        shown.skip(self.first).take(self.end - self.first)
    }

    fn height(&self, index: usize, gallery: &Gallery) -> u16 {
        if index == gallery.chosen {
            self.tall
        } else {
            self.low
        }
    }

    /// Which one it is of how many, and how many are out of sight.
    fn tell(&self, buf: &mut Buffer, list: Rect, view: View, gallery: &Gallery) {
        let look = view.look;
        let count = gallery.entries.len();
        let mut pen = Pen::new(buf, list, 0);
        pen.skip(2);
        let number = |n: usize| n.to_string();
        let mut say = |key: &str, fields: &[(&str, &str)]| {
            let text = view.texts.fill(key, fields);
            if paint::width(&text) <= pen.room() {
                pen.raw(&text, look.fg(Role::Dim)).skip(3);
            }
        };
        let (here, all) = (number(gallery.chosen + 1), number(count));
        say("gallery.place", &[("here", &here), ("all", &all)]);
        if self.end < count {
            say("gallery.below", &[("count", &number(count - self.end))]);
        }
        if self.first > 0 {
            say("gallery.above", &[("count", &number(self.first))]);
        }
    }
}

fn draw_card(
    buf: &mut Buffer,
    card: Rect,
    entry: &GalleryEntry,
    gallery: &Gallery,
    chosen: bool,
    view: View,
) {
    let look = view.look;
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
            let mark = if look.ascii { '|' } else { '▌' };
            Pen::new(buf, card, row).char(mark, lit(look.fg(Role::Accent)));
        }
    }
    let text = Rect {
        x: card.x + 2,
        width: card.width.saturating_sub(3),
        ..card
    };
    let mut pen = Pen::new(buf, text, 0);
    let role = if chosen { Role::Accent } else { Role::Bright };
    let title = lit(look.fg(role).add_modifier(Modifier::BOLD));
    let title = if chosen && look.depth == Depth::None {
        title.add_modifier(Modifier::REVERSED)
    } else {
        title
    };
    pen.text(view.ui.lang.pick(&entry.title), title, look)
        .skip(2);
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
    if !chosen {
        return;
    }
    let mut row = 1;
    for line in paint::wrap(view.ui.lang.pick(&entry.about), text.width) {
        Pen::new(buf, text, row).raw(line, lit(look.fg(Role::Text)));
        row += 1;
    }
    if !entry.variants.is_empty() {
        variants(buf, text, row, entry, Some(gallery.variant), view, lit);
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
        let sign = mark(look, if here { Mark::Taken } else { Mark::Open });
        let style = lit(look.fg(if here { Role::Accent } else { Role::Dim }));
        pen.raw(sign, style)
            .char(' ', style)
            .raw(name, style)
            .skip(3);
    }
    let about = chosen.and_then(|index| entry.variants.get(index.checked_sub(1)?));
    let words = about.map_or("", |(_, words)| view.ui.lang.pick(words));
    for (line, below) in paint::wrap(words, area.width).zip(row + 1..) {
        Pen::new(buf, area, below).raw(line, lit(look.fg(Role::Dim)));
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
        "bakery" => (
            Role::Wall,
            Role::Floor,
            &[
                ["person.hold", "person.small"],
                ["oven", "loaf"],
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
