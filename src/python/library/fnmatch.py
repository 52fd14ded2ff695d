import re


def translate(pat):
    return '(?s:' + _body(pat) + ')\\Z'


def _body(pat):
    text = ''
    at = 0
    while at < len(pat):
        c = pat[at]
        at += 1
        if c == '*':
            text += '' if text.endswith('.*') else '.*'
        elif c == '?':
            text += '.'
        elif c == '[':
            end = pat.find(']', at + 1 + (pat[at:at + 1] == '!'))
            if end < 0:
                text += '\\['
                continue
            inside = pat[at:end].replace('\\', '\\\\')
            text += '[' + ('^' + inside[1:] if inside.startswith('!') else '\\' + inside if inside.startswith(('^', '[')) else inside) + ']'
            at = end + 1
        else:
            text += re.escape(c)
    return text


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def filter(names, pat):
    pattern = re.compile(translate(pat))
    return [name for name in names if pattern.match(name)]
