# What `threading.local` is where threads have no storage of their own.

from threading import local
