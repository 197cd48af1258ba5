"""What course.py does, a module a concern; the standard library alone, except where a module says otherwise."""
