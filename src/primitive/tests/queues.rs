use super::super::{Exception, Order, Queue, Raised, Try, Wait};
use super::{A, B, C, D, SOON, get, kind, put, tasks, try_get, try_put};

const ORDERS: [Order; 3] = [Order::Fifo, Order::Lifo, Order::Priority];
const VALUE_ERROR: Raised = Raised {
    kind: Exception::ValueError,
    message: "'timeout' must be a non-negative number",
};

fn full(order: Order) -> Queue<i32> {
    let mut queue = Queue::new(order, 5);
    for item in 0..5 {
        assert!(!queue.is_full());
        let _ = put(&mut queue, item);
    }
    queue
}

#[test]
fn que_01_02_each_order_gives_its_own() {
    for (order, expected) in
        ORDERS
            .into_iter()
            .zip([[111, 333, 222], [222, 333, 111], [111, 222, 333]])
    {
        let mut queue = Queue::new(order, 5);
        for _ in 0..2 {
            assert_eq!(
                (queue.len(), queue.is_empty(), queue.is_full()),
                (0, true, false)
            );
            for item in [111, 333, 222] {
                let _ = put(&mut queue, item);
            }
            assert_eq!([(); 3].map(|()| get(&mut queue)), expected);
        }
    }
}

#[test]
fn que_03_04_05_13_16_22_a_full_queue_takes_no_more() {
    for order in ORDERS {
        let mut queue = full(order);
        assert!(queue.is_full() && !queue.is_empty());
        assert_eq!(try_put(&mut queue, A, 9, Wait::No), Try::Busy);
        assert_eq!(try_put(&mut queue, A, 9, SOON), Try::Blocked);
        assert_eq!(queue.forget(A), vec![], "it timed out");
        assert_eq!(queue.len(), 5);
        for left in (0..5).rev() {
            let _ = get(&mut queue);
            assert_eq!(queue.len(), left);
        }
        assert_eq!(try_get(&mut queue, A, Wait::No), Try::Busy);
    }
}

#[test]
fn que_06_07_a_blocked_put_returns_after_a_get() {
    for order in ORDERS {
        let mut queue = full(order);
        assert_eq!(try_put(&mut queue, A, 9, SOON), Try::Blocked);
        assert_eq!(try_put(&mut queue, B, 8, SOON), Try::Blocked);
        assert!(
            matches!(try_get(&mut queue, C, Wait::Forever), Try::Done((_, woken)) if woken == [A])
        );
        assert_eq!(try_put(&mut queue, A, 9, SOON), Try::Done(vec![]));
        assert!(queue.is_full() && queue.items().any(|&item| item == 9));
    }
}

#[test]
fn que_08_09_a_blocked_get_returns_after_a_put() {
    for order in ORDERS {
        let mut queue = Queue::new(order, 5);
        assert_eq!(try_get(&mut queue, A, Wait::No), Try::Busy);
        assert_eq!(try_get(&mut queue, A, SOON), Try::Blocked);
        assert_eq!(try_get(&mut queue, B, Wait::Forever), Try::Blocked);
        assert_eq!(put(&mut queue, 7), [A]);
        assert_eq!(try_get(&mut queue, A, SOON), Try::Done((7, vec![])));
    }
}

#[test]
fn que_10_11_17_24_25_26_join_waits_for_as_many_task_dones_as_puts() {
    for order in ORDERS {
        let mut queue = Queue::new(order, 0);
        for _ in 0..2 {
            assert_eq!(kind(queue.task_done()), Some(Exception::ValueError));
            assert_eq!(queue.join(A), Try::Done(()));
            let _ = put(&mut queue, 1);
            let _ = put(&mut queue, 2);
            assert_eq!(queue.join(A), Try::Blocked);
            assert_eq!(queue.join(B), Try::Blocked);
            let _ = get(&mut queue);
            assert_eq!(queue.task_done(), Ok(vec![]));
            assert_eq!(
                queue.task_done(),
                Ok(vec![A, B]),
                "it counts puts, not gets"
            );
            queue.check();
            assert_eq!(queue.join(A), Try::Done(()));
            let _ = put(&mut queue, 3);
            assert_eq!(queue.join(B), Try::Blocked, "a joiner tests again");
            assert_eq!(queue.task_done(), Ok(vec![B]));
            assert_eq!(queue.join(B), Try::Done(()));
            assert_eq!(queue.len(), 2);
            let _ = (get(&mut queue), get(&mut queue));
        }
    }
}

#[test]
fn que_12_23_a_negative_timeout_is_an_error_before_anything_is_taken() {
    for order in ORDERS {
        let mut queue = full(order);
        assert_eq!(
            try_get(&mut queue, A, Wait::Negative),
            Try::Raised(VALUE_ERROR)
        );
        assert_eq!(
            try_put(&mut queue, A, 1, Wait::Negative),
            Try::Raised(VALUE_ERROR)
        );
        assert_eq!(queue.len(), 5);
        let mut unbounded = Queue::new(order, 0);
        assert_eq!(
            try_put(&mut unbounded, A, 1, Wait::Negative),
            Try::Done(vec![])
        );
    }
}

