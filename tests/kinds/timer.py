from threading import Timer
from time import sleep

def alarm(what):
    print(what)

tea = Timer(4, alarm, ('tea is ready',))
eggs = Timer(7, alarm, ('eggs are ready',))
cake = Timer(12, alarm, ('cake is ready',))
tea.start()
eggs.start()
cake.start()
sleep(5.5)
cake.cancel()
print('no cake today')
sleep(10)
