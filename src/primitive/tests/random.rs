//! Random tasks do random operations on one of each primitive, time out, come late and are killed: no invariant breaks and
//! nobody is left asleep beside what it waits for.

use proptest::prelude::*;

use super::super::Policy;
use super::kernel::{Kernel, Op, Room};
use crate::trace::TaskId;

#[derive(Debug, Clone, Copy)]
enum Deed {
    Do(Op, bool),
    Expire,
    ComeLate,
    Kill,
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        Just(Op::Acquire),
        Just(Op::Release),
        Just(Op::Enter),
        Just(Op::Leave),
        Just(Op::Take),
        (0..4_i64).prop_map(Op::Give),
        Just(Op::Await),
        Just(Op::Set),
        Just(Op::Clear),
        Just(Op::CondWait),
        (0..4_i64).prop_map(Op::Notify),
        (0..9_u32).prop_map(Op::Put),
        Just(Op::Get),
        Just(Op::TaskDone),
        Just(Op::Join),
        any::<bool>().prop_map(Op::Meet),
        Just(Op::Reset),
        Just(Op::Abort),
        Just(Op::Read),
        Just(Op::EndRead),
        Just(Op::Write),
        Just(Op::EndWrite),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        12 => (op(), any::<bool>()).prop_map(|(op, timed)| Deed::Do(op, timed)),
        2 => Just(Deed::Expire),
        1 => Just(Deed::ComeLate),
        1 => Just(Deed::Kill),
    ]
}

fn policy() -> impl Strategy<Value = Policy> {
    prop_oneof![
        Just(Policy::Readers),
        Just(Policy::Writers),
        Just(Policy::Fifo)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_deeds_break_no_invariant_and_forget_nobody(
        deeds in prop::collection::vec((0..5_u32, deed()), 1..120),
        policy in policy(),
        permits in 0..3_i64,
        maxsize in 0..3_i64,
        parties in 1..4_i64,
        shutdown in prop::option::of(any::<bool>()),
    ) {
        let mut kernel = Kernel::new(Room::new(permits, maxsize, parties, policy), &[&[] as &[_]; 6]);
        for (task, deed) in deeds {
            let me = TaskId(task);
            match deed {
                _ if kernel.can_run(me) && !matches!(deed, Deed::ComeLate | Deed::Kill) => kernel.step(me),
                Deed::Do(op, timed) if !kernel.tasks[me.index()].asleep => {
                    kernel.append(me, op, timed);
                    kernel.step(me);
                }
                Deed::Do(..) => {}
                Deed::Expire => if kernel.can_expire(me) { kernel.expire(me) },
                Deed::ComeLate => kernel.make_late(me),
                Deed::Kill => kernel.kill(me),
            }
        }
        if let Some(immediate) = shutdown {
            kernel.append(TaskId(5), Op::Shutdown(immediate), false);
        }
        while let Some(me) = kernel.all().find(|&me| kernel.can_run(me)) {
            kernel.step(me);
        }
        kernel.assert_nobody_was_forgotten();
    }
}
