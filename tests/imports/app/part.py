NAME = 'a folder is a program too'
