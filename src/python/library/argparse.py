# Options and arguments of a command line. What a parser shows and refuses is laid out in `_argparse`.

import sys
from _argparse import HelpFormatter, MetavarTypeHelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter, ArgumentDefaultsHelpFormatter

SUPPRESS = '==SUPPRESS=='
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '?', '*', '+', 'A...', '...'


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = None if argument is None else argument._title()
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else 'argument %s: %s' % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **keywords):
        for name in keywords:
            setattr(self, name, keywords[name])

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, name):
        return name in vars(self)

    def __repr__(self):
        return 'Namespace(%s)' % ', '.join(['%s=%r' % pair for pair in vars(self).items()])


class Action:
    _takes = True

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def _title(self):
        if self.option_strings:
            return '/'.join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar
        return self.dest if self.dest not in (None, SUPPRESS) else None

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class _StoreAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _ConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help, metavar)


class _StoreConstAction(_ConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith('--'):
                names.append('--no-' + name[2:])
        super().__init__(names, dest, 0, None, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))


class _AppendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [values])


class _AppendConstAction(_ConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [self.const])


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + list(values))


class _CountAction(_ConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(_ConstAction):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, None, default, False, help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(_HelpAction):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, version=None, help="show program's version number and exit"):
        super().__init__(option_strings, dest, default, help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = parser.version if self.version is None else self.version
        sys.stdout.write(version % {'prog': parser.prog} + '\n')
        parser.exit()


class _SubParsersAction(Action):
    def __init__(self, option_strings, prog, parser_class, dest, required=False, help=None, metavar=None, title=None, description=None):
        self._prog = prog
        self._parser_class = parser_class
        self._parsers = {}
        self._helps = []
        super().__init__(option_strings, dest, PARSER, None, None, None, self._parsers, required, help, metavar)

    def add_parser(self, name, *, help=None, aliases=(), **options):
        options.setdefault('prog', '%s %s' % (self._prog, name))
        parser = self._parser_class(**options)
        if help is not None:
            self._helps.append((name + (' (%s)' % ', '.join(aliases) if aliases else ''), help))
        for known in (name, *aliases):
            if known in self._parsers:
                raise ValueError('conflicting subparser: %s' % known)
            self._parsers[known] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name = values[0]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        found, rest = self._parsers[name].parse_known_args(values[1:])
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if rest:
            namespace._unrecognized = getattr(namespace, '_unrecognized', []) + rest


_actions = {
    None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction, 'store_true': _StoreTrueAction, 'store_false': _StoreFalseAction,
    'append': _AppendAction, 'append_const': _AppendConstAction, 'extend': _ExtendAction, 'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction,
}


class _Group:
    def __init__(self, parser, title=None, description=None):
        self._parser = parser
        self.title = title
        self.description = description
        self._group_actions = []

    def add_argument(self, *names, **options):
        action = self._parser._made(names, options)
        self._group_actions.append(action)
        return action

    def add_mutually_exclusive_group(self, **options):
        return self._parser.add_mutually_exclusive_group(**options)


class _ExclusiveGroup(_Group):
    def __init__(self, parser, required):
        super().__init__(parser)
        self.required = required

    def add_argument(self, *names, **options):
        action = super().add_argument(*names, **options)
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        kind = self._parser._optionals if action.option_strings else self._parser._positionals
        kind._group_actions.append(action)
        return action


class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode = mode

    def __call__(self, name):
        if name == '-':
            return sys.stdin if 'r' in self._mode else sys.stdout
        try:
            return open(name, self._mode)
        except OSError as error:
            raise ArgumentTypeError("can't open '%s': %s" % (name, error)) from None


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars='-', fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True):
        self.prog = (sys.argv[0] if sys.argv else '').rsplit('/', 1)[-1] if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.argument_default = argument_default
        self.conflict_handler = conflict_handler
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._defaults = {}
        self._actions = []
        self._options = {}
        self._exclusive = []
        self._subparsers = None
        self._positionals = _Group(self, 'positional arguments')
        self._optionals = _Group(self, 'options')
        self._groups = [self._positionals, self._optionals]
        if add_help:
            self.add_argument('-h', '--help', action='help', default=SUPPRESS, help='show this help message and exit')
        for parent in parents:
            for group in parent._groups:
                mine = {'positional arguments': self._positionals, 'options': self._optionals}.get(group.title)
                if mine is None:
                    mine = self.add_argument_group(group.title, group.description)
                for action in group._group_actions:
                    mine._group_actions.append(self._kept(action))
            self._defaults.update(parent._defaults)

    def _kept(self, action):
        self._actions.append(action)
        for name in action.option_strings:
            if name in self._options and self.conflict_handler == 'error':
                raise ArgumentError(action, 'conflicting option string: %s' % name)
            self._options[name] = action
        return action

    def _made(self, names, options):
        options = dict(options)
        kind = options.pop('action', None)
        kind = _actions.get(kind, kind) if kind is None or isinstance(kind, str) else kind
        if isinstance(kind, str):
            raise ValueError('unknown action "%s"' % kind)
        if not names or len(names) == 1 and not names[0].startswith('-'):
            if names and 'dest' in options:
                raise TypeError('dest supplied twice for positional argument, did you mean metavar?')
            dest = names[0] if names else options.pop('dest')
            if 'required' in options:
                raise TypeError("'required' is an invalid argument for positionals")
            names = []
            if options.get('nargs') not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0) or options.get('nargs') == ZERO_OR_MORE and 'default' not in options:
                options['required'] = True
        else:
            for name in names:
                if not name.startswith('-'):
                    raise ValueError("invalid option string %r: must start with a character '-'" % name)
            dest = options.pop('dest', None)
            if dest is None:
                long = [name for name in names if name.startswith('--')]
                dest = (long or list(names))[0].lstrip('-').replace('-', '_')
                if not dest:
                    raise TypeError('dest= is required for options like %r' % names[0])
        if 'default' not in options:
            if dest in self._defaults:
                options['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                options['default'] = self.argument_default
        if not callable(options.get('type', str) or str):
            raise ValueError('%r is not callable' % (options['type'],))
        return self._kept(kind(list(names), dest, **options))

    def add_argument(self, *names, **options):
        action = self._made(names, options)
        (self._optionals if action.option_strings else self._positionals)._group_actions.append(action)
        return action

    def add_argument_group(self, title=None, description=None, **options):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _ExclusiveGroup(self, required)
        self._exclusive.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, dest=SUPPRESS, required=False, help=None, metavar=None, parser_class=None):
        group = self._positionals if title is None and description is None else self.add_argument_group(title or 'subcommands', description)
        if prog is None:
            prog = self._formatter().usage_of(self, [action for action in self._actions if not action.option_strings], '')
        self._subparsers = _SubParsersAction([], prog.strip(), parser_class or type(self), dest, required, help, metavar)
        group._group_actions.append(self._kept(self._subparsers))
        return self._subparsers

    def set_defaults(self, **keywords):
        self._defaults.update(keywords)
        for action in self._actions:
            if action.dest in keywords:
                action.default = keywords[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error('unrecognized arguments: %s' % ' '.join(rest))
        return found

    def parse_known_args(self, args=None, namespace=None):
        from _argparse import Reading
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for name in self._defaults:
            if not hasattr(namespace, name):
                setattr(namespace, name, self._defaults[name])
        try:
            rest = Reading(self, namespace, args).read()
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        rest += vars(namespace).pop('_unrecognized', [])
        if hasattr(namespace, '_unrecognized'):
            del namespace._unrecognized
        return namespace, rest

    parse_intermixed_args = parse_args

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        return self._formatter().usage(self)

    def format_help(self):
        return self._formatter().help(self)

    def print_usage(self, file=None):
        (sys.stdout if file is None else file).write(self.format_usage())

    def print_help(self, file=None):
        (sys.stdout if file is None else file).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.prog, message))
