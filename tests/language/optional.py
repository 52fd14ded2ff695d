# An import of what is not installed, where the program is ready for that.
try:
    import there_is_no_such_module
except ImportError as error:
    print(type(error).__name__, error)

try:
    from there_is_none import anything as something
except (ValueError, ModuleNotFoundError) as error:
    something = None
    print(error)

try:
    import there_is_none.either as other
except:
    other = "none"
print(something, other)


def lazily():
    try:
        try:
            from no_package.inner import first, second
        except KeyError:
            print("not this one")
    except Exception as error:
        return type(error), str(error)


print(lazily())
