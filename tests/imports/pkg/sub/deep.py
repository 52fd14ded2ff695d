from ..other import name
def where(): return name(), __name__, __file__[-11:]
