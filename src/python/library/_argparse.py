# How argparse reads a command line, and how it says what can stand on one.

import re


class Reading:
    def __init__(self, parser, namespace, args):
        self.parser = parser
        self.namespace = namespace
        self.args = args
        self.rest = []
        self.seen = []
        self.positionals = [action for action in parser._actions if not action.option_strings]

    def error(self, action, message):
        from argparse import ArgumentError
        return ArgumentError(action, message)

    def is_option(self, arg):
        if not arg.startswith('-') or arg == '-':
            return False
        if arg in self.parser._options:
            return True
        if re.match(r'-(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)$', arg):
            return any([re.match(r'-\d', name) for name in self.parser._options])
        return ' ' not in arg or '=' in arg.split(' ')[0]

    def read(self):
        args = self.args
        waiting = []
        at = 0
        while at < len(args):
            arg = args[at]
            if arg == '--':
                waiting += [('A', one) for one in args[at + 1:]]
                break
            if not self.is_option(arg):
                waiting.append(('A', arg))
                at += 1
                if self.takes_rest(waiting):
                    waiting += [('A', one) for one in args[at:]]
                    break
                continue
            waiting = self.consume(waiting, False)
            if not self.positionals:
                self.rest += [one for _, one in waiting]
                waiting = []
            at = self.option(at)
        waiting = self.consume(waiting, True)
        self.rest += [one for _, one in waiting]
        self.finish()
        return self.rest

    def takes_rest(self, waiting):
        """Whether all that follows belongs to a subcommand, or to what takes the remainder."""
        needed = 0
        for action in self.positionals:
            if action.nargs in ('A...', '...'):
                return len(waiting) > needed
            if action.nargs in ('?', '*', '+'):
                return False
            needed += 1 if action.nargs is None else action.nargs
        return False

    def option(self, at):
        arg = self.args[at]
        name, value = self.matched(arg)
        if name is None:
            self.rest.append(arg)
            return at + 1
        action = self.parser._options[name]
        at += 1
        following = []
        if value is None:
            while at + len(following) < len(self.args):
                one = self.args[at + len(following)]
                if one == '--' or self.is_option(one):
                    break
                following.append(one)
        if action.nargs == 0:
            if value is not None:
                if not name.startswith('--') and arg[1] != '-' and value and not arg.startswith(name + '='):
                    self.take(action, [], name)
                    self.args[at:at] = ['-' + value]
                    return at
                raise self.error(action, 'ignored explicit argument %r' % value)
            self.take(action, [], name)
            return at
        if value is not None:
            if action.nargs not in (None, '?', '*', '+', 1, '...', 'A...'):
                raise self.error(action, 'expected %s argument%s' % (action.nargs, '' if action.nargs == 1 else 's'))
            self.take(action, [value], name)
            return at
        count = self.fitting(action, len(following))
        if action.nargs == '...':
            following = self.args[at:]
            count = len(following)
        self.take(action, following[:count], name)
        return at + count

    def fitting(self, action, count):
        nargs = action.nargs
        if nargs is None:
            if count < 1:
                raise self.error(action, 'expected one argument')
            return 1
        if nargs == '?':
            return min(count, 1)
        if nargs in ('*', '...'):
            return count
        if nargs in ('+', 'A...'):
            if count < 1:
                raise self.error(action, 'expected at least one argument')
            return count
        if count < nargs:
            raise self.error(action, 'expected %s argument%s' % (nargs, '' if nargs == 1 else 's'))
        return nargs

    def matched(self, arg):
        options = self.parser._options
        if arg in options:
            return arg, None
        head, equals, value = arg.partition('=')
        value = value if equals else None
        if equals and head in options:
            return head, value
        if arg.startswith('--'):
            near = [name for name in options if name.startswith(head)] if self.parser.allow_abbrev else []
            if len(near) > 1:
                raise self.error(None, 'ambiguous option: %s could match %s' % (arg, ', '.join(near)))
            return (near[0], value) if near else (None, None)
        if arg[:2] in options:
            return arg[:2], arg[2:] if not arg[2:].startswith('=') else arg[3:]
        near = [name for name in options if name.startswith(head)]
        return (near[0], value) if len(near) == 1 else (None, None)

    def pattern(self, action):
        nargs = action.nargs
        if nargs is None:
            return '(A)'
        return {'?': '(A?)', '*': '(A*)', '+': '(A+)', '...': '(A*)', 'A...': '(A+)'}.get(nargs) or '(A{%d})' % nargs

    def consume(self, waiting, last):
        """Gives the arguments that have come to the positionals, as many of those as can have theirs."""
        kinds = 'A' * len(waiting)
        for count in range(len(self.positionals), 0, -1):
            actions = self.positionals[:count]
            found = re.match(''.join([self.pattern(action) for action in actions]), kinds)
            if found is None:
                continue
            if not last and not waiting:
                return waiting
            at = 0
            for action, part in zip(actions, found.groups()):
                if not last and not part and action.nargs in ('?', '*', '...'):
                    count -= 1
                    actions = None
                    break
                values = [one for _, one in waiting[at:at + len(part)]]
                at += len(part)
                self.positionals = self.positionals[1:]
                self.take(action, values, None)
            return waiting[at:]
        return waiting

    def value_of(self, action, text):
        from argparse import ArgumentTypeError
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as error:
            raise self.error(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, '__name__', repr(action.type))
            raise self.error(action, 'invalid %s value: %r' % (name, text)) from None

    def checked(self, action, value):
        if action.choices is not None and value not in action.choices:
            shown = ', '.join([str(one) if isinstance(value, str) else repr(one) for one in action.choices])
            shown = ', '.join([repr(one) for one in action.choices])
            raise self.error(action, 'invalid choice: %r (choose from %s)' % (value, shown))
        return value

    def take(self, action, texts, option):
        nargs = action.nargs
        if nargs == 0:
            values = []
        elif nargs == '?' and not texts:
            values = action.const if action.option_strings else action.default
            if isinstance(values, str):
                values = self.checked(action, self.value_of(action, values))
        elif nargs == '*' and not texts and not action.option_strings:
            values = [] if action.default is None else action.default
        elif nargs is None or nargs == '?':
            values = self.checked(action, self.value_of(action, texts[0]))
        elif nargs == 'A...':
            values = [self.value_of(action, text) for text in texts]
            self.checked(action, values[0])
        else:
            values = [self.value_of(action, text) for text in texts]
            if nargs != '...':
                values = [self.checked(action, value) for value in values]
        if texts or action.option_strings:
            for group in self.parser._exclusive:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.seen:
                            raise self.error(action, 'not allowed with argument %s' % other._title())
            self.seen.append(action)
        if values is not action.default or texts or action.option_strings:
            action(self.parser, self.namespace, values, option)
        elif nargs in ('?', '*'):
            self.seen.append(action)
            if action.dest != '==SUPPRESS==':
                setattr(self.namespace, action.dest, values)

    def finish(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                name = action._title()
                if name is None and action.choices:
                    name = '{%s}' % ','.join(action.choices)
                missing.append(str(name))
            elif isinstance(action.default, str) and getattr(self.namespace, action.dest, None) is action.default:
                setattr(self.namespace, action.dest, self.value_of(action, action.default))
        if missing:
            raise self.error(None, 'the following arguments are required: %s' % ', '.join(missing))
        for group in self.parser._exclusive:
            if group.required and not any([action in self.seen for action in group._group_actions]):
                names = [action._title() for action in group._group_actions if action.help != '==SUPPRESS==']
                raise self.error(None, 'one of the arguments %s is required' % ' '.join(names))


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self.prog = prog
        self.width = 78 if width is None else width
        self.most = max_help_position

    def metavar(self, action):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return '{%s}' % ','.join([str(one) for one in action.choices])
        return action.dest.upper() if action.option_strings else action.dest

    def arguments(self, action):
        name = self.metavar(action)
        names = name if isinstance(name, tuple) else (name,) * 2
        nargs = action.nargs
        if nargs is None:
            return '%s' % names[0]
        if nargs == '?':
            return '[%s]' % names[0]
        if nargs == '*':
            return '[%s ...]' % names[0]
        if nargs == '+':
            return '%s [%s ...]' % (names[0], names[1])
        if nargs == '...':
            return '...'
        if nargs == 'A...':
            return '%s ...' % names[0]
        return ' '.join(name if isinstance(name, tuple) else (name,) * nargs)

    def part(self, action):
        if not action.option_strings:
            return self.arguments(action)
        name = ' | '.join(action.option_strings) if type(action).__name__ == 'BooleanOptionalAction' else action.option_strings[0]
        return name if action.nargs == 0 else '%s %s' % (name, self.arguments(action))

    def parts(self, parser, actions):
        parts = []
        done = []
        for action in actions:
            if action.help == '==SUPPRESS==' or action in done:
                continue
            groups = [group for group in parser._exclusive if action in group._group_actions]
            shown = [one for one in groups[0]._group_actions if one.help != '==SUPPRESS=='] if groups else []
            if len(shown) > 1 and all([one in actions for one in shown]):
                done += shown
                inner = ' | '.join([self.part(one)[1:-1] if not one.option_strings and one.nargs == '?' else self.part(one) for one in shown])
                parts.append('(%s)' % inner if groups[0].required else '[%s]' % inner)
            elif action.option_strings and not action.required:
                parts.append('[%s]' % self.part(action))
            else:
                parts.append(self.part(action))
        return parts

    def usage_of(self, parser, actions, prefix):
        optionals = self.parts(parser, [action for action in actions if action.option_strings])
        positionals = self.parts(parser, [action for action in actions if not action.option_strings])
        line = ' '.join([self.prog] + optionals + positionals)
        if len(prefix) + len(line) <= self.width:
            return prefix + line
        if len(prefix) + len(self.prog) > 0.75 * self.width:
            indent = ' ' * len(prefix)
            lines = self.lines(optionals + positionals, indent, '')
            return prefix + '\n'.join([self.prog] + lines)
        indent = ' ' * (len(prefix) + len(self.prog) + 1)
        lines = self.lines([self.prog] + optionals, indent, prefix) + self.lines(positionals, indent, '')
        if not optionals:
            lines = self.lines([self.prog] + positionals, indent, prefix)
        return prefix + '\n'.join(lines).lstrip()

    def lines(self, parts, indent, prefix):
        lines = []
        line = []
        length = len(prefix) - 1 if prefix else len(indent) - 1
        for part in parts:
            if length + 1 + len(part) > self.width and line:
                lines.append(indent + ' '.join(line))
                line = []
                length = len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + ' '.join(line))
        if prefix and lines:
            lines[0] = lines[0][len(indent):]
        return lines

    def usage(self, parser):
        if parser.usage is not None:
            return 'usage: %s\n' % (parser.usage % {'prog': self.prog} if '%' in parser.usage else parser.usage)
        return self.usage_of(parser, parser._actions, 'usage: ') + '\n'

    def fill(self, text, width, indent):
        import textwrap
        return textwrap.fill(' '.join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def split(self, text, width):
        import textwrap
        return textwrap.wrap(' '.join(text.split()), width)

    def help_of(self, action):
        fields = {**vars(action), 'prog': self.prog}
        for name in list(fields):
            if fields[name] == '==SUPPRESS==':
                del fields[name]
            elif hasattr(fields[name], '__name__'):
                fields[name] = fields[name].__name__
        if fields.get('choices') is not None:
            fields['choices'] = ', '.join([str(one) for one in fields['choices']])
        return action.help % fields

    def invocation(self, action):
        if not action.option_strings:
            name = self.metavar(action)
            return ' '.join(name) if isinstance(name, tuple) else name
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        return ', '.join(action.option_strings) + ' ' + self.arguments(action)

    def help(self, parser):
        blocks = [self.usage(parser)]
        if parser.description:
            blocks.append(self.fill(self.named(parser.description), self.width, '') + '\n')
        shown = [action for action in parser._actions if action.help != '==SUPPRESS==']
        names = [len(self.invocation(action)) + 2 for action in shown]
        if parser._subparsers is not None:
            names += [len(name) + 4 for name, _ in parser._subparsers._helps]
        column = min(max(names + [0]) + 2, self.most)
        for group in parser._groups:
            lines = []
            for action in group._group_actions:
                if action.help == '==SUPPRESS==':
                    continue
                lines += self.row(self.invocation(action), None if not action.help else self.help_of(action), 2, column)
                if action is parser._subparsers:
                    for name, text in action._helps:
                        lines += self.row(name, text, 4, column)
            if lines or group.description:
                head = '%s:\n' % group.title if group.title else ''
                if group.description:
                    head += self.fill(group.description, self.width - 2, '  ') + '\n' + ('\n' if lines else '')
                blocks.append(head + ''.join([line + '\n' for line in lines]))
        if parser.epilog:
            blocks.append(self.fill(self.named(parser.epilog), self.width, '') + '\n')
        return '\n'.join(blocks)

    def named(self, text):
        return text % {'prog': self.prog} if '%(prog)' in text else text

    def row(self, name, text, indent, column):
        head = ' ' * indent + name
        if not text:
            return [head]
        lines = self.split(text, max(self.width - column, 11))
        if len(head) + 2 <= column:
            first = head.ljust(column) + lines[0]
            return [first] + [' ' * column + line for line in lines[1:]]
        return [head] + [' ' * column + line for line in lines]


class RawDescriptionHelpFormatter(HelpFormatter):
    def fill(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def split(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def help_of(self, action):
        if '%(default)' not in action.help and action.default not in ('==SUPPRESS==', None) and (action.option_strings or action.nargs in ('?', '*')):
            action.help += ' (default: %(default)s)'
        elif '%(default)' not in action.help and action.default is None and (action.option_strings and action.nargs != 0 or action.nargs in ('?', '*')):
            action.help += ' (default: %(default)s)'
        return super().help_of(action)


class MetavarTypeHelpFormatter(HelpFormatter):
    def metavar(self, action):
        return action.metavar or action.type.__name__
