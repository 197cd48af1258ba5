SUITES = {}
def test(options): pass
