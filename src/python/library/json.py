import json


def dump(value, file, **options):
    file.write(json.dumps(value, **options))


def load(file):
    return json.loads(file.read())
