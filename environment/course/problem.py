class Problem(Exception):
    """What a person can mend: one sentence that says what happened and what to do."""
