"""Cuts one test method out of CPython's own test package: a folder that holds what the method needs, and no more.

primviz looks at a whole file before it runs it, so that one test with something it does not have would hide all
others of its file. What is kept is found by name: the statements of a module that bind a name which is used, and of
the classes with tests those members which are spoken of somewhere. That keeps too much rather than too little.
"""

import ast
import importlib.util
import pathlib

FIXTURES = {"setUp", "tearDown", "setUpClass", "tearDownClass", "asyncSetUp", "asyncTearDown"}

# What of the test package's support is replaced, since it asks the interpreter about itself.
REPLACED = {
    ("test.support", "gc_collect"): "def gc_collect():\n    import gc\n    gc.collect()\n",
    ("test.support", "cpython_only"): "def cpython_only(test):\n    return test\n",
    ("test.support", "verbose"): "verbose = 0\n",
    ("test.support", "is_wasi"): "is_wasi = False\n",
    ("test.support", "is_emscripten"): "is_emscripten = False\n",
    ("test.support", "is_apple_mobile"): "is_apple_mobile = False\n",
    ("test.support", "Py_GIL_DISABLED"): "Py_GIL_DISABLED = False\n",
    ("test.support", "has_fork_support"): "has_fork_support = True\n",
    ("test.support", "requires_working_threading"): "def requires_working_threading(*, module=False):\n    return lambda test: test\n",
    ("test.support", "requires_fork"): "def requires_fork():\n    return lambda test: test\n",
    ("test.support", "check_impl_detail"): "def check_impl_detail(**guards):\n    return guards.get('cpython', not guards)\n",
    ("test.support", "impl_detail"): "def impl_detail(msg=None, **guards):\n    return lambda test: test\n",
    ("test.support", "skip_if_sanitizer"): "def skip_if_sanitizer(*a, **k):\n    return lambda test: test\n",
    ("test.support", "check_sanitizer"): "def check_sanitizer(**k):\n    return False\n",
    ("test.support", "bigmemtest"): "def bigmemtest(*a, **k):\n    return lambda test: unittest.skip('big')(test)\n",
    ("test.support", "refcount_test"): "def refcount_test(test):\n    return test\n",
    ("test.support", "no_tracing"): "def no_tracing(test):\n    return test\n",
    ("test.support", "SHORT_TIMEOUT"): "SHORT_TIMEOUT = 30.0\n",
    ("test.support", "LONG_TIMEOUT"): "LONG_TIMEOUT = 300.0\n",
    ("test.support", "LOOPBACK_TIMEOUT"): "LOOPBACK_TIMEOUT = 10.0\n",
    ("test.support", "reap_children"): "def reap_children():\n    pass\n",
    ("test.support.threading_helper", "threading_setup"): "def threading_setup():\n    return ()\n",
    (
        "test.support.threading_helper",
        "start_threads",
    ): """
import contextlib

@contextlib.contextmanager
def start_threads(threads, unlock=None):
    threads = list(threads)
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        if unlock:
            unlock()
        for thread in threads:
            thread.join()
""",
    ("test.support.threading_helper", "threading_cleanup"): "def threading_cleanup(*original):\n    pass\n",
    ("test.support.threading_helper", "reap_threads"): "def reap_threads(test):\n    return test\n",
    ("test.support.threading_helper", "requires_working_threading"): "def requires_working_threading(*, module=False):\n    return lambda test: test\n",
    ("test._test_multiprocessing", "BaseMixin"): "class BaseMixin:\n    pass\n",
    ("test.support.import_helper", "import_module"): "def import_module(name, **how):\n    import importlib\n    return importlib.import_module(name)\n",
}


class Module:
    """One module of the test package: its statements by the names that they bind."""

    def __init__(self, name):
        spec = importlib.util.find_spec(name)
        self.name = name
        self.package = spec.submodule_search_locations is not None
        self.tree = ast.parse(pathlib.Path(spec.origin).read_text())
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                home = name.split(".") if self.package else name.split(".")[:-1]
                home = home[: len(home) - node.level + 1]
                node.module, node.level = ".".join([*home, *filter(None, [node.module])]), 0
        self.tree = FreshImports().visit(self.tree)
        self.binders = {}
        for statement in self.tree.body:
            for bound in names_bound(statement):
                self.binders.setdefault(bound, []).append(statement)


