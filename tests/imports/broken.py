print('breaking')
raise ValueError('b')
