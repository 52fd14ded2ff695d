print('lazy loaded')
x = 3
