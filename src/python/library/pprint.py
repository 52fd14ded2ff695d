def pprint(value, *args, **options):
    print(repr(value))
