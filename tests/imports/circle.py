import helpers

try:
    from helpers import count
except ImportError as error:
    print(str(error).split(' (')[0])
print(hasattr(helpers, 'threading'), hasattr(helpers, 'count'))
