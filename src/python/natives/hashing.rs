//! What of `hashlib` is not written in Python.

use sha2::Digest;

use crate::python::exceptions::{Fault, Res};
use crate::python::natives::{Args, Native};
use crate::python::value::Value;

pub(super) fn call(native: Native, args: Args<'_>) -> Res {
    let [Value::Str(name), Value::Bytes(data)] = args.exactly::<2>(native.name())? else {
        return Err(Fault::type_error(
            "object supporting the buffer API required",
        ));
    };
    let digest = match &**name {
        "md5" => md5::Md5::digest(data).to_vec(),
        "sha1" => sha1::Sha1::digest(data).to_vec(),
        "sha224" => sha2::Sha224::digest(data).to_vec(),
        "sha256" => sha2::Sha256::digest(data).to_vec(),
        "sha384" => sha2::Sha384::digest(data).to_vec(),
        _ => sha2::Sha512::digest(data).to_vec(),
    };
    Ok(Value::Bytes(digest.into()))
}
