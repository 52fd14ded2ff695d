# Exceptions as text: what traceback and logging make of them.
import io
import logging
import sys
import traceback


def risky(n):
    return 10 // n


try:
    risky(0)
except ZeroDivisionError as error:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1], sys.exc_info()[0].__name__, sys.exc_info()[1] is error)
    print(traceback.format_exception(error)[-1].splitlines()[-1])
print(sys.exc_info(), traceback.format_exc())

stream = io.StringIO()
logging.basicConfig(stream=stream, level=logging.INFO, format='%(levelname)-8s %(name)s %(threadName)s: %(message)s')
logging.debug('not said')
logging.info('said %s %d', 'a', 5)
log = logging.getLogger('app.part')
log.warning('careful %(x)s', {'x': 1})
log.setLevel(logging.ERROR)
log.warning('not said')
log.error('bad')
print(stream.getvalue(), end='')
print(log, logging.getLogger('app.part') is log, log.isEnabledFor(logging.INFO), logging.getLevelName(30))
try:
    try:
        risky(0)
    except ZeroDivisionError:
        raise KeyError('second')
except KeyError as error:
    print(repr(error.__context__), error.__cause__, error.args)
error = ValueError('noted')
error.add_note('a note')
print(error.__notes__, error)
print('to stderr', file=sys.stderr)
sys.stdout.write('written\n')
print('last', file=sys.stdout)
