def run(options): pass
def site(options): pass
def reset(options): pass
