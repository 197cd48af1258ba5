def report(options): pass