#[test]
fn que_14_a_shrunk_queue_is_full_with_more_than_its_size() {
    let mut queue = Queue::new(Order::Fifo, 3);
    for item in 0..3 {
        let _ = put(&mut queue, item);
    }
    queue.set_maxsize(2);
    assert_eq!(try_put(&mut queue, A, 9, Wait::No), Try::Busy);
    assert_eq!((queue.len(), queue.maxsize()), (3, 2));
    let _ = get(&mut queue);
    assert!(queue.is_full());
}

#[test]
fn que_18_28_order_is_kept_and_getters_are_served_in_order_of_arrival() {
    let mut queue = Queue::new(Order::Fifo, 0);
    for task in tasks(0..5) {
        assert_eq!(try_get(&mut queue, task, Wait::Forever), Try::Blocked);
    }
    for (task, item) in tasks(0..5).zip(10..) {
        assert_eq!(put(&mut queue, item), [task]);
        assert_eq!(
            try_get(&mut queue, task, Wait::Forever),
            Try::Done((item, vec![]))
        );
    }
}

#[test]
fn que_21_a_size_below_one_is_no_bound() {
    for maxsize in [0, -5] {
        let mut queue = Queue::new(Order::Fifo, maxsize);
        for item in 0..100 {
            let _ = put(&mut queue, item);
            assert!(!queue.is_full());
        }
        assert_eq!(queue.describe(), "100");
    }
}

#[test]
fn que_27_priorities_come_in_order_and_ties_are_decided_by_the_payload() {
    let mut queue = Queue::new(Order::Priority, 0);
    for item in [(5, ""), (1, "b"), (3, ""), (1, "a")] {
        let _ = put(&mut queue, item);
    }
    assert_eq!(
        [(); 4].map(|()| get(&mut queue)),
        [(1, "a"), (1, "b"), (3, ""), (5, "")]
    );
}

/// Equal items come in the order in which `heapq` gives them; expected values observed with python3.
#[test]
fn que_27_equal_priorities_come_as_from_heapq() {
    let mut queue = Queue::new(Order::Priority, 0);
    let by_first = |a: &(u32, u32), b: &(u32, u32)| Ok::<_, std::convert::Infallible>(a.0 < b.0);
    for item in (0..12).map(|n| (n * 7 % 3, n)) {
        let Ok(outcome) = queue.put(A, item, Wait::No, by_first);
        assert!(matches!(outcome, Try::Done(_)));
    }
    let order: Vec<u32> = std::iter::from_fn(|| match queue.get(A, Wait::No, by_first) {
        Ok(Try::Done(got)) => Some(got.item.1),
        _ => None,
    })
    .collect();
    assert_eq!(order, HEAPQ_ORDER);
}

const HEAPQ_ORDER: [u32; 12] = [0, 6, 3, 9, 4, 10, 1, 7, 2, 5, 8, 11];

#[test]
fn que_29_puts_wake_getters_gets_wake_putters_and_the_last_task_done_wakes_joiners() {
    let mut queue = Queue::new(Order::Fifo, 1);
    let _ = put(&mut queue, 1);
    assert_eq!(try_put(&mut queue, A, 2, Wait::Forever), Try::Blocked);
    assert_eq!(queue.join(B), Try::Blocked);
    assert_eq!(
        try_get(&mut queue, C, Wait::Forever),
        Try::Done((1, vec![A]))
    );
    assert_eq!(try_get(&mut queue, D, Wait::Forever), Try::Blocked);
    assert_eq!(try_put(&mut queue, A, 2, Wait::Forever), Try::Done(vec![D]));
    assert_eq!(queue.task_done(), Ok(vec![]));
    assert_eq!(queue.task_done(), Ok(vec![B]));
}

#[test]
fn a_wake_of_a_getter_or_putter_that_gives_up_is_passed_on() {
    let mut queue = Queue::new(Order::Fifo, 1);
    assert_eq!(try_get(&mut queue, A, Wait::Forever), Try::Blocked);
    assert_eq!(try_get(&mut queue, B, Wait::Forever), Try::Blocked);
    assert_eq!(put(&mut queue, 1), [A]);
    assert_eq!(queue.forget(A), [B]);
    queue.check();
    assert_eq!(try_put(&mut queue, C, 2, Wait::Forever), Try::Blocked);
    assert_eq!(try_put(&mut queue, D, 3, Wait::Forever), Try::Blocked);
    assert_eq!(
        try_get(&mut queue, B, Wait::Forever),
        Try::Done((1, vec![C]))
    );
    assert_eq!(queue.forget(C), [D]);
    queue.check();
}

