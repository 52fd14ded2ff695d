class Queue:
    shadowed = 'a file of the name of a module of the library comes before it'
