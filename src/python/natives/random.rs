//! `random`: draws from the task's own stream.

use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::hash::key_hash;
use crate::python::heap::Object;
use crate::python::iterate;
use crate::python::natives::args::{float, int};
use crate::python::natives::{Args, Ctx, Host, Native};
use crate::python::ops::{self, type_name};
use crate::python::value::Value;

/// A float in `[0, 1)`.
fn unit(host: &mut dyn Host) -> f64 {
    (host.draw() >> 11) as f64 / 9_007_199_254_740_992.0
}

/// A number below `bound`, each as likely as any other.
fn below(host: &mut dyn Host, bound: u64) -> u64 {
    ((u128::from(host.draw()) * u128::from(bound)) >> 64) as u64
}

/// A number of the normal distribution.
fn normal(host: &mut dyn Host) -> f64 {
    let angle = unit(host) * std::f64::consts::TAU;
    angle.cos() * (-2.0 * (1.0 - unit(host)).ln()).sqrt()
}

pub(super) fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let name = native.name();
    Ok(match native {
        Native::Random => {
            args.exactly::<0>("Random.random")?;
            Value::Float(unit(ctx.host))
        }
        Native::Randint | Native::Randrange => {
            let names = if native == Native::Randint {
                ["a", "b", "step"]
            } else {
                ["start", "stop", "step"]
            };
            let required = if native == Native::Randint { 2 } else { 1 };
            let [start, stop, step] = args.named(name, names, required)?;
            let start = int(ctx.heap, start.unwrap_or(&Value::None))?;
            let (start, stop) = match stop.filter(|stop| !stop.is_none()) {
                None => (0, start),
                Some(stop) => (start, int(ctx.heap, stop)?),
            };
            let stop = if native == Native::Randint {
                stop.saturating_add(1)
            } else {
                stop
            };
            let step = step.map_or(Ok(1), |step| int(ctx.heap, step))?;
            if step == 0 {
                return Err(Fault::value_error("zero step for randrange()"));
            }
            let range = crate::python::value::Range { start, stop, step };
            if range.is_empty() {
                return Err(Fault::value_error(match (native, required) {
                    (Native::Randint, _) => format!("empty range in randrange({start}, {stop})"),
                    _ if args.positional.len() == 1 => "empty range for randrange()".to_owned(),
                    _ if step == 1 => format!("empty range in randrange({start}, {stop})"),
                    _ => format!("empty range in randrange({start}, {stop}, {step})"),
                }));
            }
            let at = below(ctx.host, range.len() as u64);
            Value::Int(range.get(at as i64))
        }
        Native::Uniform | Native::Triangular => {
            let [low, high, mode] = args.named(
                name,
                ["a", "b", "mode"],
                if native == Native::Uniform { 2 } else { 0 },
            )?;
            let low = low.map_or(Ok(0.0), |low| float(ctx.heap, low))?;
            let high = high.map_or(Ok(1.0), |high| float(ctx.heap, high))?;
            let draw = unit(ctx.host);
            if native == Native::Uniform {
                return Ok(Value::Float(low + (high - low) * draw));
            }
            let mode = mode.map_or(Ok(f64::midpoint(low, high)), |mode| float(ctx.heap, mode))?;
            let turn = if high > low {
                (mode - low) / (high - low)
            } else {
                0.5
            };
            Value::Float(if draw < turn {
                low + (draw * turn).sqrt() * (high - low)
            } else {
                high - ((1.0 - draw) * (1.0 - turn)).sqrt() * (high - low)
            })
        }
        Native::Gauss | Native::Normalvariate => {
            let [mean, spread] = args.named(name, ["mu", "sigma"], 0)?;
            let mean = mean.map_or(Ok(0.0), |mean| float(ctx.heap, mean))?;
            let spread = spread.map_or(Ok(1.0), |spread| float(ctx.heap, spread))?;
            Value::Float(mean + normal(ctx.host) * spread)
        }
        Native::Expovariate => {
            let [rate] = args.named(name, ["lambd"], 0)?;
            let rate = rate.map_or(Ok(1.0), |rate| float(ctx.heap, rate))?;
            if rate == 0.0 {
                return Err(Fault::new(Exc::ZeroDivisionError, "float division by zero"));
            }
            Value::Float(-(1.0 - unit(ctx.host)).ln() / rate)
        }
        Native::Getrandbits => {
            let bits = int(ctx.heap, &args.exactly::<1>(name)?[0])?;
            if bits < 0 {
                return Err(Fault::value_error("number of bits must be non-negative"));
            }
            if bits > 1 << 16 {
                return Err(Fault::memory());
            }
            let mut value = num_bigint::BigInt::from(0);
            for _ in 0..(bits + 63) / 64 {
                value = (value << 64) + ctx.host.draw();
            }
            Value::int(value & ((num_bigint::BigInt::from(1) << bits) - 1))
        }
        Native::Seed => {
            match args.positional.first() {
                Some(seed) if !seed.is_none() => {
                    ops::hash_check(ctx.heap, seed)?;
                    ctx.host.reseed(key_hash(seed));
                }
                _ => {}
            }
            Value::None
        }
        Native::Choice => {
            let [sequence] = args.exactly::<1>(name)?;
            let len = ops::len(ctx.heap, sequence)?;
            if len == 0 {
                return Err(Fault::new(
                    Exc::IndexError,
                    "Cannot choose from an empty sequence",
                ));
            }
            let at = Value::from(below(ctx.host, len as u64) as usize);
            match ops::get_item(ctx.heap, sequence, &at)? {
                crate::python::natives::Flow::Done(value) => value,
                _ => return Err(Fault::Python),
            }
        }
        Native::Choices => {
            let [population, weights, sums_given, count] =
                args.named(name, ["population", "weights", "cum_weights", "k"], 1)?;
            let items = iterate::items(ctx.heap, population.unwrap_or(&Value::None))?;
            let count = count.map_or(Ok(1), |count| int(ctx.heap, count))?.max(0);
            let room = (count as usize).saturating_mul(size_of::<Value>());
            ctx.heap.charge(room)?;
            if items.is_empty() {
                return Err(Fault::new(
                    Exc::IndexError,
                    "Cannot choose from an empty population",
                ));
            }
            let mut sums = Vec::new();
            if let Some(given) = sums_given.filter(|given| !given.is_none()) {
                for sum in iterate::items(ctx.heap, given)? {
                    sums.push(float(ctx.heap, &sum)?);
                }
                if sums.len() != items.len() {
                    return Err(Fault::value_error(
                        "The number of weights does not match the population",
                    ));
                }
            } else if let Some(weights) = weights.filter(|weights| !weights.is_none()) {
                let mut sum = 0.0;
                for weight in iterate::items(ctx.heap, weights)? {
                    sum += float(ctx.heap, &weight)?;
                    sums.push(sum);
                }
                if sums.len() != items.len() {
                    return Err(Fault::value_error(
                        "The number of weights does not match the population",
                    ));
                }
            }
            let chosen = (0..count)
                .map(|_| match sums.last() {
                    Some(total) => {
                        let draw = unit(ctx.host) * total;
                        let at = sums.partition_point(|sum| *sum <= draw);
                        items[at.min(items.len() - 1)].clone()
                    }
                    None => items[below(ctx.host, items.len() as u64) as usize].clone(),
                })
                .collect();
            return ctx.heap.list(chosen);
        }
        Native::Shuffle => {
            let [list] = args.exactly::<1>(name)?;
            let Some(Object::List(items)) = ctx.heap.object(list) else {
                return Err(Fault::type_error(format!(
                    "'{}' object does not support item assignment",
                    type_name(ctx.heap, list)
                )));
            };
            let mut items = items.clone();
            for at in (1..items.len()).rev() {
                items.swap(at, below(ctx.host, at as u64 + 1) as usize);
            }
            if let Value::Ref(id) = list
                && let Object::List(own) = ctx.heap.get_mut(*id)
            {
                *own = items;
            }
            Value::None
        }
        Native::Sample => {
            let [population, count] = args.named(name, ["population", "k"], 2)?;
            let population = population.unwrap_or(&Value::None);
            if let Some(Object::Set(_)) = ctx.heap.object(population) {
                return Err(Fault::type_error(
                    "Population must be a sequence.  For dicts or sets, use sorted(d).",
                ));
            }
            let mut items = iterate::items(ctx.heap, population)?;
            let count = int(ctx.heap, count.unwrap_or(&Value::None))?;
            if count < 0 || count as usize > items.len() {
                return Err(Fault::value_error(
                    "Sample larger than population or is negative",
                ));
            }
            let count = count as usize;
            for at in 0..count {
                let other = at + below(ctx.host, (items.len() - at) as u64) as usize;
                items.swap(at, other);
            }
            items.truncate(count);
            return ctx.heap.list(items);
        }
        _ => return Err(Fault::Python),
    })
}