class FreshImports(ast.NodeTransformer):
    """`x = import_fresh_module("m", …)` is an import of m: there is one implementation of each here."""

    def visit_Assign(self, node):
        call = node.value
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) in ("import_fresh_module",):
            return ast.parse(f"import {call.args[0].value} as {node.targets[0].id}").body[0]
        return node


def names_bound(statement):
    """The names that a statement of a module binds in it."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {statement.name}
        case ast.Import() | ast.ImportFrom():
            return {(a.asname or a.name).split(".")[0] for a in statement.names}
    bound = set()
    for node in ast.walk(statement):
        match node:
            case ast.Name(ctx=ast.Store()):
                bound.add(node.id)
            case ast.FunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom():
                bound |= names_bound(node)
    return bound


def dotted(node):
    """Whether an expression is `test.something…`, names with dots between them."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id == "test"


def has_tests(node):
    """Whether a class holds test methods, so that it is kept by members instead of whole."""
    return any(isinstance(m, ast.FunctionDef) and m.name.startswith("test") for m in node.body)


class Slice:
    """What one test method needs, collected until nothing is new."""

    def __init__(self, modules):
        self.modules = modules
        self.names = {}
        self.attributes = set(FIXTURES)
        self.scanned = set()
        self.waiting = []
        self.classes = []

    def module(self, name):
        """The module of the test package, read once; None for what is not of it."""
        if name.split(".")[0] != "test":
            return None
        if name not in self.modules:
            try:
                self.modules[name] = Module(name) if importlib.util.find_spec(name) else None
            except ModuleNotFoundError:
                self.modules[name] = None
        return self.modules[name]

    def need(self, module, name):
        """The name `name` of `module` is used."""
        kept = self.names.setdefault(module.name, set())
        if name in kept or name not in module.binders and (module.name, name) not in REPLACED:
            return
        kept.add(name)
        if (module.name, name) in REPLACED:
            self.scan(module, ast.parse(REPLACED[module.name, name]))
            return
        for statement in module.binders[name]:
            self.statement(module, statement, name)

    def statement(self, module, statement, name):
        match statement:
            case ast.ImportFrom():
                for alias in statement.names:
                    if (alias.asname or alias.name) == name:
                        self.imported(statement.module, alias.name)
            case ast.Import():
                pass
            case ast.ClassDef() if has_tests(statement):
                for outside in [*statement.bases, *statement.keywords, *statement.decorator_list]:
                    self.scan(module, outside)
                self.classes.append((module, statement))
            case _:
                self.scan(module, statement)

    def imported(self, source, name):
        """`from source import name` is used."""
        home = self.module(source)
        if home and (name in home.binders or (source, name) in REPLACED):
            self.need(home, name)
        elif self.module(f"{source}.{name}"):
            self.names.setdefault(f"{source}.{name}", set())

    def scan(self, module, node):
        """Takes down the names and attributes that a piece of code speaks of."""
        if id(node) in self.scanned:
            return
        self.scanned.add(id(node))
        for part in ast.walk(node):
            match part:
                case ast.Attribute():
                    self.attributes.add(part.attr)
                    self.through_module(module, part)
                case ast.Name():
                    self.attributes.add(part.id)
                    self.waiting.append((module, part.id))
                case ast.Constant(value=str() as text) if text.isidentifier():
                    self.attributes.add(text)
                case ast.ImportFrom() if part.module:
                    for alias in part.names:
                        self.imported(part.module, alias.name)

    def through_module(self, module, node):
        """`support.x`, where support is a module of the test package, needs the x of that."""
        home = self.module(ast.unparse(node.value)) if dotted(node.value) else None
        if home:
            self.need(home, node.attr)
        if not isinstance(node.value, ast.Name):
            return
        for statement in module.binders.get(node.value.id, []):
            if isinstance(statement, ast.ImportFrom):
                for alias in statement.names:
                    if (alias.asname or alias.name) == node.value.id:
                        home = self.module(f"{statement.module}.{alias.name}")
                        if home:
                            self.need(home, node.attr)

    def close(self):
        """Follows what is used until nothing is new."""
        while True:
            before = (len(self.attributes), len(self.scanned), sum(map(len, self.names.values())))
            while self.waiting:
                self.need(*self.waiting.pop())
            for module, node in list(self.classes):
                for member in node.body:
                    if self.keeps(member):
                        self.scan(module, member)
            if not self.waiting and before == (len(self.attributes), len(self.scanned), sum(map(len, self.names.values()))):
                return

    def keeps(self, member):
        """Whether a member of a class with tests is kept."""
        match member:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                special = member.name.startswith("__") and member.name.endswith("__")
                return special or member.name in self.attributes
            case ast.Expr(value=ast.Constant()):
                return False
        bound = names_bound(member)
        return not bound or bool(bound & self.attributes)

    def text(self, module):
        """The module with only what is kept."""
        kept = self.names[module.name]
        lines = [REPLACED[key] for key in REPLACED if key[0] == module.name and key[1] in kept]
        if lines and "unittest" in "".join(lines):
            lines.insert(0, "import unittest\n")
        for statement in module.tree.body:
            bound = names_bound(statement)
            if not bound & {*kept, "*"} or isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
                continue
            if any((module.name, name) in REPLACED for name in bound & kept):
                continue
            lines.append(ast.unparse(self.trimmed(statement, kept)) + "\n")
        return "\n".join(lines)

    def speaks_of(self, alias, kept):
        """Whether what `import alias` binds is used: of `import a.b` the b, too."""
        if alias.asname:
            return alias.asname in kept
        first, *rest = alias.name.split(".")
        if first == "test" and alias.name not in self.names:
            return False
        return first in kept and all(name in self.attributes for name in rest)

    def trimmed(self, statement, kept):
        match statement:
            case ast.Import() | ast.ImportFrom():
                if isinstance(statement, ast.Import):
                    names = [a for a in statement.names if self.speaks_of(a, kept)]
                else:
                    names = [a for a in statement.names if a.name == "*" or (a.asname or a.name) in kept]
                if not names:
                    return ast.Pass()
                again = type(statement)(**{**dict(ast.iter_fields(statement)), "names": names})
                return ast.copy_location(again, statement)
            case ast.ClassDef() if has_tests(statement):
                body = [m for m in statement.body if self.keeps(m)] or [ast.Pass()]
                again = ast.ClassDef(**{**dict(ast.iter_fields(statement)), "body": body})
                return ast.copy_location(again, statement)
        return statement


