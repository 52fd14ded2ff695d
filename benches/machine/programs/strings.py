def lines(n):
    out = []
    for i in range(n):
        out.append(f"{i}: name={'abc' if i % 2 else 'de'} value={i * 3:>6} {i / 4:.2f}")
    return "\n".join(out)


def count(text):
    counts = {}
    for line in text.split("\n"):
        head, _, tail = line.partition(": ")
        for word in tail.split():
            key = word.strip().lower().replace("=", ":")
            counts[key] = counts.get(key, 0) + 1
    return len(counts)


def letters(text):
    vowels = 0
    for c in text:
        if c in "aeiou":
            vowels += 1
        elif c.isdigit():
            vowels += int(c)
    return vowels


def build(n):
    text = ""
    for i in range(n):
        text += chr(97 + i % 26)
        if len(text) > 60:
            text = text[10:40].upper().lower() + text[-1]
    return text


text = lines(120000)
print(len(text), count(text), letters(text[:2000000]), build(500000))
