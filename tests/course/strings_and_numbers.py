"""What threads print: formats, slices, comprehensions, sorting, big integers, conversions."""
import operator
import sys
import threading
from functools import partial, reduce

lines = {}


def say(key, *values, sep=" "):
    lines[key] = sep.join(map(str, values))


jobs = [
    lambda: say("f", f"{'x':>3}|{3.14159:8.2f}|{42:05d}|{255:#x}|{255:b}|{1e6:,.0f}|{0.25:.0%}|{-7:+d}|{'é':^5}|{[1]!r:>5}"),
    lambda: say("=", f"{len(lines) >= 0 = } {'a' 'b'=} {2**10=:,}"),
    lambda: say("%", "%5.1f|%-6s|%06d|%x|%o|%e|%c|%%|%r|%(a)s" .replace("%(a)s", "") % (2.25, "ab", -42, 255, 8, 12345.678, "c", "q")),
    lambda: say("%d", "%(name)s has %(n)03d" % {"name": "bob", "n": 7}),
    lambda: say("format", "{0}-{1}-{0} {n:>{w}} {l[1]} {o.real}".format("a", "b", n=5, w=4, l=[1, 2], o=3)),
    lambda: say("slices", "abcdefgh"[2:5], "abcdefgh"[::-2], [1, 2, 3, 4][-3:-1], (1, 2, 3)[1:], "ab"[5:], list(range(10))[8:2:-3]),
    lambda: say("sets", sorted({1, 2, 3} & {2, 3, 4}), sorted({1, 2} ^ {2, 3}), {1} < {1, 2}, frozenset("aa") == {"a"}),
    lambda: say("dict", {k: v for k, v in zip("abc", range(3)) if v}, dict(a=1) | {"b": 2}, {**{"x": 1}, "x": 2}),
    lambda: say("sort", sorted("bAc", key=str.lower), sorted([(2, "b"), (1, "z"), (2, "a")], key=operator.itemgetter(0), reverse=True)),
    lambda: say("big", 2**100, 10**30 // 7, -(2**70) % 1000, (1 << 80) >> 77, pow(3, 200, 1000007), len(str(3**1000))),
    lambda: say("int", int("-42"), int("ff", 16), int("0b101", 0), int(3.99), int.from_bytes(b"\x01\x02", "big"), (1023).bit_length()),
    lambda: say("float", float("1e-3"), 0.1 + 0.2, round(2.675, 2), round(-2.5), 7 // -2, -7 % 3, 7 / 2, divmod(-7, 2), 1e16, 1e-7),
    lambda: say("str", "a,b,,c".split(","), " x ".strip(), "abc".replace("b", ""), "x".join("abc"), "Abc".swapcase(), "a\tb".expandtabs(4)),
    lambda: say("more", "one two".title(), "7".zfill(3), "ab".ljust(4, "."), "hello".count("l"), "hello".find("z"), "a=b=c".partition("="), "a=b=c".rsplit("=", 1)),
    lambda: say("is", "abc".isalpha(), "12".isdigit(), "A1".isalnum(), " ".isspace(), "Ab".istitle(), "x_1".isidentifier(), "ab".startswith(("x", "a"))),
    lambda: say("any", any([]), all([]), sum([[1], [2]], []), min("b", "a"), max([3, 1], key=lambda x: -x), list(zip("ab", "cd", strict=True))),
    lambda: say("chain", 1 < 2 < 3, 1 < 3 > 2, not 0 == False, 1 in [1] in [[1]], None is not None, "a" if [] else "b"),
    lambda: say("unpack", *(lambda a, *b, c=0, **d: (a, b, c, d))(1, *[2, 3], **{"c": 4, "e": 5})),
    lambda: say("nested", [[i * j for j in range(3)] for i in range(3)], [x for row in [[1, 2], [3]] for x in row if x != 2]),
    lambda: say("reduce", reduce(operator.mul, range(1, 11)), partial(int, base=2)("1010"), list(map(pow, [2, 3], [3, 2]))),
    lambda: say("repr", repr("it's"), repr('"'), repr("\n\t\\"), repr("é"), ascii("é"), [None, True, ...], b"a\x00", sep="\n"),
]
threads = [threading.Thread(target=job) for job in jobs]
for t in threads: t.start()
for t in threads: t.join()
for key in sorted(lines):
    print(f"{key:<8}{lines[key]}")
print(len(lines) == len(jobs), chr(8364), ord("€"), "€".encode(), b"\xe2\x82\xac".decode("utf-8"), sys.maxsize)
