use super::super::{End, Exception, Pipe, Raised, Try, Wait};
use super::{A, B, SOON};

fn pipe(duplex: bool) -> Pipe<&'static str> {
    Pipe::new(duplex, 8)
}

#[test]
fn pip_01_08_messages_arrive_whole_and_in_order_in_both_directions() {
    let mut pipe = pipe(true);
    for message in ["a", "b", "cd"] {
        assert_eq!(
            pipe.send(A, End::A, message, message.len()),
            Try::Done(vec![])
        );
    }
    for message in ["a", "b", "cd"] {
        assert_eq!(pipe.poll(B, End::B, Wait::No), Try::Done(()));
        assert_eq!(
            pipe.recv(B, End::B, Wait::Forever),
            Try::Done((message, vec![]))
        );
    }
    assert_eq!(pipe.send(B, End::B, "back", 4), Try::Done(vec![]));
    assert_eq!(
        pipe.recv(A, End::A, Wait::Forever),
        Try::Done(("back", vec![]))
    );
}

#[test]
fn pip_02_07_poll_waits_for_a_message_and_takes_none() {
    let mut pipe = pipe(true);
    assert_eq!(pipe.poll(A, End::A, Wait::No), Try::Busy);
    assert_eq!(pipe.poll(A, End::A, SOON), Try::Blocked);
    assert_eq!(pipe.send(B, End::B, "", 0), Try::Done(vec![A]));
    for _ in 0..2 {
        assert_eq!(pipe.poll(A, End::A, SOON), Try::Done(()));
    }
    assert_eq!(pipe.recv(A, End::A, Wait::Forever), Try::Done(("", vec![])));
}

#[test]
fn pip_03_a_sender_waits_for_room() {
    let mut pipe = pipe(true);
    assert_eq!(
        pipe.send(A, End::A, "more than eight", 15),
        Try::Done(vec![])
    );
    assert_eq!(pipe.send(A, End::A, "x", 1), Try::Blocked);
    pipe.check();
    assert_eq!(
        pipe.recv(B, End::B, Wait::Forever),
        Try::Done(("more than eight", vec![A]))
    );
    assert_eq!(pipe.send(A, End::A, "x", 1), Try::Done(vec![]));
}

#[test]
fn pip_04_06_the_other_ends_last_handle_closed_is_the_end() {
    let mut pipe = pipe(true);
    pipe.open(End::B);
    assert_eq!(pipe.recv(A, End::A, Wait::Forever), Try::Blocked);
    assert_eq!(pipe.close(End::B), vec![], "another handle is open");
    assert_eq!(pipe.close(End::B), [A]);
    pipe.check();
    assert!(matches!(
        pipe.recv(A, End::A, Wait::Forever),
        Try::Raised(Raised {
            kind: Exception::EofError,
            ..
        })
    ));
    assert!(matches!(
        pipe.send(A, End::A, "x", 1),
        Try::Raised(Raised {
            kind: Exception::BrokenPipeError,
            ..
        })
    ));
}

#[test]
fn pip_05_a_one_way_pipe_has_a_reader_and_a_writer() {
    let mut pipe = pipe(false);
    let refused = Exception::OsError;
    assert!(matches!(pipe.send(A, End::A, "x", 1), Try::Raised(raised) if raised.kind == refused));
    assert!(
        matches!(pipe.recv(A, End::B, Wait::No), Try::Raised(raised) if raised.kind == refused)
    );
    assert!(
        matches!(pipe.poll(A, End::B, Wait::No), Try::Raised(raised) if raised.kind == refused)
    );
    assert_eq!(pipe.send(B, End::B, "x", 1), Try::Done(vec![]));
    assert_eq!(pipe.recv(A, End::A, Wait::No), Try::Done(("x", vec![])));
}

#[test]
fn pip_09_a_closed_end_is_an_error_to_use() {
    let mut pipe = pipe(true);
    assert_eq!(pipe.close(End::A), vec![]);
    assert!(matches!(
        pipe.recv(A, End::A, Wait::No),
        Try::Raised(Raised {
            message: "handle is closed",
            ..
        })
    ));
}
