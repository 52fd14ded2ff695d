//! Rows of the log, in a line and unfolded.

use super::super::{Lang, Piece, Texts, log_lines, log_row};
use crate::model::Model;
use crate::model::told::{model, threads};

fn words(pieces: &[Piece]) -> String {
    let word = |piece: &Piece| match piece {
        Piece::Doer(actor) => actor.glyph.to_string(),
        Piece::Call(text) | Piece::Word(text) => text.clone(),
        Piece::Then => "→".to_owned(),
        Piece::Badges(actors) => {
            let letters: Vec<_> = actors.iter().map(|actor| actor.glyph.to_string()).collect();
            letters.join(" ")
        }
    };
    pieces.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn told(model: &Model, lang: Lang, from: usize) -> String {
    let texts = Texts::of(lang);
    let mut out = String::new();
    for row in model.log.rows.iter().skip(from) {
        out += &words(&log_row(texts, model, row));
        out.push('\n');
        for line in log_lines(texts, model, row) {
            out.push_str("    ");
            out += &line.text;
            out.push('\n');
        }
    }
    out
}

#[test]
fn who_lost_to_whom_who_gave_up_and_who_waits_are_told_in_the_row_of_the_cause() {
    let model = model(
        &(threads(&["main", "u1", "u2", "u3"])
            + r#""ev":"new","object":0,"kind":"semaphore","names":["stalls"],"permits":1
        "ev":"done","task":1,"op":"acquire","object":0,"left":0
        "ev":"want","task":2,"op":"acquire","object":0
        "ev":"want","task":3,"op":"acquire","object":0,"timeout":250000
        "ev":"fail","task":3,"op":"acquire","object":0,"why":"timeout"
        "ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[2]
        "ev":"done","task":3,"op":"acquire","object":0,"left":0
        "ev":"want","task":2,"op":"acquire","object":0
        "ev":"done","task":3,"op":"release","object":0,"left":1,"woken":[2]
        "ev":"done","task":2,"op":"acquire","object":0,"left":0"#),
    );
    insta::assert_snapshot!(told(&model, Lang::En, 4));
    insta::assert_snapshot!(told(&model, Lang::Zh, 4));
}
