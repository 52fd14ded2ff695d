//! The chosen thread is unmistakable, in every look.

use crate::trace::TaskId;

use super::*;

#[test]
fn choosing_a_thread_changes_its_surroundings_with_colours_without_and_in_ascii() {
    let run = kinds::slots(3, 4);
    let looks = [
        Look::default(),
        Look {
            depth: Depth::None,
            ..Look::default()
        },
        Look {
            ascii: true,
            ..Look::default()
        },
    ];
    for look in looks {
        let picture = |chosen: Option<TaskId>| {
            let area = Rect::new(0, 0, 100, 30);
            let mut buf = Buffer::empty(area);
            let ui = Ui {
                look,
                chosen,
                now: run.now,
                ..Ui::default()
            };
            draw(&mut buf, area, &run.model, &ui, run.now + 9_000_000);
            buf
        };
        let plain = picture(None);
        for task in run.model.tasks.iter().filter(|task| task.id.0 > 1).take(3) {
            let chosen = picture(Some(task.id));
            let changed = plain.content().iter().zip(chosen.content());
            let changed = changed.filter(|(before, after)| before != after).count();
            assert!(changed >= 4, "{look:?}: {changed} cells for {}", task.name);
        }
    }
}