def write(folder, case, method, modules, before=""):
    """Writes the folder of one test: `run.py` and the slices of the test package that it needs.

    `case` is the class as unittest loaded it; one that was made while its module was loaded is made again in run.py.
    """
    part = Slice(modules)
    part.attributes.add(method)
    home = part.module(case.__module__)
    made = home is None or not any(isinstance(s, ast.ClassDef) for s in home.binders.get(case.__name__, []))
    lines = ["import unittest"]
    roots = [case]
    if made:
        roots = [base for base in case.__bases__ if part.module(base.__module__)]
    for root in roots:
        source = part.module(root.__module__)
        part.need(source, root.__name__)
        lines.append(f"from {root.__module__} import {root.__name__}")
    part.close()
    if made:
        bases = ", ".join("unittest.TestCase" if b.__module__ == "unittest.case" else b.__name__ for b in case.__bases__ if b is not object)
        lines.append(f"\nclass {case.__name__}({bases}):\n    pass")
        for name, value in vars(case).items():
            if isinstance(value, (str, int, float, bool)) and not name.startswith("__"):
                lines.append(f"    {name} = {value!r}")
    lines.append(f"\nif __name__ == '__main__':\n{before}    unittest.main(argv=['run', '{case.__name__}.{method}'])\n")
    (folder / "run.py").write_text("\n".join(lines))
    for name in part.names:
        module = part.module(name)
        if module is None:
            continue
        place = folder.joinpath(*name.split("."))
        place = place / "__init__.py" if module.package else place.with_suffix(".py")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(part.text(module))
    for inner in {p.parent for p in folder.rglob("*.py")} - {folder}:
        (inner / "__init__.py").touch()
    (folder / "test").mkdir(exist_ok=True)
    (folder / "test" / "__init__.py").touch()
