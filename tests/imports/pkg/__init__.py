print('pkg loaded', __name__)
