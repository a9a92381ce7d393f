def run(binary, directory): pass
