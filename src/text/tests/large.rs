//! What is read from the last row, as far as there is room.

use crate::model::Model;
use crate::model::told::{model, threads};
use crate::text::{Lang, Piece, Texts, large};

/// All forms of the newest cause, as a letter, a word or a sign a piece.
fn forms(model: &Model, lang: Lang) -> Vec<String> {
    let piece = |piece: &Piece| match piece {
        Piece::Doer(actor) => actor.glyph.to_string(),
        Piece::Badges(actors) => {
            let glyphs = actors.iter().map(|actor| actor.glyph.to_string());
            glyphs.collect::<Vec<_>>().join(" ")
        }
        Piece::Then => "→".to_owned(),
        Piece::Call(text) | Piece::Word(text) => text.clone(),
    };
    let cause = model.causes.last().unwrap();
    let forms = large(Texts::of(lang), model, cause);
    let line = |form: &Vec<Piece>| form.iter().map(piece).collect::<Vec<_>>().join(" ");
    forms.iter().map(line).collect()
}

fn stalls(more: &str) -> Model {
    let waits =
        |task: u32| format!("\"ev\":\"want\",\"task\":{task},\"op\":\"acquire\",\"object\":0\n");
    model(
        &(threads(&["MainThread", "visitor 1", "visitor 2", "visitor 3"])
            + "\"ev\":\"new\",\"object\":0,\"kind\":\"semaphore\",\"names\":[\"stalls\"],\"permits\":1\n"
            + &waits(1)
            + "\"ev\":\"done\",\"task\":1,\"op\":\"acquire\",\"object\":0,\"left\":0\n"
            + &waits(2)
            + &waits(3)
            + more),
    )
}

const RELEASE: &str =
    "\"ev\":\"done\",\"task\":1,\"op\":\"release\",\"object\":0,\"left\":1,\"woken\":[2]\n";

#[test]
fn who_woke_whom_comes_first_and_then_what_came_of_it() {
    let woken = stalls(RELEASE);
    assert_eq!(forms(&woken, Lang::En)[0], "1 WAKES 2");
    let got = RELEASE.to_owned()
        + "\"ev\":\"done\",\"task\":2,\"op\":\"acquire\",\"object\":0,\"left\":0";
    let got = stalls(&got);
    assert_eq!(
        forms(&got, Lang::En),
        ["1 → 2 HAS IT", "1 WAKES 2", "1 → 2"]
    );
    assert_eq!(forms(&got, Lang::Zh)[0], "1 → 2 拿到了");
}

#[test]
fn who_was_faster_is_named() {
    let lost = RELEASE.to_owned()
        + "\"ev\":\"want\",\"task\":0,\"op\":\"acquire\",\"object\":0\n\
           \"ev\":\"done\",\"task\":0,\"op\":\"acquire\",\"object\":0,\"left\":0\n\
           \"ev\":\"want\",\"task\":2,\"op\":\"acquire\",\"object\":0";
    assert_eq!(forms(&stalls(&lost), Lang::En)[0], "1 → 2 LOSES TO M");
}

#[test]
fn of_many_the_first_are_named_and_the_others_counted() {
    let release = "\"ev\":\"done\",\"task\":1,\"op\":\"release\",\"object\":0,\"left\":2,\"count\":2,\"woken\":[2,3]";
    assert_eq!(
        forms(&stalls(release), Lang::En),
        ["1 WAKES 2 3", "1 → 2 3", "1 → 2 +1"]
    );
}

#[test]
fn a_call_that_woke_nobody_says_so() {
    let set = threads(&["MainThread"])
        + "\"ev\":\"new\",\"object\":0,\"kind\":\"event\",\"names\":[\"light\"]\n\
           \"ev\":\"done\",\"task\":0,\"op\":\"set\",\"object\":0";
    assert_eq!(forms(&model(&set), Lang::En), ["NOBODY WAITS"]);
}
