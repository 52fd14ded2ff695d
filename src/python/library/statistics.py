import collections
import math
import statistics


def mean(data):
    data = list(data)
    if not data:
        raise statistics.StatisticsError('mean requires at least one data point')
    return _exact(math.fsum(data) / len(data), data)


def _exact(value, data):
    if all([isinstance(item, int) for item in data]) and value == int(value):
        return int(value)
    return value


def fmean(data):
    data = list(data)
    if not data:
        raise statistics.StatisticsError('fmean requires at least one data point')
    return math.fsum(data) / len(data)


def median(data):
    data = sorted(data)
    if not data:
        raise statistics.StatisticsError('no median for empty data')
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def variance(data):
    data = list(data)
    if len(data) < 2:
        raise statistics.StatisticsError('variance requires at least two data points')
    centre = fmean(data)
    return _exact(math.fsum([(item - centre) ** 2 for item in data]) / (len(data) - 1), data)


def pvariance(data):
    data = list(data)
    centre = fmean(data)
    return _exact(math.fsum([(item - centre) ** 2 for item in data]) / len(data), data)


def stdev(data):
    return math.sqrt(variance(data))


def pstdev(data):
    return math.sqrt(pvariance(data))


def mode(data):
    counted = collections.Counter(data).most_common(1)
    if not counted:
        raise statistics.StatisticsError('no mode for empty data')
    return counted[0][0]