/// FAI-01 to FAI-08: a comparison that fails changes nothing and damages nothing.
#[test]
fn fai_01_04_a_failed_put_adds_nothing_and_a_failed_get_removes_nothing() {
    let fails = |_: &i32, _: &i32| Err("no order");
    let mut queue = full(Order::Priority);
    for _ in 0..2 {
        let before = queue.clone();
        assert_eq!(queue.get(A, Wait::Forever, fails), Err("no order"));
        assert_eq!(queue, before);
        let least = get(&mut queue);
        let before = queue.clone();
        assert_eq!(queue.put(A, 9, Wait::No, fails), Err("no order"));
        assert_eq!(queue, before);
        assert!(!queue.is_full());
        let _ = put(&mut queue, least);
        assert!(queue.is_full());
        assert_eq!(try_put(&mut queue, A, 9, Wait::No), Try::Busy);
    }
}

#[test]
fn fai_05_08_a_blocked_put_or_get_that_fails_after_all_leaves_slot_or_item_to_the_next() {
    let fails = |_: &i32, _: &i32| Err("no order");
    let mut queue = full(Order::Priority);
    assert_eq!(try_put(&mut queue, A, 9, Wait::Forever), Try::Blocked);
    assert_eq!(try_put(&mut queue, B, 8, Wait::Forever), Try::Blocked);
    let _ = get(&mut queue);
    assert_eq!(queue.put(A, 9, Wait::Forever, fails), Err("no order"));
    queue.check();
    assert_eq!(queue.forget(A), [B], "the slot is still free");
    assert_eq!(try_put(&mut queue, B, 8, Wait::Forever), Try::Done(vec![]));

    let mut queue = Queue::new(Order::Priority, 0);
    assert_eq!(try_get(&mut queue, A, Wait::Forever), Try::Blocked);
    assert_eq!(try_get(&mut queue, B, Wait::Forever), Try::Blocked);
    assert_eq!(put(&mut queue, 1), [A]);
    assert_eq!(put(&mut queue, 2), [B]);
    assert_eq!(put(&mut queue, 3), []);
    assert_eq!(queue.get(A, Wait::Forever, fails), Err("no order"));
    queue.check();
    assert_eq!(queue.forget(A), []);
    assert_eq!(
        try_get(&mut queue, B, Wait::Forever),
        Try::Done((1, vec![]))
    );
    assert_eq!(queue.len(), 2);
}

#[test]
fn a_comparison_that_fails_for_good_keeps_what_is_put_and_loses_what_is_got() {
    let fails = |_: &i32, _: &i32| Err("no order");
    let mut queue = full(Order::Priority);
    let least = get(&mut queue);
    let (len, unfinished) = (queue.len(), queue.unfinished());
    queue.put_failing(A, 0, fails);
    queue.check();
    assert!(queue.is_full());
    assert_eq!((queue.len(), queue.unfinished()), (len + 1, unfinished));
    assert_eq!(
        queue.items().last(),
        Some(&0),
        "where it was put, at the end"
    );
    let next = *queue.items().next().unwrap();
    assert!(next > least);
    queue.get_failing(A, fails);
    queue.check();
    assert_eq!(queue.len(), len);
    assert!(queue.items().all(|&item| item != next), "the top is lost");
    assert!(!queue.is_full());
}

#[test]
fn smq_01_03_a_simple_queue_is_a_fifo_without_bound() {
    let mut queue = Queue::simple(0);
    for item in 0..100 {
        let _ = put(&mut queue, item);
        assert_eq!(queue.len(), item + 1);
    }
    for item in 0..100 {
        assert_eq!(get(&mut queue), item);
    }
    assert!(queue.is_empty());
    assert_eq!(try_get(&mut queue, A, Wait::No), Try::Busy);
    assert_eq!(queue.unfinished(), None);
}

#[test]
fn smq_02_08_a_negative_timeout_is_an_error_for_get_and_ignored_by_put() {
    let mut queue = Queue::simple(0);
    assert_eq!(try_put(&mut queue, A, 1, Wait::Negative), Try::Done(vec![]));
    assert_eq!(
        try_get(&mut queue, A, Wait::Negative),
        Try::Raised(VALUE_ERROR)
    );
    assert_eq!(get(&mut queue), 1);
}

#[test]
fn smq_07_a_queue_keeps_nothing_of_what_was_taken() {
    let mut queue = Queue::simple(0);
    let items: Vec<_> = (0..20).map(std::sync::Arc::new).collect();
    for item in &items {
        let _ = put(&mut queue, item.clone());
    }
    for item in items {
        drop(get(&mut queue));
        assert_eq!(std::sync::Arc::strong_count(&item), 1);
    }
}
