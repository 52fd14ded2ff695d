import sys

from part import NAME

print(__name__, NAME)
