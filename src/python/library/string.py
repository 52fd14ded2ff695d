def capwords(text, sep=None):
    return (' ' if sep is None else sep).join([word.capitalize() for word in text.split(sep)])
